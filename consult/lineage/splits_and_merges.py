"""Splits and merges: passages left over whose words fill a whole on the other side, or what its link left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consult.lineage.candidates import Pair
from consult.lineage.similarity import side_by_side, words_in_order
from consult.lineage.texts import Text

_FILLED = 0.6  # of a part's words must stand in the whole, where no other part stands
# Of them side by side, so many words and no more: words scattered over a page are no part of it.
_TOGETHER, _AT_MOST = 0.3, 6
_COVERED = 0.6  # of a whole that has no link before its parts are taken for it
_SHORTEST = 3
_ROUNDS = 4  # up to six parts
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A passage that belongs to a whole on the other side; `filled` is 0..1 of its words.

    `at` is its place among the parts found before it, in the order of the whole's words.
    """

    whole: int
    part: int
    filled: float
    at: int


class Wholes:
    """One text's passages as wholes, the other's as what may be a part of them."""

    def __init__(self, wholes: Text, halves: Text) -> None:
        self._wholes, self._halves = wholes, halves
        self._holds: dict[Pair, bool] = {}

    def parts(
        self, near: Iterable[Pair], links: Mapping[int, Sequence[int]], closed: set[int]
    ) -> dict[int, list[Part]]:
        """Whole → its parts beside those it is linked to, among the passages that have no link.

        `near` are (whole, part) pairs worth comparing, `links` the wholes' partners so far. Of a whole in
        `closed` nothing is left to be filled: it is the same as its partner or itself a part. A whole without
        a partner has two parts or more, which cover it.
        """
        offered = self._offered({*near, *self._beside(links)}, links, closed)
        partners = {
            whole: self._in_its_order(whole, parts)
            for whole, parts in links.items()
            if whole not in closed
        }
        found = _by_whole(self._best(offered, partners))
        alone: dict[int, list[int]] = {
            whole: [] for some in offered.values() for whole in some if whole not in links
        }
        for whole, parts in _by_whole(self._best(offered, alone)).items():
            if len(parts) > 1 and self._covered(whole, alone[whole]):
                found[whole] = parts
        return found

    def _beside(self, links: Mapping[int, Sequence[int]]) -> Iterator[Pair]:
        """Wholes with what stands next to their partners: most parts do."""
        length = len(self._halves.passages)
        for whole, parts in links.items():
            for part in parts:
                around = range(max(0, part - _BESIDE), min(length, part + _BESIDE + 1))
                yield from ((whole, at) for at in around)

    def _offered(
        self, near: Iterable[Pair], links: Mapping[int, Sequence[int]], closed: set[int]
    ) -> dict[int, list[int]]:
        """Part → the wholes that hold most of its words."""
        taken = {part for parts in links.values() for part in parts}
        offered: dict[int, list[int]] = {}
        for whole, part in sorted(near):
            if part not in taken and whole not in closed and self._may_hold(whole, part):
                offered.setdefault(part, []).append(whole)
        return offered

    def _may_hold(self, whole: int, part: int) -> bool:
        if (whole, part) not in self._holds:
            words, text = self._halves.worded[part].words, self._wholes.worded[whole].words
            self._holds[whole, part] = len(words) >= _SHORTEST and _stands_in(words, text)
        return self._holds[whole, part]

    def _best(
        self, offered: dict[int, list[int]], partners: dict[int, list[int]]
    ) -> Iterator[Part]:
        """Every part once, the surest first, and of those that read alike the nearest to the other parts.

        A whole takes one more in every round. What is taken goes out of `offered` and into `partners`.
        """
        for _ in range(_ROUNDS):
            offers = [
                offer
                for part, some in offered.items()
                for whole in some
                if whole in partners and (offer := self._offer(partners[whole], whole, part))
            ]
            given: set[int] = set()
            for offer in sorted(offers, key=lambda one: _rank(one, partners[one.whole])):
                if offer.part in offered and offer.whole not in given:
                    given.add(offer.whole)
                    del offered[offer.part]
                    partners[offer.whole].insert(offer.at, offer.part)
                    yield offer
            if not given:
                break

    def _offer(self, partners: Sequence[int], whole: int, part: int) -> Part | None:
        """The part, if it fills enough of what its partners leave open of the whole."""
        text = self._wholes.worded[whole].words
        at, after = self._best_place(partners, part, text)
        filled = (after - words_in_order(self._joined(partners), text)) / self._halves.size(part)
        return Part(whole, part, filled, at) if filled >= _FILLED else None

    def _best_place(
        self, partners: Sequence[int], part: int, text: Sequence[str]
    ) -> tuple[int, int]:
        """Where among its partners a part fits the whole best, and how many words then stand in order."""
        orders = ([*partners[:at], part, *partners[at:]] for at in range(len(partners) + 1))
        found = [words_in_order(self._joined(order), text) for order in orders]
        return found.index(max(found)), max(found)

    def _in_its_order(self, whole: int, parts: Sequence[int]) -> list[int]:
        """A whole's partners in the order of its words, which need not be that of the other text."""
        ordered: list[int] = []
        for part in sorted(parts, key=lambda one: (-self._halves.size(one), one)):
            at, _ = self._best_place(ordered, part, self._wholes.worded[whole].words)
            ordered.insert(at, part)
        return ordered

    def _covered(self, whole: int, parts: Sequence[int]) -> bool:
        words = self._wholes.worded[whole].words
        return words_in_order(self._joined(parts), words) >= _COVERED * len(words)

    def _joined(self, places: Sequence[int]) -> list[str]:
        return [word for place in places for word in self._halves.worded[place].words]


def _stands_in(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether most words of a part stand in the whole, and enough of them side by side."""
    held = set(text)
    if sum(word in held for word in words) < _FILLED * len(words):
        return False
    if words_in_order(words, text) < _FILLED * len(words):
        return False
    together = min(_AT_MOST, round(_TOGETHER * len(words)))
    return side_by_side(words, text, max(_SHORTEST, together))


def _by_whole(parts: Iterable[Part]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for part in parts:
        found.setdefault(part.whole, []).append(part)
    return found


def _rank(offer: Part, partners: Sequence[int]) -> tuple[float, int, int, int]:
    away = min((abs(offer.part - partner) for partner in partners), default=0)
    return -offer.filled, away, offer.part, offer.whole
