"""Which paragraphs and sentences of the draft a remark on a theme can be anchored to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from consult.sample.deck import Decks
from consult.sample.outline import OutlineParagraph, OutlineSection, SampleOutline
from consult.sample.topics import GENERAL, Theme, all_themes, area_of

_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s+[A-ZÆØÅ])|$)", re.DOTALL)
# Letters of a sentence that somebody would quote.
_SHORTEST, _LONGEST = 25, 220


@dataclass(frozen=True)
class AnchorCandidate:
    """A paragraph with its section, and those of its sentences that are about the theme."""

    section: OutlineSection
    paragraph: OutlineParagraph
    quotes: tuple[str, ...]


class AnchorPool:
    """The `themes` that fit a draft, each with its candidates. Built once for a draft, in one pass per theme."""

    def __init__(self, outline: SampleOutline) -> None:
        self._sections: dict[str, list[OutlineSection]] = {}
        for section in outline.sections:
            self._sections.setdefault(area_of(section), []).append(section)
        self._all = list(outline.sections)
        self._candidates = {theme.tag: self._candidates_of(theme) for theme in all_themes()}
        self.themes = tuple(t for t in all_themes() if self.sections(t.area) or t.area == GENERAL)

    def sections(self, area: str) -> list[OutlineSection]:
        """The sections of an area in reading order; all of the draft for GENERAL."""
        return self._all if area == GENERAL else self._sections.get(area, [])

    def head(self, area: str) -> OutlineSection | None:
        """The first section of an area, which is the area itself; None for GENERAL and unknown areas."""
        return next(iter(self.sections(area)), None) if area != GENERAL else None

    def areas(self) -> list[str]:
        """The areas of the draft, without GENERAL."""
        return [area for area in self._sections if area != GENERAL]

    def themes_of(self, area: str) -> tuple[Theme, ...]:
        """The themes of one area."""
        return tuple(theme for theme in self.themes if theme.area == area)

    def draw(self, decks: Decks, theme: Theme) -> AnchorCandidate | None:
        """The next candidate for a theme; None when the draft has none."""
        candidates = self._candidates[theme.tag]
        return decks.draw(f"anchor {theme.tag}", candidates) if candidates else None

    def _candidates_of(self, theme: Theme) -> tuple[AnchorCandidate, ...]:
        """The paragraphs of the area with a quotable sentence on the theme; all of them where none has one."""
        every = [
            AnchorCandidate(section, paragraph, _sentences_with(paragraph.text, theme.keywords))
            for section in self.sections(theme.area)
            for paragraph in section.paragraphs
            if paragraph.text.strip()
        ]
        return tuple(candidate for candidate in every if candidate.quotes) or tuple(every)


def _sentences_with(text: str, keywords: tuple[str, ...]) -> tuple[str, ...]:
    """Sentences of `text`, cut out literally, with a word that begins with a keyword."""
    sentences = (match.group().strip() for match in _SENTENCE.finditer(text))
    return tuple(
        sentence
        for sentence in sentences
        if _SHORTEST <= len(sentence) <= _LONGEST
        and any(f" {keyword}" in f" {sentence.casefold()}" for keyword in keywords)
    )


def shortened(quote: str) -> str:
    """A quote of up to seven words as it is, else its first six words and "…"."""
    words = quote.split()
    return quote if len(words) <= 7 else " ".join(words[:6]) + " …"
