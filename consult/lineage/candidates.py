"""Which pairs of passages are worth comparing: found by an index of rare words, never all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from consult.lineage.similarity import PassageWords, stem
from consult.lineage.texts import TextPair

_FEATURES = 30  # the rarest features of a passage are looked up; more of them add time, not finds
_MAX_HOLDERS = 40  # a feature of more passages than this does not tell them apart
_NEAREST = 5


# (old, new) positions of two passages.
Pair = tuple[int, int]


def near_pairs(texts: TextPair, links: Mapping[int, int]) -> set[Pair]:
    """The (old, new) positions that share rare words, among the passages that `links` leaves out."""
    linked = set(links.values())
    old = {at: words for at, words in enumerate(texts.old.words) if at not in links}
    new = {at: words for at, words in enumerate(texts.new.words) if at not in linked}
    among_new, among_old = _Index(new, texts.weights), _Index(old, texts.weights)
    # Looked up from both sides: a short part finds its whole more surely than the whole its part.
    pairs = {(one, other) for one, words in old.items() for other in among_new.nearest(words)}
    return pairs | {
        (one, other) for other, words in new.items() for one in among_old.nearest(words)
    }


class _Index:
    """Positions of passages by the stems, and pairs of adjacent stems, that they contain."""

    def __init__(self, passages: Mapping[int, PassageWords], weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._holders: dict[str, list[int]] = defaultdict(list)
        for position, passage in passages.items():
            for feature in _features(passage):
                self._holders[feature].append(position)

    def nearest(self, passage: PassageWords) -> list[int]:
        """Up to _NEAREST positions, the one that shares most of this passage's weight first."""
        shared: dict[int, float] = defaultdict(float)
        for holders, weight in self._rare_features(passage):
            for position in holders:
                shared[position] += weight
        return sorted(shared, key=lambda position: (-shared[position], position))[:_NEAREST]

    def _rare_features(self, passage: PassageWords) -> Iterator[tuple[Sequence[int], float]]:
        """(positions that have it, weight) of the passage's rarest features."""
        rare = (
            (holders, feature)
            for feature in sorted(_features(passage))
            if 0 < len(holders := self._holders.get(feature, ())) <= _MAX_HOLDERS
        )
        for holders, feature in sorted(rare, key=lambda one: len(one[0]))[:_FEATURES]:
            yield holders, self._weight(feature)

    def _weight(self, feature: str) -> float:
        return sum(self._weights.get(part, 0.0) for part in feature.split(" "))


def _features(passage: PassageWords) -> set[str]:
    stems = list(map(stem, passage.words))
    return set(stems) | {f"{one} {other}" for one, other in pairwise(stems)}
