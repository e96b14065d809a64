"""Prepares an OpenDocument text for pandoc: what pandoc would drop, or show though it is hidden.

Tracked changes and comments become markers, text boxes come below their paragraph, the title is
taken out. Must not interpret the text beyond that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from consult.importing.archive import Archive
from consult.importing.markers import (
    BOX,
    CHANGE_END,
    COMMENT,
    DECORATIVE,
    DELETION,
    HIDDEN,
    INSERTION,
    JOINED,
    OBJECT,
)
from consult.importing.superscript import lowered, raised
from consult.importing.xml_splicing import Element, XmlEditor, is_utf_8

CONTENT = "content.xml"
_PARAGRAPHS = ("text:p", "text:h")
# Inside a paragraph, but not part of its text.
_NOT_TEXT = ("text:note-citation", "svg:title", "svg:desc", "dc:creator", "dc:date")
# The longer description comes last and counts.
_DESCRIPTIONS = ("svg:title", "svg:desc")
_LEFT_OUT = ("office:annotation", "text:tracked-changes")
_TITLE_STYLE = "Title"
# A deleted paragraph end is recorded as two paragraphs without text: what is left of it, and of the next one.
_PARAGRAPHS_OF_DELETED_END = 2


@dataclass(frozen=True, slots=True)
class Preprocessed:
    """The file, ready for pandoc.

    `title` is the text styled as the title, "" for none; `words` the text of each paragraph;
    `descriptions` those of its pictures, by the name of their part.
    """

    content: bytes
    title: str
    words: list[str]
    descriptions: dict[str, str]


def preprocessed(content: bytes, archive: Archive) -> Preprocessed:
    """The file ready for pandoc. Raises ImportRefused when it is damaged or nested too deeply."""
    body = archive.part(CONTENT)
    if not is_utf_8(body):
        return Preprocessed(content, "", [], {})
    declarations = _Declarations(body)
    declarations.run()
    text = _TextEditor(body, declarations)
    edited = text.run()
    ready = content if edited == body else archive.with_parts({CONTENT: edited})
    return Preprocessed(ready, text.title, text.words, text.descriptions)


class _Declarations(XmlEditor):
    """The first pass, without edits: the tracked changes, and the styles that hide, shift or mark the title.

    `insertions` are ids of tracked insertions; `deletions` are id → deleted text; `deleted_ends` are
    ids of deleted paragraph ends. The others are style names.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.insertions: set[str] = set()
        self.deletions: dict[str, str] = {}
        self.deleted_ends: set[str] = set()
        self.hidden_styles: set[str] = set()
        self.title_styles = {_TITLE_STYLE}
        self.decorative_styles: set[str] = set()
        self.shifts: dict[str, Callable[[str], str]] = {}
        self._change_id = ""
        self._deleted_paragraphs = 0

    def on_open(self, element: Element) -> None:
        attributes = element.attributes
        if element.name == "text:changed-region":
            self._change_id = attributes.get("text:id") or attributes.get("xml:id", "")
        elif element.name == "text:insertion":
            self.insertions.add(self._change_id)
        elif element.name == "text:deletion":
            self.deletions[self._change_id] = ""
        elif (
            element.name == "style:style"
            and attributes.get("style:parent-style-name") == _TITLE_STYLE
        ):
            self.title_styles.add(attributes.get("style:name", ""))
        elif element.name == "style:text-properties":
            self._read_style(self._parent_style(), attributes)
        elif attributes.get("loext:decorative") == "true":
            self.decorative_styles.add(self._parent_style())

    def _parent_style(self) -> str:
        return self.open_elements[-2].attributes.get("style:name", "")

    def _read_style(self, name: str, properties: dict[str, str]) -> None:
        if properties.get("text:display") == "none":
            self.hidden_styles.add(name)
        height = properties.get("style:text-position", "").partition(" ")[0]
        if height.startswith(("sub", "-")):
            self.shifts[name] = lowered
        elif height not in ("", "0%"):
            self.shifts[name] = raised

    def on_text(self, text: str, at: int) -> None:
        is_deleted = self.is_inside("text:deletion") and not self.is_inside("office:change-info")
        if is_deleted and self.is_inside(*_PARAGRAPHS):
            self.deletions[self._change_id] += text

    def on_close(self, element: Element, end: int) -> None:
        if element.name in _PARAGRAPHS and self.is_inside("text:deletion"):
            self._deleted_paragraphs += 1
            if self.deletions.get(self._change_id):
                self.deletions[self._change_id] += " "
        elif element.name == "text:deletion":
            has_text = bool(self.deletions[self._change_id].strip())
            if self._deleted_paragraphs == _PARAGRAPHS_OF_DELETED_END and not has_text:
                self.deleted_ends.add(self._change_id)
            self._deleted_paragraphs = 0


