"""Changes single places of an XML file and leaves every other byte as it is.

Must not know what kind of file it is; a parser that rewrites the whole would lose prefixes.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from consult.importing.draft import ImportRefused

_TAG = re.compile(rb"""[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
# Nobody nests so deep by hand.
MOST_DEPTH = 1_000


@dataclass(slots=True)
class Element:
    """An open element: its name with its prefix, its attributes, where it and its inside begin."""

    name: str
    attributes: dict[str, str]
    start: int
    inside: int = 0


@dataclass(slots=True)
class Splices:
    """The cuts and insertions, as (start, end, bytes in their place)."""

    content: bytes
    cuts: list[tuple[int, int, bytes]] = field(default_factory=list)

    def put(self, at: int, words: str) -> None:
        """Insert at a place."""
        self.cuts.append((at, at, words.encode()))

    def replace(self, start: int, end: int, words: bytes) -> None:
        """Put something in the place of a stretch."""
        self.cuts.append((start, end, words))

    def done(self) -> bytes:
        """The content with all changes; what lies inside a stretch already replaced is dropped."""
        parts: list[bytes] = []
        cursor = 0
        # At one place, what is put in comes before what is replaced, the widest stretch first.
        order = sorted(self.cuts, key=lambda cut: (cut[0], cut[0] != cut[1], -cut[1]))
        for start, end, words in order:
            if start < cursor:
                continue
            parts += [self.content[cursor:start], words]
            cursor = end
        return b"".join([*parts, self.content[cursor:]])


class Walk:
    """One pass over the content; override what is to be seen. `above` are the open elements."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.splices = Splices(content)
        self.above: list[Element] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.buffer_text = False

    def run(self) -> bytes:
        """The changed content. Raises ImportRefused for what is no XML."""
        try:
            self._parser.Parse(self.content, True)
        except expat.ExpatError as error:
            raise ImportRefused("damaged", "The file is damaged.") from error
        return self.splices.done()

    def opened(self, element: Element) -> None:
        """An element begins; it is the last of `above`."""

    def said(self, text: str, at: int) -> None:
        """Some words inside the last of `above`."""

    def closed(self, element: Element, end: int) -> None:
        """An element ended at `end`; it is no longer in `above`."""

    def unwrap(self, element: Element, end: int) -> None:
        """Take away an element's tags and leave what is inside."""
        last = self.inside_end(element, end)
        self.splices.replace(element.start, element.inside, b"")
        self.splices.replace(last, end, b"")

    def inside_end(self, element: Element, end: int) -> int:
        """Where the inside of an element ends that itself ends at `end`."""
        return max(self.content.rfind(b"</", element.inside, end), element.inside)

    def inside(self, name: str) -> bool:
        """Whether one of the open elements has this name."""
        return any(element.name == name for element in self.above)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        if len(self.above) >= MOST_DEPTH:
            raise ImportRefused("hostile", "The file is nested too deeply to be read.")
        element = Element(name, attributes, at, self._after_tag(at))
        self.above.append(element)
        self.opened(element)

    def _text(self, text: str) -> None:
        self.said(text, self._parser.CurrentByteIndex)

    def _end(self, _name: str) -> None:
        at = self._parser.CurrentByteIndex
        element = self.above.pop()
        # An empty tag has ended already where its inside would begin.
        empty = at == element.inside and self.content[at - 2 : at] == b"/>"
        self.closed(element, at if empty else self._after_tag(at))

    def _after_tag(self, at: int) -> int:
        """Where the tag that begins at `at` ends; its quoted values may hold the sign ">"."""
        tag = _TAG.match(self.content, at)
        return tag.end() if tag else len(self.content)


def is_plain(content: bytes) -> bool:
    """Whether places in the content can be counted in bytes of UTF-8."""
    return b"\0" not in content[:200] and b"encoding=" not in content[:200].lower().replace(
        b'encoding="utf-8"', b""
    ).replace(b"encoding='utf-8'", b"")
