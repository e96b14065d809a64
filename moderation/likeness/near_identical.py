"""Near-identical texts: MinHash over pairs of words proposes, an alignment of the characters decides.

scikit-learn cuts and hashes the words, numpy takes the smallest values, rapidfuzz aligns. 100,000 texts of 600
characters take a fraction of what datasketch needs, for it builds an object for each text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from sklearn.feature_extraction.text import HashingVectorizer

# Of all characters, how many an alignment must keep.
NEAR = 0.8
# Shorter answers are equal by chance: nobody's campaign. In words.
SHORTEST = 12

# 32 chances that four smallest values agree: 0.9999 for texts with 0.7 of their pairs of words in common.
_BANDS, _ROWS = 32, 4
# How many earlier texts of one bucket a text is held against.
_REPRESENTATIVES = 3
_WORD = re.compile(r"\w+")
_SEED = 12
_MIX = np.uint64(0x9E3779B97F4A7C15)

Values = NDArray[np.uint32]


def near_identical(texts: Sequence[str]) -> list[list[int]]:
    """The groups of two or more, as places in ``texts`` in order; a text is in one group at most."""
    plain = [" ".join(_WORD.findall(text.casefold())) for text in texts]
    long = [place for place, words in enumerate(plain) if words.count(" ") + 1 >= SHORTEST]
    if len(long) < 2:
        return []
    groups = _Groups(len(long))
    for one, other in _proposed([plain[place] for place in long]):
        if groups.are_joined(one, other):
            continue
        if Indel.normalized_similarity(plain[long[one]], plain[long[other]], score_cutoff=NEAR):
            groups.join(one, other)
    return [[long[each] for each in group] for group in groups.of_several()]


def _proposed(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places that agree in a band; at most four for each text and band."""
    smallest = _smallest_values(texts)
    for band in range(_BANDS):
        keys = np.zeros(len(texts), dtype=np.uint64)
        for column in range(band * _ROWS, (band + 1) * _ROWS):
            keys = keys * _MIX + smallest[:, column]
        order = np.argsort(keys, kind="stable")
        cuts = np.flatnonzero(np.diff(keys[order])) + 1
        for start, end in pairwise([0, *cuts.tolist(), len(order)]):
            yield from _in_bucket(order[start:end].tolist())


def _in_bucket(bucket: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each with the one before it and with the first few."""
    for place, other in enumerate(bucket[1:], start=1):
        for one in {bucket[place - 1], *bucket[: min(place, _REPRESENTATIVES)]}:
            yield one, other


def _smallest_values(texts: Sequence[str]) -> Values:
    """One row a text: for each of _BANDS * _ROWS hash functions the smallest value over its pairs of words."""
    pairs = HashingVectorizer(
        analyzer="word", token_pattern=r"\S+", ngram_range=(2, 2), lowercase=False, norm=None,
        alternate_sign=False, n_features=2**30, dtype=np.float32,
    ).transform(texts)  # fmt: skip
    hashes, starts = pairs.indices.astype(np.uint32), pairs.indptr[:-1]
    draw = np.random.default_rng(_SEED)
    factors = draw.integers(0, 2**31, _BANDS * _ROWS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    smallest = np.empty((len(texts), len(factors)), dtype=np.uint32)
    for column, factor in enumerate(factors):
        mixed = hashes * factor
        mixed ^= mixed >> np.uint32(15)
        mixed *= np.uint32(0x2C1B3C6D)
        smallest[:, column] = np.minimum.reduceat(mixed, starts)
    return smallest


class _Groups:
    """Places joined to each other, directly or through others."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def are_joined(self, one: int, other: int) -> bool:
        return self._root(one) == self._root(other)

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first

    def of_several(self) -> list[list[int]]:
        """The groups of two or more, each and all in order."""
        members = defaultdict[int, list[int]](list)
        for place in range(len(self._parents)):
            members[self._root(place)].append(place)
        return [group for group in members.values() if len(group) > 1]

    def _root(self, place: int) -> int:
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place
