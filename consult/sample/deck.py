"""Random drawing without repetition: every card of a deck comes once before any comes again.

In 150 responses, independent random choice would repeat one sentence three times and never use others.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Card = TypeVar("Card")


class Decks:
    """Shuffled decks by name, all with one seeded random source, `rng`."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._remaining: dict[str, list[int]] = {}
        self._latest: dict[str, int] = {}

    def draw(self, name: str, cards: Sequence[Card]) -> Card:
        """The next card. The same `name` must always come with the same `cards`."""
        remaining = self._remaining.get(name)
        if not remaining:
            remaining = self._remaining[name] = self._shuffled(name, len(cards))
        index = remaining.pop()
        self._latest[name] = index
        return cards[index]

    def _shuffled(self, name: str, size: int) -> list[int]:
        indexes = list(range(size))
        self.rng.shuffle(indexes)
        # The last card of the old deck must not be the first of the new one.
        if name in self._latest:
            indexes.remove(self._latest[name])
            indexes.insert(0, self._latest[name])
        return indexes

    def chance(self, share: float) -> bool:
        """True in `share` (0–1) of the calls."""
        return self.rng.random() < share
