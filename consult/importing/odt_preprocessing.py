"""Makes an OpenDocument text ready for pandoc: what pandoc would drop, or print though it is hidden.

Tracked changes and comments become signs, text boxes come below their paragraph, the title is
taken out. Must not interpret the text beyond that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from consult.importing.archive import Archive
from consult.importing.markers import (
    BOX,
    COMMENT,
    DECORATIVE,
    DELETION,
    HIDDEN,
    INSERTION,
    JOINED,
    OBJECT,
    STANDING,
)
from consult.importing.superscript import lowered, raised
from consult.importing.xml_splicing import Element, Walk, is_plain

CONTENT = "content.xml"
_PARAGRAPHS = ("text:p", "text:h")
# Inside a paragraph, and yet none of its words.
_NO_WORDS = ("text:note-citation", "svg:title", "svg:desc", "dc:creator", "dc:date")
# The longer description comes last and counts.
_TELLING = ("svg:title", "svg:desc")
_TITLE = "Title"
# A deleted end of a paragraph is recorded as what is left of it and of the next one: nothing twice.
_ENDS = 2


@dataclass(frozen=True, slots=True)
class Prepared:
    """The file, ready; the title it styles as such, "" for none; its paragraphs' words; and what
    its pictures show, by their names.
    """

    content: bytes
    title: str
    words: list[str]
    descriptions: dict[str, str]


def prepared(content: bytes, archive: Archive) -> Prepared:
    """Raises ImportRefused for a file that is damaged or nested too deeply."""
    body = archive.part(CONTENT)
    if not is_plain(body):
        return Prepared(content, "", [], {})
    changes = _Changes(body)
    changes.run()
    text = _Text(body, changes)
    after = text.run()
    ready = content if after == body else archive.with_parts({CONTENT: after})
    return Prepared(ready, text.title, text.words, text.descriptions)


class _Changes(Walk):
    """The first pass: which changes the file tracks, and which styles hide, raise or mark the title."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.insertions: set[str] = set()
        self.deletions: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.titles = {_TITLE}
        self.shifts: dict[str, Callable[[str], str]] = {}
        self.ends: set[str] = set()
        self.decorative: set[str] = set()
        self._region = ""
        self._paragraphs = 0

    def opened(self, element: Element) -> None:
        about = element.attributes
        if element.name == "text:changed-region":
            self._region = about.get("text:id") or about.get("xml:id", "")
        elif element.name == "text:insertion":
            self.insertions.add(self._region)
        elif element.name == "text:deletion":
            self.deletions[self._region] = ""
        elif element.name == "style:style" and about.get("style:parent-style-name") == _TITLE:
            self.titles.add(about.get("style:name", ""))
        elif element.name == "style:text-properties":
            self._style(self.above[-2].attributes.get("style:name", ""), about)
        elif about.get("loext:decorative") == "true":
            self.decorative.add(self.above[-2].attributes.get("style:name", ""))

    def _style(self, name: str, about: dict[str, str]) -> None:
        if about.get("text:display") == "none":
            self.hidden.add(name)
        height = about.get("style:text-position", "").partition(" ")[0]
        if height.startswith(("sub", "-")):
            self.shifts[name] = lowered
        elif height not in ("", "0%"):
            self.shifts[name] = raised

    def said(self, text: str, at: int) -> None:
        told = self.inside("text:deletion") and not self.inside("office:change-info")
        if told and any(self.inside(name) for name in _PARAGRAPHS):
            self.deletions[self._region] += text

    def closed(self, element: Element, end: int) -> None:
        if element.name in _PARAGRAPHS and self.inside("text:deletion"):
            self._paragraphs += 1
            if self.deletions.get(self._region):
                self.deletions[self._region] += " "
        elif element.name == "text:deletion":
            if self._paragraphs == _ENDS and not self.deletions[self._region].strip():
                self.ends.add(self._region)
            self._paragraphs = 0


