"""The text of an OpenDocument file for pandoc: markers and numbers put in, what is hidden or made anew taken out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from consult.importing.draft import DraftWarning
from consult.importing.markers import (
    CHANGE_END,
    COMMENT,
    DECORATIVE,
    DELETION,
    HIDDEN,
    INSERTION,
    JOINED,
    NUMBER,
    NUMBER_END,
    OBJECT,
)
from consult.importing.odt_changes import PARAGRAPHS, TrackedChanges
from consult.importing.odt_numbers import OdtNumbers
from consult.importing.odt_styles import OdtStyles
from consult.importing.xml_splicing import Element, XmlEditor

# Inside a paragraph, but not part of its text.
_NOT_TEXT = ("text:note-citation", "svg:title", "svg:desc", "dc:creator", "dc:date", "text:number")
_BLOCKS = (*PARAGRAPHS, "text:section")
_BLANKS = ("text:s", "text:tab", "text:line-break")
# The longer description comes last and counts.
_DESCRIPTIONS = ("svg:title", "svg:desc")
# Lists of headings and pages, which the site makes itself; the others name no headings.
_CONTENTS = "text:table-of-content"
_INDEXES = (
    "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
    "text:alphabetical-index"
)  # fmt: skip
_LEFT_OUT = ("office:annotation", "text:tracked-changes", "text:script", "text:number")
_SILENTLY = ("text:tracked-changes", "text:script", "text:number", _CONTENTS, *_INDEXES)
# Fields whose words pandoc drops with them.
_FIELD = re.compile(
    r"text:(?:(?:fixed-)?(?:date|time)|page-(?:number|continuation|count|variable-set|variable-get)"
    r"|sender-[a-z-]+|author-(?:name|initials)|chapter|file-name|template-name|sheet-name"
    r"|variable-(?:set|get|input)|user-(?:field-get|field-input|defined)|expression|text-input"
    r"|initial-creator|(?:creation|print|modification)-(?:date|time)|printed-by|description|title"
    r"|subject|keywords|creator|editing-(?:cycles|duration)"
    r"|(?:paragraph|word|character|table|image|object)-count|conditional-text|hidden-text|drop-down"
    r"|placeholder|dde-connection|database-(?:display|name|row-number|row-select|next)|measure"
    r"|table-formula|meta|meta-field|execute-macro|bibliography-mark|toc-mark"
    r"|user-index-mark|ruby|ruby-base)|loext:content-control"
)
_TITLE_STYLE, _SUBTITLE_STYLE = "Title", "Subtitle"
_HREF = re.compile(rb"""xlink:href\s*=\s*(["'])[^"']*""")


@dataclass(slots=True)
class _Paragraph:
    """An open paragraph: its text so far, with and without what is deleted, and what is printed before it.

    `number` is None where nothing is known of one; `is_hidden` is set by a field in it.
    """

    number: str | None = None
    words: list[str] = field(default_factory=list)
    new_words: list[str] = field(default_factory=list)
    is_hidden: bool = False

    def text(self) -> str:
        """All its words, deleted ones too."""
        return "".join(self.words)


class TextEditor(XmlEditor):
    """The second pass: puts markers and numbers in, and takes out hidden text, comments, contents and the title."""

    def __init__(self, content: bytes, changes: TrackedChanges, styles: OdtStyles) -> None:
        super().__init__(content)
        self.title = ""
        self.words: list[str] = []
        self.descriptions: dict[str, str] = {}
        self.contents: list[tuple[str, bool]] = []
        self._changes = changes
        self._styles = styles
        self._numbers = OdtNumbers(styles)
        # Markers between two paragraphs, which wait for the text of the next one.
        self._waiting = ""
        self._paragraphs: list[_Paragraph] = []
        # How many of the open elements are left out.
        self._left_out = 0
        # For each open frame its picture's name, then its descriptions.
        self._frames: list[list[str]] = []
        self._pictures = 0
        self._hidden_rows = False
        self._title_is_complete = False
        self._title_is_changed = False
        self._subtitles: list[str] = []
        self._later_titles: list[str] = []

    def warnings(self) -> Iterator[DraftWarning]:
        """Of what was taken out of the text, or made a heading."""
        if self._title_is_changed:
            yield DraftWarning("title-changed", f"The title is changed; it is now “{self.title}”.")
        for text in self._subtitles:
            yield DraftWarning("front-matter-left-out", f"Left out: “{text}”")
        for text in self._later_titles:
            message = f"“{text}” is taken as a heading because it has the title's style."
            yield DraftWarning("heading-by-title-style", message)

    def on_open(self, element: Element) -> None:
        if element.name == "text:list":
            self._numbers.open_list(element)
        elif element.name == "text:list-item":
            self._numbers.open_item(element)
        elif element.name in PARAGRAPHS:
            self._paragraphs.append(_Paragraph(self._number(element)))
        elif element.name.startswith("text:change"):
            self._mark_change(element)
        elif element.name in _BLANKS:
            self._add_words(" " if element.name != "text:tab" else "\t")
        elif element.name == "draw:frame":
            self._frames.append([])
        elif element.name == "draw:image" and self._frames:
            self._open_picture(element)
        elif element.name == "text:hidden-paragraph" and self._paragraphs:
            self._paragraphs[-1].is_hidden = element.attributes.get("text:is-hidden") == "true"
        if self._is_left_out(element):
            self._left_out += 1

    def _number(self, element: Element) -> str | None:
        """What is printed before a paragraph that begins an item, and before a heading."""
        if self._left_out or self._is_left_out(element):
            return None
        style = element.attributes.get("text:style-name", "")
        if self.open_elements[-2].name == "text:list-item":
            number = self._numbers.number_of_item(style)
            if number is not None or element.name == "text:p":
                return number
        if element.name == "text:h" and not self.is_inside("text:list"):
            return self._numbers.number_of_heading(element) or None
        return None

    def _open_picture(self, element: Element) -> None:
        """Give each use of a picture a name of its own, since each may have a description of its own."""
        name = element.attributes.get("xlink:href", "")
        tag = self.content[element.start : element.content_start]
        match = _HREF.search(tag)
        if match and name.startswith("Pictures/"):
            self._pictures += 1
            name = f"{name}#{self._pictures}"
            self.splices.insert(element.start + match.end(), f"#{self._pictures}")
        self._frames[-1].append(name)

    def _mark_change(self, element: Element) -> None:
        id = element.attributes.get("text:change-id", "")
        is_insertion = id in self._changes.insertions
        deleted = self._changes.deletions.get(id, "").rstrip()
        if element.name == "text:change-start" and is_insertion:
            self._insert(INSERTION, element.start)
        elif element.name == "text:change-end" and is_insertion:
            self._insert(CHANGE_END, element.start)
        elif element.name == "text:change" and id in self._changes.deleted_ends:
            # Two paragraphs have become one here, and nothing was left between them.
            self._insert(f"{JOINED} ", element.start)
        elif element.name == "text:change" and deleted.strip():
            self._add_words(deleted, is_deleted=True)
            self._insert(f"{DELETION}{escape(deleted)}{CHANGE_END}", element.start)

    def _is_left_out(self, element: Element) -> bool:
        attributes = element.attributes
        if element.name in (*_LEFT_OUT, _CONTENTS, *_INDEXES):
            return True
        if element.name in ("text:section", "text:variable-set", "text:user-field-get"):
            hides = attributes.get("text:display") == "none"
            return hides or attributes.get("text:is-hidden") == "true"
        if element.name == "text:hidden-text":
            return attributes.get("text:is-hidden") == "true"
        if element.name == "table:table-row":
            return attributes.get("table:visibility", "visible") != "visible"
        family = "paragraph" if element.name in PARAGRAPHS else "text"
        return self._styles.hides(family, self._style(element))

    def _style(self, element: Element) -> str:
        return element.attributes.get("text:style-name", "-")

    def _insert(self, markers: str, at: int) -> None:
        """Insert markers, which must be inside a paragraph; those between two wait for the next one's text."""
        if self.is_inside(*PARAGRAPHS):
            self.splices.insert(at, markers)
        else:
            self._waiting += markers

    def on_text(self, text: str, at: int) -> None:
        inner = self.open_elements[-1]
        if inner.name in _DESCRIPTIONS and self._frames:
            self._frames[-1].append(text)
        if not self._paragraphs or inner.name in _NOT_TEXT:
            return
        if self._left_out:
            if self.is_inside(_CONTENTS, *_INDEXES):
                self._paragraphs[-1].words.append(text)
            return
        if self._waiting:
            self.splices.insert(at, self._waiting)
            self._waiting = ""
        shift = self._styles.shift(self._style(inner))
        shifted = shift(text) if shift else text
        if shifted != text and self.content.startswith(text.encode(), at):
            self.splices.replace(at, at + len(text.encode()), shifted.encode())
        self._add_words(shifted)

    def _add_words(self, words: str, *, is_deleted: bool = False) -> None:
        if self._paragraphs:
            self._paragraphs[-1].words.append(words)
            if not is_deleted:
                self._paragraphs[-1].new_words.append(words)

    def on_close(self, element: Element, end: int) -> None:
        paragraph = self._paragraphs.pop() if element.name in PARAGRAPHS else None
        if element.name == "text:list":
            self._numbers.close_list()
        if self._is_left_out(element):
            self._left_out -= 1
            self._leave_out(element, end)
        elif paragraph and paragraph.is_hidden:
            self._leave_out(element, end)
        elif element.name == "table:table" and self._hidden_rows:
            self._hidden_rows = False
            self.splices.insert(end, f"<text:p>{HIDDEN}</text:p>")
        elif element.name == "draw:frame" and self._frames:
            self._close_frame(element, end, self._frames.pop())
        elif element.name.startswith("table:") and self._is_in_inner_table(element):
            # Pandoc knows no table inside a cell: its words become words of the cell.
            self.unwrap(element, end)
        elif _FIELD.fullmatch(element.name) and self.is_inside(*PARAGRAPHS):
            self.unwrap(element, end)
        elif paragraph:
            self._close_paragraph(element, end, paragraph)
        if paragraph and self.is_inside(_CONTENTS, *_INDEXES):
            self._keep_line(paragraph.text())

    def _is_in_inner_table(self, element: Element) -> bool:
        names = [one.name for one in self.open_elements]
        return names.count("table:table") + (element.name == "table:table") > 1

    def _keep_line(self, text: str) -> None:
        if text.strip():
            self.contents.append((" ".join(text.split(" ")).strip(), self.is_inside(_CONTENTS)))

    def _leave_out(self, element: Element, end: int) -> None:
        if self._left_out or element.name in _SILENTLY:
            if element.name in (_CONTENTS, *_INDEXES, "text:script", "text:number"):
                self.splices.replace(element.start, end, b"")
            return
        marker = COMMENT if element.name == "office:annotation" else HIDDEN
        if element.name == "table:table-row":
            self._hidden_rows = True
            marker = ""
        is_block = element.name in _BLOCKS or not self.is_inside(*PARAGRAPHS)
        replacement = f"<text:p>{marker}</text:p>" if marker and is_block else marker
        self.splices.replace(element.start, end, replacement.encode())

    def _close_frame(self, element: Element, end: int, frame: list[str]) -> None:
        """Note the picture's description; an object that is no picture becomes a marker."""
        inside = self.content[element.content_start : end]
        if b"<draw:object" in inside and b"<draw:image" not in inside and b"<math" not in inside:
            self.splices.replace(element.start, end, OBJECT.encode())
        elif frame:
            name, *descriptions = frame
            is_decorative = self._styles.is_decorative(
                element.attributes.get("draw:style-name", "")
            )
            description = DECORATIVE if is_decorative else " ".join(descriptions[-1:])
            self.descriptions[name] = description

    def _close_paragraph(self, element: Element, end: int, paragraph: _Paragraph) -> None:
        if self._left_out or not paragraph.text().strip():
            return
        is_outermost = not self._paragraphs and not self.is_inside("table:table-cell")
        if is_outermost and self._is_front_matter(element, end, paragraph):
            return
        words = paragraph.text()
        if paragraph.number is not None:
            words = self._print_number(element, paragraph.number) + words
        self.words.append(words)

    def _print_number(self, element: Element, number: str) -> str:
        """Put what is printed before the paragraph into it; give the words that this adds to it."""
        is_flat = self.is_inside("table:table-cell", "text:note-body")
        if element.name == "text:h" or is_flat:
            words = f"{number} " if number else ""
            self.splices.insert(element.content_start, escape(words))
            return words
        self.splices.insert(element.content_start, f"{NUMBER}{escape(number)}{NUMBER_END}")
        return ""

    def _is_front_matter(self, element: Element, end: int, paragraph: _Paragraph) -> bool:
        """Take out the lines of the title, and the subtitle after it; a later title becomes a heading."""
        style = self._style(element)
        is_title = self._styles.is_based_on(style, _TITLE_STYLE)
        is_subtitle = self._styles.is_based_on(style, _SUBTITLE_STYLE)
        text = " ".join("".join(paragraph.new_words).split())
        if is_title and not self._title_is_complete:
            self._title_is_changed |= text != " ".join(paragraph.text().split())
            self.title = f"{self.title} {text}".strip()
            self.words.append(text)
        elif is_subtitle and self.title and not self._title_is_complete:
            self._subtitles.append(text)
        elif is_title and element.name == "text:p":
            self._later_titles.append(text)
            self._make_heading(element, end)
            return False
        else:
            self._title_is_complete = bool(self.title)
            return False
        self.splices.replace(element.start, end, b"")
        return True

    def _make_heading(self, element: Element, end: int) -> None:
        start = '<text:h text:outline-level="1">'
        self.splices.replace(element.start, element.content_start, start.encode())
        self.splices.replace(self.content_end(element, end), end, b"</text:h>")
