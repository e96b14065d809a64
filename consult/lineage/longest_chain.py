"""Which links keep the text's order, so that what was really moved stands out."""

from __future__ import annotations

from collections.abc import Sequence

_COUNT = 1_000_000_000  # fewer moved passages first, then fewer moved words


def in_order(places: Sequence[tuple[int, int]], sizes: Sequence[int]) -> set[int]:
    """The indexes of the links that form the longest chain rising in both texts.

    `places` are (old, new) positions, each position once; `sizes` are words, which decide
    between chains of equal length: of two that changed places, the shorter one has moved.
    """
    if not places:
        return set()
    best = _Highest(max(new for _, new in places) + 1)
    before: dict[int, int] = {}
    for index in sorted(range(len(places)), key=lambda one: places[one]):
        weight, previous = best.below(places[index][1])
        before[index] = previous
        best.put(places[index][1], (weight + _COUNT + sizes[index], index))
    chain: set[int] = set()
    index = best.below(best.size)[1]
    while index >= 0:
        chain.add(index)
        index = before[index]
    return chain


class _Highest:
    """The heaviest chain that ends below a position (a Fenwick tree of maxima)."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._heaviest = [(0, -1)] * (size + 1)

    def put(self, position: int, chain: tuple[int, int]) -> None:
        place = position + 1
        while place <= self.size:
            self._heaviest[place] = max(self._heaviest[place], chain)
            place += place & -place

    def below(self, position: int) -> tuple[int, int]:
        heaviest, place = (0, -1), position
        while place > 0:
            heaviest = max(heaviest, self._heaviest[place])
            place -= place & -place
        return heaviest
