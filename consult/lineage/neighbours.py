"""Where a passage would stand if only the links of its neighbours counted."""

from __future__ import annotations

from collections.abc import Mapping


class ExpectedPositions:
    """What the links known so far say about the new positions of all other passages."""

    def __init__(self, links: Mapping[int, int], old_length: int) -> None:
        """`links` are old position → new position; `old_length` counts the old passages. Linear in it."""
        self._links = links
        self._positions: list[int] = []
        offset = 0
        for old in range(old_length):
            if old in links:
                offset = links[old] - old
            self._positions.append(old + offset)

    def position(self, old: int) -> int:
        """The new position that the nearest link before it implies."""
        return self._positions[old]

    def distance(self, old: int, new: int) -> int:
        """How many passages `new` is away from the expected position."""
        return abs(self._positions[old] - new)

    def neighbours(self, old: int, new: int) -> int:
        """How many of the passages next to it stand next to it in both texts (0 to 2)."""
        before = self._links.get(old - 1, -9) == new - 1
        return before + (self._links.get(old + 1, -9) == new + 1)

    def around(self, old: int, reach: int, new_length: int) -> range:
        """The new positions within `reach` of the expected one."""
        middle = self._positions[old]
        return range(max(0, middle - reach), min(new_length, middle + reach + 1))
