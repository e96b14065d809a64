"""Where in the text a theme can be pointed at: paragraphs, and sentences worth quoting."""

from __future__ import annotations

import re
from dataclasses import dataclass

from consult.sample.deck import Decks
from consult.sample.outline import Outline, OutlineParagraph, OutlineSection
from consult.sample.topics import GENERAL, Theme, all_themes, area_of

_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s+[A-ZÆØÅ])|$)", re.DOTALL)
_SHORTEST, _LONGEST = 25, 220


@dataclass(frozen=True)
class Place:
    """A paragraph with its section, and those of its sentences that speak of the theme."""

    section: OutlineSection
    paragraph: OutlineParagraph
    quotes: tuple[str, ...]


class Places:
    """The themes a draft gives occasion for, each with its places. Built once a draft."""

    def __init__(self, outline: Outline) -> None:
        self._sections: dict[str, list[OutlineSection]] = {}
        for section in outline.sections:
            self._sections.setdefault(area_of(section), []).append(section)
        self._all = list(outline.sections)
        self._places = {theme.tag: self._find(theme) for theme in all_themes()}
        self.themes = tuple(t for t in all_themes() if self.sections(t.area) or t.area == GENERAL)

    def sections(self, area: str) -> list[OutlineSection]:
        """The sections of an area in reading order; all of the draft for GENERAL."""
        return self._all if area == GENERAL else self._sections.get(area, [])

    def head(self, area: str) -> OutlineSection | None:
        """The section that is the area itself, the first of it."""
        return next(iter(self.sections(area)), None) if area != GENERAL else None

    def areas(self) -> list[str]:
        """The areas that the draft has, GENERAL apart."""
        return [area for area in self._sections if area != GENERAL]

    def themes_of(self, area: str) -> tuple[Theme, ...]:
        """The themes of one area."""
        return tuple(theme for theme in self.themes if theme.area == area)

    def draw(self, decks: Decks, theme: Theme) -> Place | None:
        """A place where the theme can be spoken of; None when the draft has no such text."""
        places = self._places[theme.tag]
        return decks.draw(f"place {theme.tag}", places) if places else None

    def _find(self, theme: Theme) -> tuple[Place, ...]:
        every = [
            Place(section, paragraph, _telling_sentences(paragraph.text, theme.keywords))
            for section in self.sections(theme.area)
            for paragraph in section.paragraphs
            if paragraph.text.strip()
        ]
        return tuple(place for place in every if place.quotes) or tuple(every)


def _telling_sentences(text: str, keywords: tuple[str, ...]) -> tuple[str, ...]:
    """Sentences of `text`, cut out literally, with a word that begins like a keyword."""
    sentences = (match.group().strip() for match in _SENTENCE.finditer(text))
    return tuple(
        sentence
        for sentence in sentences
        if _SHORTEST <= len(sentence) <= _LONGEST
        and any(f" {keyword}" in f" {sentence.casefold()}" for keyword in keywords)
    )


def shortened(quote: str) -> str:
    """The first words of a quote, the way people cite: up to six words, then "…"."""
    words = quote.split()
    return quote if len(words) <= 7 else " ".join(words[:6]) + " …"
