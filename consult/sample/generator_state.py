"""What all writers of sample responses share in one run of the generator."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

from consult.sample.anchor_pool import AnchorPool
from consult.sample.bodies import Body
from consult.sample.deck import Decks
from consult.sample.outline import OutlineSection, SampleOutline, without_number
from consult.sample.people import People
from consult.sample.plants import Plants
from consult.sample.response import AnchorType, Stance
from consult.sample.topics import GENERAL, Theme

_QUOTE_MARKS = ("“{}”", "»{}«", "”{}”", "'{}'")


@dataclass(frozen=True)
class SampleAnchor:
    """What a remark is about; `section` is the section or that of the paragraph, None for the whole consultation."""

    type: AnchorType
    key: str
    quote: str = ""
    section: OutlineSection | None = None


WHOLE = SampleAnchor("consultation", "")


class GeneratorState:
    """One run of the generator; everything random comes from its seed.

    `pages` are made-up page numbers by section key; `recent_bodies` the names of the latest twenty
    bodies that responded, for endorsements.
    """

    def __init__(self, outline: SampleOutline, seed: int) -> None:
        self.decks = Decks(Random(seed))
        self.anchors = AnchorPool(outline)
        self.people = People(self.decks)
        self.plants = Plants(self.decks, self.people)
        self.pages = {section.key: 3 + i // 2 for i, section in enumerate(outline.sections)}
        self._titles = _spoken_titles(outline)
        self.recent_bodies: list[str] = []
        self.last_association: Body | None = None

    def theme(self, area: str = "") -> Theme:
        """The next theme, of one area if the draft has it."""
        themes = self.anchors.themes_of(area) if area else ()
        return self.decks.draw(f"theme {area if themes else ''}", themes or self.anchors.themes)

    def stance(self, stances: tuple[Stance, ...]) -> Stance:
        """The next of the stances, which are given with their weights repeated."""
        return self.decks.draw("-".join(stances), stances)

    def paragraph(self, theme: Theme, *, quoting: float) -> SampleAnchor:
        """A paragraph on the theme, with a quote in a `quoting` (0–1) share of the cases; else like `section`."""
        candidate = self.anchors.draw(self.decks, theme)
        if candidate is None:
            return self.section(theme)
        quotes = candidate.quotes
        quote = self.decks.rng.choice(quotes) if quotes and self.decks.chance(quoting) else ""
        return SampleAnchor("paragraph", candidate.paragraph.key, quote, candidate.section)

    def section(self, theme: Theme) -> SampleAnchor:
        """The area a theme belongs to, or a chapter of it; the whole for general themes."""
        head = self.anchors.head(theme.area)
        if head is None:
            return WHOLE
        candidate = self.anchors.draw(self.decks, theme)
        section = candidate.section if candidate and self.decks.chance(0.5) else head
        return SampleAnchor("section", section.key, "", section)

    def anywhere(self, theme: Theme) -> SampleAnchor:
        """What citizens choose: half a paragraph, the others a section or the whole."""
        draw = self.decks.rng.random()
        if draw < 0.55:
            return self.paragraph(theme, quoting=0.45)
        return self.section(theme) if draw < 0.8 or theme.area != GENERAL else WHOLE

    def spoken_title(self, section: OutlineSection) -> str:
        """What people call a section: its title, with its area where several sections share the title."""
        return self._titles[section.key]

    def marks(self, words: str) -> str:
        """The words in quotation marks of one of the usual kinds."""
        return self.decks.draw("marks", _QUOTE_MARKS).format(words)

    def record_body(self, name: str) -> None:
        """Record that a body has responded."""
        self.recent_bodies = [*self.recent_bodies[-19:], name]


def _spoken_titles(outline: SampleOutline) -> dict[str, str]:
    shared = Counter(section.title for section in outline.sections)
    titles = {}
    for section in outline.sections:
        titles[section.key] = section.title
        if shared[section.title] > 1 and len(section.path) > 1:
            titles[section.key] = f"'{section.title}' under {without_number(section.path[-2])}"
    return titles
