"""Drawing without repeating oneself: every card of a deck comes once before any comes again.

With 150 responses to show, plain random choice says the same sentence three times while
others are never said.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Card = TypeVar("Card")


class Decks:
    """Shuffled decks by name, all fed by one seeded random source."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._left: dict[str, list[int]] = {}
        self._latest: dict[str, int] = {}

    def draw(self, name: str, cards: Sequence[Card]) -> Card:
        """The next card. The same `name` must always come with the same `cards`."""
        left = self._left.get(name)
        if not left:
            left = self._left[name] = self._shuffled(name, len(cards))
        drawn = left.pop()
        self._latest[name] = drawn
        return cards[drawn]

    def _shuffled(self, name: str, size: int) -> list[int]:
        cards = list(range(size))
        self.rng.shuffle(cards)
        # The last card of the old deck must not be the first of the new one.
        if name in self._latest:
            cards.remove(self._latest[name])
            cards.insert(0, self._latest[name])
        return cards

    def chance(self, share: float) -> bool:
        """True in `share` (0–1) of the calls."""
        return self.rng.random() < share