class _Text(Walk):
    """The second pass: puts the signs in and takes out what nobody is to read."""

    def __init__(self, content: bytes, changes: _Changes) -> None:
        super().__init__(content)
        self._changes = changes
        self._waiting = ""
        self._boxes: list[bytes] = []
        self._words: list[list[str]] = []
        self._silent = 0
        self._frames: list[list[str]] = []
        self.title = ""
        self.words: list[str] = []
        self.descriptions: dict[str, str] = {}

    def opened(self, element: Element) -> None:
        if element.name in _PARAGRAPHS:
            self._words.append([])
        elif element.name == "text:change-start" and self._id in self._changes.insertions:
            self._say(INSERTION, element.start)
        elif element.name == "text:change-end" and self._id in self._changes.insertions:
            self._say(STANDING, element.start)
        elif element.name == "text:change" and self._id in self._changes.ends:
            # Two paragraphs have become one here, and nothing was left between them.
            self._say(f"{JOINED} ", element.start)
        elif element.name == "text:change" and self._changes.deletions.get(self._id, "").strip():
            words = self._changes.deletions[self._id].rstrip()
            self._told(words)
            self._say(f"{DELETION}{escape(words)}{STANDING}", element.start)
        self._picture(element)
        if self._is_silent(element):
            self._silent += 1

    def _picture(self, element: Element) -> None:
        """A frame holds the picture first, then its title and description."""
        if element.name == "draw:frame":
            self._frames.append([])
        elif element.name == "draw:image" and self._frames:
            self._frames[-1].append(element.attributes.get("xlink:href", ""))

    @property
    def _id(self) -> str:
        return self.above[-1].attributes.get("text:change-id", "")

    def _is_silent(self, element: Element) -> bool:
        names = ("office:annotation", "text:tracked-changes")
        return element.name in names or self._style(element) in self._changes.hidden

    def _style(self, element: Element) -> str:
        return element.attributes.get("text:style-name", "-")

    def _say(self, words: str, at: int) -> None:
        """Signs belong inside a paragraph; those between two wait for the next one's words."""
        if any(self.inside(name) for name in _PARAGRAPHS):
            self.splices.put(at, words)
        else:
            self._waiting += words

    def said(self, text: str, at: int) -> None:
        if self.above[-1].name in _TELLING and self._frames:
            self._frames[-1].append(text)
        if self._silent or not self._words or self.above[-1].name in _NO_WORDS:
            return
        if self._waiting:
            self.splices.put(at, self._waiting)
            self._waiting = ""
        shift = self._changes.shifts.get(self._style(self.above[-1]))
        shifted = shift(text) if shift else text
        if shifted != text and self.content.startswith(text.encode(), at):
            self.splices.replace(at, at + len(text.encode()), shifted.encode())
        self._told(shifted)

    def _told(self, words: str) -> None:
        if self._words:
            self._words[-1].append(words)

    def closed(self, element: Element, end: int) -> None:
        if self._is_silent(element):
            self._silent -= 1
            self._hide(element, end)
        elif element.name == "draw:text-box":
            self._move(element, end)
        elif element.name == "draw:frame" and self._frames:
            self._frame(element, end, self._frames.pop())
        if element.name in _PARAGRAPHS:
            self._paragraph(element, end, "".join(self._words.pop()))

    def _frame(self, element: Element, end: int, told: list[str]) -> None:
        """What its picture shows, by its name; what is no picture cannot be carried over."""
        inside = self.content[element.inside : end]
        if b"<draw:object" in inside and b"<draw:image" not in inside and b"<math" not in inside:
            self.splices.replace(element.start, end, OBJECT.encode())
        elif told:
            decorates = element.attributes.get("draw:style-name") in self._changes.decorative
            self.descriptions[told[0]] = DECORATIVE if decorates else " ".join(told[1:][-1:])

    def _hide(self, element: Element, end: int) -> None:
        if self._silent or element.name == "text:tracked-changes":
            return
        sign = COMMENT if element.name == "office:annotation" else HIDDEN
        outside = element.name in _PARAGRAPHS
        words = f"<text:p>{sign}</text:p>" if outside else sign
        self.splices.replace(element.start, end, words.encode())

    def _move(self, element: Element, end: int) -> None:
        """Out of the paragraph; only the outermost box, and not the frame of a captioned picture."""
        inside = self.content[element.inside : end - len("</draw:text-box>")]
        nested = self.inside("draw:text-box") or self._silent
        if nested or not any(self.inside(name) for name in _PARAGRAPHS):
            return
        sign = b"" if b"<draw:image" in inside else f"<text:p>{BOX}</text:p>".encode()
        self._boxes += [sign, inside]
        self.splices.replace(element.start, end, b"")

    def _paragraph(self, element: Element, end: int, words: str) -> None:
        if self._silent or (not words.strip() and not self._boxes):
            return
        first = not self.words and not self._words
        if first and self._style(element) in self._changes.titles:
            self.title = " ".join(words.split())
            self.splices.replace(element.start, end, b"")
        self.words.append(words)
        if self._boxes and not self._words:
            self.splices.replace(end, end, b"".join(self._boxes))
            self._boxes.clear()
