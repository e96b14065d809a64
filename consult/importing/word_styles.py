"""What a Word file's styles say: which are headings, and which number they print.

Reads styles.xml and numbering.xml; must not read the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from consult.importing.archive import Archive
from consult.importing.completeness import parsed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?i)(?:heading|overskrift) ?([1-9])")
# A style that leads back to itself would be followed for ever.
_MOST_STEPS = 20
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; `outline` is its own level in the outline, 0 the top, None unset."""

    name: str
    above: str
    outline: int | None
    numbering: str | None
    depth: int | None


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a numbering prints: "%1.%2", decimal, from 1."""

    start: int
    form: str
    shape: str
    style: str


@dataclass(frozen=True, slots=True)
class Styles:
    """`numberings` is by number id: which counters it shares, and its levels."""

    styles: dict[str, Style] = field(default_factory=dict)
    numberings: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive) -> "Styles":
        """The styles of a checked file."""
        return cls(dict(_styles(archive)), dict(_numberings(archive)))

    def chain(self, key: str) -> list[Style]:
        """The style and those it is based on."""
        found: list[Style] = []
        while key in self.styles and len(found) < _MOST_STEPS:
            found.append(self.styles[key])
            key = found[-1].above
        return found

    def heading(self, key: str) -> int | None:
        """The level of a heading style, 1 the top; None for text."""
        for style in self.chain(key):
            named = _HEADING.fullmatch(style.name)
            if named:
                return int(named[1])
            if style.outline is not None:
                return style.outline + 1 if style.outline < _LEVELS else None
        return None

    def numbered(self, key: str) -> tuple[str, int] | None:
        """The numbering a style brings with it, and the depth in it; None for none."""
        chain = self.chain(key)
        number = next((s.numbering for s in chain if s.numbering is not None), None)
        if number not in self.numberings:
            return None
        levels = self.numberings[number][1]
        linked = next((depth for depth, level in levels.items() if level.style == key), None)
        depth = next((s.depth for s in chain if s.depth is not None), None)
        return number, linked if linked is not None else depth or 0

    def unnamed_headings(self) -> dict[str, int]:
        """The styles that are headings though their names do not say so in English."""
        levels = {key: self.heading(key) for key in self.styles}
        return {key: level for key, level in levels.items() if level and not self._told(key)}

    def _told(self, key: str) -> bool:
        return any(style.name.lower().startswith("heading ") for style in self.chain(key))


def _styles(archive: Archive) -> Iterator[tuple[str, Style]]:
    for one in _all(archive, "word/styles.xml", "style"):
        if one.get(f"{_W}type") == "paragraph":
            style = Style(
                name=_value(one, "name") or "",
                above=_value(one, "basedOn") or "",
                outline=_whole(_value(one, "pPr", "outlineLvl")),
                numbering=_value(one, "pPr", "numPr", "numId"),
                depth=_whole(_value(one, "pPr", "numPr", "ilvl")),
            )
            yield one.get(f"{_W}styleId", ""), style


def _numberings(archive: Archive) -> Iterator[tuple[str, tuple[str, dict[int, Level]]]]:
    levels = {
        one.get(f"{_W}abstractNumId", ""): dict(_levels(one))
        for one in _all(archive, "word/numbering.xml", "abstractNum")
    }
    for one in _all(archive, "word/numbering.xml", "num"):
        abstract = _value(one, "abstractNumId") or ""
        yield one.get(f"{_W}numId", ""), (abstract, levels.get(abstract, {}))


def _levels(numbering: ElementTree.Element) -> Iterator[tuple[int, Level]]:
    for one in numbering.iter(f"{_W}lvl"):
        start = _whole(_value(one, "start"))
        yield (
            _whole(one.get(f"{_W}ilvl")) or 0,
            Level(
                start=1 if start is None else start,
                form=_value(one, "numFmt") or "decimal",
                shape=_value(one, "lvlText") or "",
                style=_value(one, "pStyle") or "",
            ),
        )


def _all(archive: Archive, part: str, name: str) -> Iterator[ElementTree.Element]:
    content = archive.part(part)
    if content:
        yield from parsed(content).iter(f"{_W}{name}")


def _value(element: ElementTree.Element, *path: str) -> str | None:
    found = element.find("/".join(f"{_W}{name}" for name in path))
    return None if found is None else found.get(f"{_W}val")


def _whole(written: str | None) -> int | None:
    return int(written) if written is not None and written.isdecimal() else None
