"""Where a passage would stand if nothing but its neighbours told: the context of a match."""

from __future__ import annotations

from collections.abc import Mapping


class Expected:
    """What the links known so far say about the places of all other passages."""

    def __init__(self, links: Mapping[int, int], old_length: int) -> None:
        self._links = links
        self._after: list[int] = []
        offset = 0
        for place in range(old_length):
            if place in links:
                offset = links[place] - place
            self._after.append(place + offset)

    def place(self, old: int) -> int:
        """The new position where the nearest link before it would have it."""
        return self._after[old]

    def distance(self, old: int, new: int) -> int:
        """How many passages away from where it is expected."""
        return abs(self._after[old] - new)

    def neighbours(self, old: int, new: int) -> int:
        """How many of the passages next to it stand next to it in both texts (0 to 2)."""
        before = self._links.get(old - 1, -9) == new - 1
        return before + (self._links.get(old + 1, -9) == new + 1)

    def around(self, old: int, reach: int, new_length: int) -> range:
        """The new positions within `reach` of where it is expected."""
        middle = self._after[old]
        return range(max(0, middle - reach), min(new_length, middle + reach + 1))
