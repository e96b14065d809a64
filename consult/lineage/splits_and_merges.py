"""Splits and merges: unlinked passages whose words fill a whole on the other side, or what its link left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consult.lineage.candidates import Pair
from consult.lineage.similarity import share_run, words_in_order
from consult.lineage.texts import VersionText

_FILLED = 0.6  # share of a part's words that must stand in the whole, where no other part stands
# Share of them side by side, up to so many words: words scattered over a page are no part of it.
_RUN_SHARE, _LONGEST_RUN = 0.3, 6
_COVERED = 0.6  # share of a whole without a link that its parts must cover
_LEAST_WORDS = 3
_ROUNDS = 4  # up to six parts
_REACH = 3


@dataclass(frozen=True, slots=True)
class MatchedPart:
    """A passage that belongs to a whole on the other side; `filled` is the share (0..1) of its words found there.

    `index` is where it comes among the partners known before it, in the order of the whole's words.
    """

    whole: int
    part: int
    filled: float
    index: int


class PartFinder:
    """Looks for parts in one text for the wholes of the other. All numbers are positions of passages."""

    def __init__(self, wholes: VersionText, parts: VersionText) -> None:
        self._wholes, self._parts = wholes, parts
        self._may_hold: dict[Pair, bool] = {}

    def parts(
        self, near: Iterable[Pair], links: Mapping[int, Sequence[int]], closed: set[int]
    ) -> dict[int, list[MatchedPart]]:
        """Whole → its parts besides those it is linked to, among the passages without a link.

        `near` are (whole, part) pairs worth comparing, `links` the wholes' partners so far. A whole in `closed` takes
        no more parts: it is the same as its partner, or itself a part. A whole without a partner gets two parts or
        more, which cover it.
        """
        offered = self._offered({*near, *self._beside(links)}, links, closed)
        partners = {
            whole: self._in_order_of(whole, parts)
            for whole, parts in links.items()
            if whole not in closed
        }
        chosen = _by_whole(self._choose(offered, partners))
        unlinked: dict[int, list[int]] = {
            whole: [] for wholes in offered.values() for whole in wholes if whole not in links
        }
        for whole, parts in _by_whole(self._choose(offered, unlinked)).items():
            if len(parts) > 1 and self._cover(unlinked[whole], whole):
                chosen[whole] = parts
        return chosen

    def _beside(self, links: Mapping[int, Sequence[int]]) -> Iterator[Pair]:
        """Wholes with the passages next to their partners, where most parts are."""
        length = len(self._parts.passages)
        for whole, parts in links.items():
            for part in parts:
                around = range(max(0, part - _REACH), min(length, part + _REACH + 1))
                yield from ((whole, position) for position in around)

    def _offered(
        self, near: Iterable[Pair], links: Mapping[int, Sequence[int]], closed: set[int]
    ) -> dict[int, list[int]]:
        """Unlinked part → the wholes that contain most of its words."""
        taken = {part for parts in links.values() for part in parts}
        offered: dict[int, list[int]] = {}
        for whole, part in sorted(near):
            if part not in taken and whole not in closed and self._holds(whole, part):
                offered.setdefault(part, []).append(whole)
        return offered

    def _holds(self, whole: int, part: int) -> bool:
        if (whole, part) not in self._may_hold:
            words, text = self._parts.words[part].words, self._wholes.words[whole].words
            self._may_hold[whole, part] = len(words) >= _LEAST_WORDS and _contained(words, text)
        return self._may_hold[whole, part]

    def _choose(
        self, offered: dict[int, list[int]], partners: dict[int, list[int]]
    ) -> Iterator[MatchedPart]:
        """Every part at most once, the best filled first, of equal ones the nearest to the other parts.

        A whole takes at most one more in every round. What is chosen leaves `offered` and joins `partners`.
        """
        for _ in range(_ROUNDS):
            offers = [
                offer
                for part, wholes in offered.items()
                for whole in wholes
                if whole in partners and (offer := self._offer(partners[whole], whole, part))
            ]
            served: set[int] = set()
            for offer in sorted(offers, key=lambda offer: _rank(offer, partners[offer.whole])):
                if offer.part in offered and offer.whole not in served:
                    served.add(offer.whole)
                    del offered[offer.part]
                    partners[offer.whole].insert(offer.index, offer.part)
                    yield offer
            if not served:
                break

    def _offer(self, partners: Sequence[int], whole: int, part: int) -> MatchedPart | None:
        """The part, if it fills enough of what the partners leave open of the whole."""
        text = self._wholes.words[whole].words
        index, with_part = self._best_index(partners, part, text)
        added = with_part - words_in_order(self._joined(partners), text)
        filled = added / self._parts.word_count(part)
        return MatchedPart(whole, part, filled, index) if filled >= _FILLED else None

    def _best_index(
        self, partners: Sequence[int], part: int, text: Sequence[str]
    ) -> tuple[int, int]:
        """Where among the partners a part fits the whole best, and how many words then stand in order."""
        orders = ([*partners[:at], part, *partners[at:]] for at in range(len(partners) + 1))
        counts = [words_in_order(self._joined(order), text) for order in orders]
        return counts.index(max(counts)), max(counts)

    def _in_order_of(self, whole: int, parts: Sequence[int]) -> list[int]:
        """A whole's partners in the order of its words, which need not be that of the other text."""
        ordered: list[int] = []
        for part in sorted(parts, key=lambda part: (-self._parts.word_count(part), part)):
            index, _ = self._best_index(ordered, part, self._wholes.words[whole].words)
            ordered.insert(index, part)
        return ordered

    def _cover(self, parts: Sequence[int], whole: int) -> bool:
        words = self._wholes.words[whole].words
        return words_in_order(self._joined(parts), words) >= _COVERED * len(words)

    def _joined(self, parts: Sequence[int]) -> list[str]:
        return [word for part in parts for word in self._parts.words[part].words]


def _contained(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether most words of a part stand in the whole, in order, and enough of them side by side."""
    known = set(text)
    if sum(word in known for word in words) < _FILLED * len(words):
        return False
    if words_in_order(words, text) < _FILLED * len(words):
        return False
    run = min(_LONGEST_RUN, round(_RUN_SHARE * len(words)))
    return share_run(words, text, max(_LEAST_WORDS, run))


def _by_whole(parts: Iterable[MatchedPart]) -> dict[int, list[MatchedPart]]:
    wholes: dict[int, list[MatchedPart]] = {}
    for part in parts:
        wholes.setdefault(part.whole, []).append(part)
    return wholes


def _rank(offer: MatchedPart, partners: Sequence[int]) -> tuple[float, int, int, int]:
    distance = min((abs(offer.part - partner) for partner in partners), default=0)
    return -offer.filled, distance, offer.part, offer.whole
