"""The two texts being matched, with everything computed once that several steps need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from consult.lineage.passage import Passage, Titles
from consult.lineage.similarity import PassageWords, likeness, total_weight, weights_of
from consult.lineage.wording import same_key, words


@dataclass(frozen=True)
class VersionText:
    """One version: its passages, and by the same positions their `same_key`s and their words.

    `sections` are the titles of every section by path: those in `headings`, and those the passages name.
    """

    passages: Sequence[Passage]
    headings: Titles = field(default_factory=dict)
    sections: Titles = field(init=False)
    keys: list[str] = field(init=False)
    words: list[PassageWords] = field(init=False)

    def __post_init__(self) -> None:
        named = {passage.section: passage.titles for passage in self.passages}
        object.__setattr__(self, "sections", {**self.headings, **named})
        object.__setattr__(self, "keys", [same_key(passage.text) for passage in self.passages])
        object.__setattr__(self, "words", [PassageWords.of(words(key)) for key in self.keys])

    def word_count(self, position: int) -> int:
        """How many words a passage has."""
        return len(self.words[position].words)


@dataclass(frozen=True)
class TextPair:
    """Both versions; positions count passages from 0 in each."""

    old: VersionText
    new: VersionText

    _likeness: dict[tuple[int, int], float] = field(default_factory=dict)

    def likeness(self, old: int, new: int) -> float:
        """How alike two passages are, 0 to 1; computed once per pair."""
        if (old, new) not in self._likeness:
            one, other = self.old.words[old], self.new.words[new]
            total = self._total_weights[0][old] + self._total_weights[1][new]
            self._likeness[old, new] = likeness(one, other, self.weights, total)
        return self._likeness[old, new]

    def same(self, old: int, new: int) -> bool:
        """Whether two passages are the same but for layout."""
        return self.old.keys[old] == self.new.keys[new]

    def section_pair(self, old: int, new: int) -> tuple[str, str]:
        """The paths of the sections that two passages stand in."""
        return self.old.passages[old].section, self.new.passages[new].section

    @cached_property
    def _total_weights(self) -> tuple[list[float], list[float]]:
        """The `total_weight` of every passage by position, old and new."""
        old, new = (
            [total_weight(passage, self.weights) for passage in text.words]
            for text in (self.old, self.new)
        )
        return old, new

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """Stem → weight, over the passages of both versions."""
        return weights_of([*self.old.words, *self.new.words])