class _TextEditor(XmlEditor):
    """The second pass: puts markers in, moves text boxes and takes out hidden text, comments and the title."""

    def __init__(self, content: bytes, declarations: _Declarations) -> None:
        super().__init__(content)
        self.title = ""
        self.words: list[str] = []
        self.descriptions: dict[str, str] = {}
        self._declarations = declarations
        # Markers between two paragraphs, which wait for the text of the next one.
        self._waiting = ""
        self._boxes: list[bytes] = []
        # The text so far of each open paragraph.
        self._open_words: list[list[str]] = []
        # How many of the open elements are left out.
        self._left_out = 0
        # For each open frame its picture's name, then its descriptions.
        self._frames: list[list[str]] = []

    def on_open(self, element: Element) -> None:
        if element.name in _PARAGRAPHS:
            self._open_words.append([])
        elif element.name.startswith("text:change"):
            self._mark_change(element)
        elif element.name == "draw:frame":
            self._frames.append([])
        elif element.name == "draw:image" and self._frames:
            self._frames[-1].append(element.attributes.get("xlink:href", ""))
        if self._is_left_out(element):
            self._left_out += 1

    def _mark_change(self, element: Element) -> None:
        id = element.attributes.get("text:change-id", "")
        is_insertion = id in self._declarations.insertions
        deleted = self._declarations.deletions.get(id, "").rstrip()
        if element.name == "text:change-start" and is_insertion:
            self._insert(INSERTION, element.start)
        elif element.name == "text:change-end" and is_insertion:
            self._insert(CHANGE_END, element.start)
        elif element.name == "text:change" and id in self._declarations.deleted_ends:
            # Two paragraphs have become one here, and nothing was left between them.
            self._insert(f"{JOINED} ", element.start)
        elif element.name == "text:change" and deleted.strip():
            self._add_words(deleted)
            self._insert(f"{DELETION}{escape(deleted)}{CHANGE_END}", element.start)

    def _is_left_out(self, element: Element) -> bool:
        is_hidden = self._style(element) in self._declarations.hidden_styles
        return element.name in _LEFT_OUT or is_hidden

    def _style(self, element: Element) -> str:
        return element.attributes.get("text:style-name", "-")

    def _insert(self, markers: str, at: int) -> None:
        """Insert markers, which must be inside a paragraph; those between two wait for the next one's text."""
        if self.is_inside(*_PARAGRAPHS):
            self.splices.insert(at, markers)
        else:
            self._waiting += markers

    def on_text(self, text: str, at: int) -> None:
        inner = self.open_elements[-1]
        if inner.name in _DESCRIPTIONS and self._frames:
            self._frames[-1].append(text)
        if self._left_out or not self._open_words or inner.name in _NOT_TEXT:
            return
        if self._waiting:
            self.splices.insert(at, self._waiting)
            self._waiting = ""
        shift = self._declarations.shifts.get(self._style(inner))
        shifted = shift(text) if shift else text
        if shifted != text and self.content.startswith(text.encode(), at):
            self.splices.replace(at, at + len(text.encode()), shifted.encode())
        self._add_words(shifted)

    def _add_words(self, words: str) -> None:
        if self._open_words:
            self._open_words[-1].append(words)

    def on_close(self, element: Element, end: int) -> None:
        if self._is_left_out(element):
            self._left_out -= 1
            self._leave_out(element, end)
        elif element.name == "draw:text-box":
            self._take_box(element, end)
        elif element.name == "draw:frame" and self._frames:
            self._close_frame(element, end, self._frames.pop())
        if element.name in _PARAGRAPHS:
            self._close_paragraph(element, end, "".join(self._open_words.pop()))

    def _leave_out(self, element: Element, end: int) -> None:
        if self._left_out or element.name == "text:tracked-changes":
            return
        marker = COMMENT if element.name == "office:annotation" else HIDDEN
        is_paragraph = element.name in _PARAGRAPHS
        replacement = f"<text:p>{marker}</text:p>" if is_paragraph else marker
        self.splices.replace(element.start, end, replacement.encode())

    def _take_box(self, element: Element, end: int) -> None:
        """Take a text box out of its paragraph; only the outermost one, and not the frame of a captioned picture."""
        inside = self.content[element.content_start : end - len("</draw:text-box>")]
        is_nested = self.is_inside("draw:text-box") or self._left_out
        if is_nested or not self.is_inside(*_PARAGRAPHS):
            return
        marker = b"" if b"<draw:image" in inside else f"<text:p>{BOX}</text:p>".encode()
        self._boxes += [marker, inside]
        self.splices.replace(element.start, end, b"")

    def _close_frame(self, element: Element, end: int, frame: list[str]) -> None:
        """Note the picture's description; an object that is no picture becomes a marker."""
        inside = self.content[element.content_start : end]
        if b"<draw:object" in inside and b"<draw:image" not in inside and b"<math" not in inside:
            self.splices.replace(element.start, end, OBJECT.encode())
        elif frame:
            name, *descriptions = frame
            style = element.attributes.get("draw:style-name")
            is_decorative = style in self._declarations.decorative_styles
            description = DECORATIVE if is_decorative else " ".join(descriptions[-1:])
            self.descriptions[name] = description

    def _close_paragraph(self, element: Element, end: int, words: str) -> None:
        if self._left_out or (not words.strip() and not self._boxes):
            return
        is_first = not self.words and not self._open_words
        if is_first and self._style(element) in self._declarations.title_styles:
            self.title = " ".join(words.split())
            self.splices.replace(element.start, end, b"")
        self.words.append(words)
        if self._boxes and not self._open_words:
            self.splices.replace(end, end, b"".join(self._boxes))
            self._boxes.clear()
