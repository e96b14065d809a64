"""What every writer of sample responses holds: the draft's places, people, decks, and anchors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

from consult.sample.anchor_pool import Place, Places
from consult.sample.bodies import Body
from consult.sample.deck import Decks
from consult.sample.outline import Outline, OutlineSection, without_number
from consult.sample.people import People
from consult.sample.plants import Plants
from consult.sample.response import AnchorType, Stance
from consult.sample.topics import GENERAL, Theme

_QUOTE_MARKS = ("“{}”", "»{}«", "”{}”", "'{}'")


@dataclass(frozen=True)
class Anchor:
    """What a remark is about. `section` is None for the consultation as a whole."""

    type: AnchorType
    key: str
    quote: str = ""
    section: OutlineSection | None = None


WHOLE = Anchor("consultation", "")


class Pen:
    """One run of the generator: everything random comes from its seed."""

    def __init__(self, outline: Outline, seed: int) -> None:
        self.decks = Decks(Random(seed))
        self.places = Places(outline)
        self.people = People(self.decks)
        self.plants = Plants(self.decks, self.people)
        self.pages = {section.key: 3 + i // 2 for i, section in enumerate(outline.sections)}
        self._titles = _spoken_titles(outline)
        # The latest bodies heard from, so that others can endorse what they said.
        self.heard: list[str] = []
        self.last_association: Body | None = None

    def theme(self, area: str = "") -> Theme:
        """The next theme, of one area if the draft has it."""
        themes = self.places.themes_of(area) if area else ()
        return self.decks.draw(f"theme {area if themes else ''}", themes or self.places.themes)

    def stance(self, stances: tuple[Stance, ...]) -> Stance:
        """The next of the stances, which are given with their weights repeated."""
        return self.decks.draw("-".join(stances), stances)

    def paragraph(self, theme: Theme, *, quoting: float) -> Anchor:
        """A paragraph on the theme, with a quote in a `quoting` (0–1) share of the cases."""
        place = self.places.draw(self.decks, theme)
        if place is None:
            return self.section(theme)
        quote = self._quote(place) if place.quotes and self.decks.chance(quoting) else ""
        return Anchor("paragraph", place.paragraph.key, quote, place.section)

    def section(self, theme: Theme) -> Anchor:
        """The area a theme belongs to, or a chapter of it; the whole for general themes."""
        head = self.places.head(theme.area)
        if head is None:
            return WHOLE
        place = self.places.draw(self.decks, theme)
        section = place.section if place and self.decks.chance(0.5) else head
        return Anchor("section", section.key, "", section)

    def anywhere(self, theme: Theme) -> Anchor:
        """The way citizens point: half at a paragraph, some at a section, some at nothing."""
        draw = self.decks.rng.random()
        if draw < 0.55:
            return self.paragraph(theme, quoting=0.45)
        return self.section(theme) if draw < 0.8 or theme.area != GENERAL else WHOLE

    def spoken_title(self, section: OutlineSection) -> str:
        """What people call a section: a title that six chapters share needs its area."""
        return self._titles[section.key]

    def marks(self, words: str) -> str:
        """The words in one of the pairs of quotation marks people use."""
        return self.decks.draw("marks", _QUOTE_MARKS).format(words)

    def hear(self, name: str) -> None:
        """Remember that a body has answered; only the last twenty are kept."""
        self.heard = [*self.heard[-19:], name]

    def _quote(self, place: Place) -> str:
        return self.decks.rng.choice(place.quotes)


def _spoken_titles(outline: Outline) -> dict[str, str]:
    shared = Counter(section.title for section in outline.sections)
    titles = {}
    for section in outline.sections:
        titles[section.key] = section.title
        if shared[section.title] > 1 and len(section.path) > 1:
            titles[section.key] = f"'{section.title}' under {without_number(section.path[-2])}"
    return titles
