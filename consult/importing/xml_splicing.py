"""Edits single spans of an XML file and leaves every other byte as it is.

Must not know what kind of file it is. A parser that writes the whole file anew would lose prefixes.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from consult.importing.draft import ImportRefused

_TAG = re.compile(rb"""[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
# No document is nested so deeply.
MAX_DEPTH = 1_000
_DECLARATION_BYTES = 200


@dataclass(slots=True)
class Element:
    """An open element: its name with its prefix, its attributes, and the byte offsets of its start tag and content."""

    name: str
    attributes: dict[str, str]
    start: int
    content_start: int = 0


@dataclass(slots=True)
class Splices:
    """Insertions and replacements in some bytes, as (start, end, new bytes) by offset."""

    content: bytes
    edits: list[tuple[int, int, bytes]] = field(default_factory=list)

    def insert(self, at: int, text: str) -> None:
        """Insert text, as UTF-8."""
        self.edits.append((at, at, text.encode()))

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Replace a span."""
        self.edits.append((start, end, new))

    def applied(self) -> bytes:
        """The content with all edits; those inside a span already replaced are dropped."""
        parts: list[bytes] = []
        cursor = 0
        # At one offset insertions come before replacements, the widest replacement first.
        order = sorted(self.edits, key=lambda edit: (edit[0], edit[0] != edit[1], -edit[1]))
        for start, end, new in order:
            if start < cursor:
                continue
            parts += [self.content[cursor:start], new]
            cursor = end
        return b"".join([*parts, self.content[cursor:]])


class XmlEditor:
    """One pass over an XML file that collects edits; subclasses override the events.

    `open_elements` are the elements that are open, the innermost last. All offsets are in bytes.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.splices = Splices(content)
        self.open_elements: list[Element] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.buffer_text = False

    def run(self) -> bytes:
        """The edited content. Raises ImportRefused when it is no XML or nested deeper than MAX_DEPTH."""
        try:
            self._parser.Parse(self.content, True)
        except expat.ExpatError as error:
            raise ImportRefused("damaged", "The file is damaged.") from error
        return self.splices.applied()

    def on_open(self, element: Element) -> None:
        """An element begins; it is the last of `open_elements`."""

    def on_text(self, text: str, at: int) -> None:
        """Text at offset `at` inside the last of `open_elements`."""

    def on_close(self, element: Element, end: int) -> None:
        """An element ended at offset `end`; it is no longer in `open_elements`."""

    def unwrap(self, element: Element, end: int) -> None:
        """Remove an element's tags and leave its content."""
        last = self.content_end(element, end)
        self.splices.replace(element.start, element.content_start, b"")
        self.splices.replace(last, end, b"")

    def content_end(self, element: Element, end: int) -> int:
        """The offset at which the content of an element ends that itself ends at `end`."""
        closing_tag = self.content.rfind(b"</", element.content_start, end)
        return max(closing_tag, element.content_start)

    def is_inside(self, *names: str) -> bool:
        """Whether one of the open elements has one of these names."""
        return any(element.name in names for element in self.open_elements)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        if len(self.open_elements) >= MAX_DEPTH:
            raise ImportRefused("hostile", "The file is nested too deeply to be read.")
        element = Element(name, attributes, at, self._after_tag(at))
        self.open_elements.append(element)
        self.on_open(element)

    def _text(self, text: str) -> None:
        self.on_text(text, self._parser.CurrentByteIndex)

    def _end(self, _name: str) -> None:
        at = self._parser.CurrentByteIndex
        element = self.open_elements.pop()
        # An empty-element tag has ended where its content would begin.
        is_empty = at == element.content_start and self.content[at - 2 : at] == b"/>"
        self.on_close(element, at if is_empty else self._after_tag(at))

    def _after_tag(self, at: int) -> int:
        """Where the tag at offset `at` ends; its quoted values may contain ">"."""
        tag = _TAG.match(self.content, at)
        return tag.end() if tag else len(self.content)


def is_utf_8(content: bytes) -> bool:
    """Whether an XML file is UTF-8, so that expat's byte offsets are those of its text."""
    declaration = content[:_DECLARATION_BYTES]
    other = declaration.lower()
    for quote in (b'"', b"'"):
        other = other.replace(b"encoding=" + quote + b"utf-8" + quote, b"")
    return b"\0" not in declaration and b"encoding=" not in other
