"""Which passages are worth comparing at all: found by rare words they share, never all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from consult.lineage.similarity import Worded, stem
from consult.lineage.texts import Texts

_ASKED = 30  # the rarest features of a passage; more of them add time, not finds
_TOO_COMMON = 40  # a feature in more passages than this tells nothing
_KEPT = 5


Pair = tuple[int, int]


def near_pairs(texts: Texts, anchors: Mapping[int, int]) -> set[Pair]:
    """The (old, new) positions that share rare words, among the passages without an anchor."""
    anchored = set(anchors.values())
    old = {at: one for at, one in enumerate(texts.old.worded) if at not in anchors}
    new = {at: one for at, one in enumerate(texts.new.worded) if at not in anchored}
    among_new, among_old = _Index(new, texts.weights), _Index(old, texts.weights)
    # Asked from both sides: a short part finds its whole more surely than the whole its part.
    pairs = {(at, other) for at, passage in old.items() for other in among_new.nearest(passage)}
    return pairs | {(one, at) for at, passage in new.items() for one in among_old.nearest(passage)}


class _Index:
    """Passages by the stems and neighbouring stems they hold."""

    def __init__(self, passages: Mapping[int, Worded], weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._holders: dict[str, list[int]] = defaultdict(list)
        for place, passage in passages.items():
            for feature in _features(passage):
                self._holders[feature].append(place)

    def nearest(self, passage: Worded) -> list[int]:
        """Up to five places, the one sharing most of what this passage tells first."""
        shared: dict[int, float] = defaultdict(float)
        for holders, weight in self._telling(passage):
            for place in holders:
                shared[place] += weight
        return sorted(shared, key=lambda place: (-shared[place], place))[:_KEPT]

    def _telling(self, passage: Worded) -> Iterator[tuple[Sequence[int], float]]:
        found = (
            (holders, feature)
            for feature in sorted(_features(passage))
            if 0 < len(holders := self._holders.get(feature, ())) <= _TOO_COMMON
        )
        for holders, feature in sorted(found, key=lambda one: len(one[0]))[:_ASKED]:
            yield holders, self._weight(feature)

    def _weight(self, feature: str) -> float:
        return sum(self._weights.get(part, 0.0) for part in feature.split(" "))


def _features(passage: Worded) -> set[str]:
    stems = list(map(stem, passage.words))
    return set(stems) | {f"{one} {other}" for one, other in pairwise(stems)}
