"""The two texts being matched, with what every step asks of them worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from consult.lineage.passage import Passage, Titles
from consult.lineage.similarity import Worded, likeness, told_by, weights_of
from consult.lineage.wording import same_key, words


@dataclass(frozen=True)
class Text:
    """One version: passages by position, their keys of sameness and their words.

    `sections` are the titles above and of each section by path: those in `headings`, and those of the passages.
    """

    passages: Sequence[Passage]
    headings: Titles = field(default_factory=dict)
    sections: Titles = field(init=False)
    keys: list[str] = field(init=False)
    worded: list[Worded] = field(init=False)

    def __post_init__(self) -> None:
        filled = {one.section: one.titles for one in self.passages}
        object.__setattr__(self, "sections", {**self.headings, **filled})
        object.__setattr__(self, "keys", [same_key(one.text) for one in self.passages])
        object.__setattr__(self, "worded", [Worded.of(words(key)) for key in self.keys])

    def size(self, place: int) -> int:
        """Words of a passage."""
        return len(self.worded[place].words)


@dataclass(frozen=True)
class Texts:
    """Both versions; positions count from 0 in each."""

    old: Text
    new: Text

    _alike: dict[tuple[int, int], float] = field(default_factory=dict)

    def alike(self, old: int, new: int) -> float:
        """How alike two passages are, 0 to 1; worked out once."""
        if (old, new) not in self._alike:
            one, other = self.old.worded[old], self.new.worded[new]
            told = self._told[0][old] + self._told[1][new]
            self._alike[old, new] = likeness(one, other, self.weights, told)
        return self._alike[old, new]

    def same(self, old: int, new: int) -> bool:
        """Whether two passages are the same but for layout."""
        return self.old.keys[old] == self.new.keys[new]

    @cached_property
    def _told(self) -> tuple[list[float], list[float]]:
        """How much every passage of the two tells."""
        old, new = (
            [told_by(one, self.weights) for one in text.worded] for text in (self.old, self.new)
        )
        return old, new

    @cached_property
    def weights(self) -> Mapping[str, float]:
        return weights_of([*self.old.worded, *self.new.worded])
