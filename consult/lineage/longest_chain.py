"""The links that keep the text's order, so that the passages that really moved remain."""

from __future__ import annotations

from collections.abc import Sequence

_PER_LINK = 1_000_000_000  # fewer moved passages first, then fewer moved words


def in_order(positions: Sequence[tuple[int, int]], sizes: Sequence[int]) -> set[int]:
    """The indexes of the links that form the longest chain rising in both texts; n log n.

    `positions` are (old, new), each position once; `sizes` are words, which decide between chains
    of equal length: of two passages that changed places, the shorter one has moved.
    """
    if not positions:
        return set()
    chains = _HeaviestChains(max(new for _, new in positions) + 1)
    previous: dict[int, int] = {}
    for index in sorted(range(len(positions)), key=lambda index: positions[index]):
        new = positions[index][1]
        weight, previous[index] = chains.below(new)
        chains.put(new, (weight + _PER_LINK + sizes[index], index))
    chain: set[int] = set()
    index = chains.below(chains.size)[1]
    while index >= 0:
        chain.add(index)
        index = previous[index]
    return chain


class _HeaviestChains:
    """The heaviest chain that ends below a position (a Fenwick tree of maxima): (weight, last index)."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._heaviest = [(0, -1)] * (size + 1)

    def put(self, position: int, chain: tuple[int, int]) -> None:
        node = position + 1
        while node <= self.size:
            self._heaviest[node] = max(self._heaviest[node], chain)
            node += node & -node

    def below(self, position: int) -> tuple[int, int]:
        heaviest, node = (0, -1), position
        while node > 0:
            heaviest = max(heaviest, self._heaviest[node])
            node -= node & -node
        return heaviest
