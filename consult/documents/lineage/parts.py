"""Splits and merges: a passage left over whose words fill what its neighbour's link left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .candidates import Pair
from .likeness import side_by_side, words_in_order
from .text import Text

_FILLED = 0.6  # of a part's words must stand in the whole, where no other part stands
_TOGETHER = 0.3  # of them side by side: words scattered over a page are no part of it
_SHORTEST = 3
_ROUNDS = 4  # up to six parts


@dataclass(frozen=True, slots=True)
class Part:
    """A passage that belongs to a whole on the other side; `filled` is 0..1 of its words."""

    whole: int
    part: int
    filled: float


def parts_of(
    wholes: Text,
    halves: Text,
    near: Iterable[Pair],
    links: Mapping[int, Sequence[int]],
    closed: set[int],
) -> dict[int, list[Part]]:
    """Whole → its further parts among the passages of `halves` that have no link.

    `near` are (whole, part) pairs worth comparing, `links` the wholes' partners so far. Of a
    whole in `closed` nothing is left to be filled: it is the same as its partner or itself a part.
    """
    taken = {part for parts in links.values() for part in parts}
    partners = {whole: list(parts) for whole, parts in links.items() if whole not in closed}
    offered: dict[int, list[int]] = {}
    for whole, part in sorted(near):
        if part not in taken and whole in partners and halves.size(part) >= _SHORTEST:
            offered.setdefault(part, []).append(whole)
    found: dict[int, list[Part]] = {}
    for offer in _best_parts(wholes, halves, offered, partners):
        found.setdefault(offer.whole, []).append(offer)
    return found


def _best_parts(
    wholes: Text, halves: Text, near: dict[int, list[int]], partners: dict[int, list[int]]
) -> Iterator[Part]:
    """Every part once, the surest first; a whole takes one more in every round."""
    for _ in range(_ROUNDS):
        offers = [
            Part(whole, at, filled)
            for at, some in near.items()
            for whole in some
            if (filled := _fills(wholes, halves, partners[whole], whole, at))
        ]
        given: set[int] = set()
        for offer in sorted(offers, key=lambda one: (-one.filled, one.part, one.whole)):
            if offer.part in near and offer.whole not in given:
                given.add(offer.whole)
                del near[offer.part]
                partners[offer.whole].append(offer.part)
                yield offer
        if not given:
            break


def _fills(wholes: Text, halves: Text, partners: Sequence[int], whole: int, at: int) -> float:
    """How much of the passage stands in the whole beside its partners' words; 0 if not enough."""
    part, text = halves.worded[at].words, wholes.worded[whole].words
    if words_in_order(part, text) < _FILLED * len(part):
        return 0.0
    if not side_by_side(part, text, max(_SHORTEST, round(_TOGETHER * len(part)))):
        return 0.0
    before = _joined(halves, sorted(partners))
    after = _joined(halves, sorted([*partners, at]))
    gained = words_in_order(after, text) - words_in_order(before, text)
    filled = gained / len(part)
    return filled if filled >= _FILLED else 0.0


def _joined(text: Text, places: Sequence[int]) -> list[str]:
    return [word for place in places for word in text.worded[place].words]
