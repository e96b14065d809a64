"""The styles of a Word file: which are headings, and which numbering they have.

Reads styles.xml and numbering.xml; must not read the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from consult.importing.archive import Archive
from consult.importing.completeness import parsed
from consult.importing.printed_numbers import Level, Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BUILT_IN_HEADING = re.compile(r"(?i)heading ([1-9])")
_HEADING = re.compile(r"(?i)(?:heading|overskrift) ?([1-9])")
_TITLE = re.compile(r"(?i)(?:(?:rapport|dokument|forside)[ -]?)?(?:title|titel)")
_ENGLISH_HEADING = "heading "
# Ends the chain of a style that is based on itself.
_MAX_CHAIN = 20
OUTLINE_LEVELS = 9
# Begins the names of styles that pandoc would take out of the text, or would wrongly take as headings.
FRONT_MATTER, NO_HEADING = "front matter: ", "no heading: "
_FRONT_MATTER_NAMES = ("subtitle", "author", "date", "abstract")
_OFF = ("0", "false", "none", "off")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style.

    `kind` is "paragraph" or "character"; `based_on` is another style's id, "" for none; `outline` its own
    level in the outline (0 the top), `numbering` its number id and `depth` the level of it (0 the top),
    `hidden` whether it hides its text, each None where unset.
    """

    kind: str
    name: str
    based_on: str
    outline: int | None
    numbering: str | None
    depth: int | None
    hidden: bool | None


@dataclass(frozen=True, slots=True)
class Styles:
    """Style id → style; number id → numbering; the id of the paragraphs' default style; what hides all text."""

    styles: dict[str, Style] = field(default_factory=dict)
    numberings: dict[str, Numbering] = field(default_factory=dict)
    default: str = ""
    hides_all: bool = False

    @classmethod
    def of(cls, archive: Archive) -> "Styles":
        """The styles of a checked file. Raises ImportRefused when they are damaged."""
        defaults = _elements(archive, "word/styles.xml", "rPrDefault")
        return cls(
            dict(_styles(archive)),
            dict(_numberings(archive)),
            _default_style(archive),
            any(_is_on(element, "rPr", "vanish") for element in defaults),
        )

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
            built_in = _BUILT_IN_HEADING.fullmatch(style.name)
            if built_in:
                return int(built_in[1])
            if style.outline is not None:
                return style.outline + 1 if style.outline < OUTLINE_LEVELS else None
            named = _HEADING.fullmatch(style.name)
            if named:
                return int(named[1])
        return None

    def is_title(self, id: str) -> bool:
        """Whether it is the style of the document's title, or one that is based on it."""
        return any(_TITLE.fullmatch(style.name) for style in self.chain(id))

    def numbering_of(self, id: str) -> tuple[str, int] | None:
        """The number id that a style brings with it and the depth in it; None for none."""
        chain = self.chain(id)
        number = next((s.numbering for s in chain if s.numbering is not None), None)
        if number not in self.numberings:
            return None
        linked = {level.style: depth for depth, level in self.numberings[number].levels.items()}
        while id in self.styles and chain:
            style = chain.pop(0)
            if id in linked:
                return number, linked[id]
            if style.depth is not None:
                return number, style.depth
            id = style.based_on
        return number, 0

    def hides(self, paragraph: str, character: str) -> bool:
        """Whether the two styles of a text hide it; "" for none."""
        return (
            self.hides_all
            or self._is_hidden(paragraph or self.default)
            or self._is_hidden(character)
        )

    def _is_hidden(self, id: str) -> bool:
        return next((s.hidden for s in self.chain(id) if s.hidden is not None), False)

    def new_names(self) -> dict[str, str]:
        """Style id → the name by which pandoc reads the style as what it is, where its own name is another."""
        names: dict[str, str] = {}
        for id, style in self.styles.items():
            level = self.heading_level(id)
            if style.kind != "paragraph":
                continue
            if level != self._level_for_pandoc(id):
                names[id] = f"{_ENGLISH_HEADING}{level}" if level else f"{NO_HEADING}{style.name}"
            elif self.is_title(id):
                names[id] = f"{FRONT_MATTER}title"
            elif style.name.lower() in _FRONT_MATTER_NAMES:
                names[id] = f"{FRONT_MATTER}{style.name.lower()}"
        return names

    def _level_for_pandoc(self, id: str) -> int | None:
        """The level by the nearest English name of a heading."""
        names = (style.name.lower() for style in self.chain(id))
        matches = (_BUILT_IN_HEADING.fullmatch(name) for name in names)
        return next((int(match[1]) for match in matches if match), None)


def _styles(archive: Archive) -> Iterator[tuple[str, Style]]:
    for element in _elements(archive, "word/styles.xml", "style"):
        kind = element.get(f"{_W}type", "")
        if kind in ("paragraph", "character"):
            style = Style(
                kind=kind,
                name=_value(element, "name") or "",
                based_on=_value(element, "basedOn") or "",
                outline=_number(_value(element, "pPr", "outlineLvl")),
                numbering=_value(element, "pPr", "numPr", "numId"),
                depth=_number(_value(element, "pPr", "numPr", "ilvl")),
                hidden=_is_on(element, "rPr", "vanish"),
            )
            yield element.get(f"{_W}styleId", ""), style


def _default_style(archive: Archive) -> str:
    for element in _elements(archive, "word/styles.xml", "style"):
        is_default = element.get(f"{_W}default", "0") not in _OFF
        if is_default and element.get(f"{_W}type") == "paragraph":
            return element.get(f"{_W}styleId", "")
    return ""


def _numberings(archive: Archive) -> Iterator[tuple[str, Numbering]]:
    abstract = list(_elements(archive, "word/numbering.xml", "abstractNum"))
    levels = {one.get(f"{_W}abstractNumId", ""): dict(_levels(one)) for one in abstract}
    by_link = {
        link: one.get(f"{_W}abstractNumId", "")
        for one in abstract
        if (link := _value(one, "styleLink"))
    }
    # A numbering without levels of its own has those of the numbering that a list style names.
    linked = {
        one.get(f"{_W}abstractNumId", ""): by_link.get(_value(one, "numStyleLink") or "", "")
        for one in abstract
    }
    for element in _elements(archive, "word/numbering.xml", "num"):
        counters = _value(element, "abstractNumId") or ""
        counters = linked.get(counters) or counters
        overrides = list(element.iter(f"{_W}lvlOverride"))
        own = {depth: level for one in overrides for depth, level in _levels(one)}
        starts = {
            _number(one.get(f"{_W}ilvl")) or 0: start
            for one in overrides
            if (start := _number(_value(one, "startOverride"))) is not None
        }
        shapes = {**levels.get(counters, {}), **own}
        yield element.get(f"{_W}numId", ""), Numbering(counters, shapes, starts)


def _levels(numbering: ElementTree.Element) -> Iterator[tuple[int, Level]]:
    for element in numbering.iter(f"{_W}lvl"):
        start = _number(_value(element, "start"))
        level = Level(
            # Without an element it begins at 0 by the standard; Word itself always writes one.
            start=1 if start is None else start,
            form=_value(element, "numFmt") or "decimal",
            template=_value(element, "lvlText") or "",
            style=_value(element, "pStyle") or "",
            restart=_number(_value(element, "lvlRestart")),
            plain=bool(_is_on(element, "isLgl")),
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


def _is_on(element: ElementTree.Element, *path: str) -> bool | None:
    """Whether a switch among an element's descendants is on; None where it is not set."""
    switch = element.find("/".join(f"{_W}{name}" for name in path))
    return None if switch is None else switch.get(f"{_W}val", "1") not in _OFF


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None
