"""The styles of a Word file: which are headings, and which numbering they have.

Reads styles.xml and numbering.xml; must not read the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.etree import ElementTree

from consult.importing.archive import Archive
from consult.importing.completeness import parsed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?i)(?:heading|overskrift) ?([1-9])")
_ENGLISH_HEADING = "heading "
# Ends the chain of a style that is based on itself.
_MAX_CHAIN = 20
_OUTLINE_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style.

    `based_on` is another style's id, "" for none; `outline` its own level in the outline (0 the top),
    `numbering` its number id and `depth` the level of it (0 the top), each None where unset.
    """

    name: str
    based_on: str
    outline: int | None
    numbering: str | None
    depth: int | None


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a numbering prints: first number, form ("decimal"), template ("%1.%2"), linked style."""

    start: int
    form: str
    template: str
    style: str


Levels: TypeAlias = dict[int, Level]


@dataclass(frozen=True, slots=True)
class Styles:
    """Style id → style; number id → (id of the counters it shares with others, its levels by depth)."""

    styles: dict[str, Style] = field(default_factory=dict)
    numberings: dict[str, tuple[str, Levels]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive) -> "Styles":
        """The styles of a checked file. Raises ImportRefused when they are damaged."""
        return cls(dict(_styles(archive)), dict(_numberings(archive)))

    def chain(self, id: str) -> list[Style]:
        """The style and those it is based on, the nearest first."""
        chain: list[Style] = []
        while id in self.styles and len(chain) < _MAX_CHAIN:
            chain.append(self.styles[id])
            id = chain[-1].based_on
        return chain

    def heading_level(self, id: str) -> int | None:
        """The level of a heading style, 1 the top; None for a style of text."""
        for style in self.chain(id):
            match = _HEADING.fullmatch(style.name)
            if match:
                return int(match[1])
            if style.outline is not None:
                return style.outline + 1 if style.outline < _OUTLINE_LEVELS else None
        return None

    def numbering_of(self, id: str) -> tuple[str, int] | None:
        """The number id that a style brings with it and the depth in it; None for none."""
        chain = self.chain(id)
        number = next((s.numbering for s in chain if s.numbering is not None), None)
        if number not in self.numberings:
            return None
        levels = self.numberings[number][1]
        linked = next((depth for depth, level in levels.items() if level.style == id), None)
        depth = next((s.depth for s in chain if s.depth is not None), None)
        return number, linked if linked is not None else depth or 0

    def unrecognised_headings(self) -> dict[str, int]:
        """Style id → level of the heading styles that pandoc does not recognise by an English name."""
        levels = {id: self.heading_level(id) for id in self.styles}
        return {id: level for id, level in levels.items() if level and not self._is_english(id)}

    def _is_english(self, id: str) -> bool:
        return any(style.name.lower().startswith(_ENGLISH_HEADING) for style in self.chain(id))


def _styles(archive: Archive) -> Iterator[tuple[str, Style]]:
    for element in _elements(archive, "word/styles.xml", "style"):
        if element.get(f"{_W}type") == "paragraph":
            style = Style(
                name=_value(element, "name") or "",
                based_on=_value(element, "basedOn") or "",
                outline=_number(_value(element, "pPr", "outlineLvl")),
                numbering=_value(element, "pPr", "numPr", "numId"),
                depth=_number(_value(element, "pPr", "numPr", "ilvl")),
            )
            yield element.get(f"{_W}styleId", ""), style


def _numberings(archive: Archive) -> Iterator[tuple[str, tuple[str, Levels]]]:
    levels = {
        element.get(f"{_W}abstractNumId", ""): dict(_levels(element))
        for element in _elements(archive, "word/numbering.xml", "abstractNum")
    }
    for element in _elements(archive, "word/numbering.xml", "num"):
        abstract = _value(element, "abstractNumId") or ""
        yield element.get(f"{_W}numId", ""), (abstract, levels.get(abstract, {}))


def _levels(numbering: ElementTree.Element) -> Iterator[tuple[int, Level]]:
    for element in numbering.iter(f"{_W}lvl"):
        start = _number(_value(element, "start"))
        level = Level(
            start=1 if start is None else start,
            form=_value(element, "numFmt") or "decimal",
            template=_value(element, "lvlText") or "",
            style=_value(element, "pStyle") or "",
        )
        yield _number(element.get(f"{_W}ilvl")) or 0, level


def _elements(archive: Archive, part: str, name: str) -> Iterator[ElementTree.Element]:
    content = archive.part(part)
    if content:
        yield from parsed(content).iter(f"{_W}{name}")


def _value(element: ElementTree.Element, *path: str) -> str | None:
    """The `w:val` of a descendant, None where there is none."""
    descendant = element.find("/".join(f"{_W}{name}" for name in path))
    return None if descendant is None else descendant.get(f"{_W}val")


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None
