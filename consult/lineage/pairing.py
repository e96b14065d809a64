"""Passages whose words changed: each old one with at most one new one, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum, auto

from consult.lineage.candidates import Pair
from consult.lineage.exact_matches import relocation_pairs
from consult.lineage.neighbours import ExpectedPositions
from consult.lineage.section_matching import Counterparts
from consult.lineage.similarity import share_run, words_in_order
from consult.lineage.texts import TextPair

# A passage in its own section may change more before it counts as another one than a passage
# that also went elsewhere. Unrelated paragraphs on one subject have a likeness of about 0.2.
_SURELY = 0.75
_ENOUGH = 0.55
_ENOUGH_IN_PLACE = 0.35
_REACH = 6  # how far from its expected position a passage without rare words is looked for
_SENTENCE = 12  # words that stand together unchanged: nobody writes those twice
_LEAST_WORDS, _NEARLY_ALL = (
    8,
    0.9,
)  # of a passage that was cut down: its words, the share still there
_FOR_SECTION, _FOR_NEIGHBOUR = 0.1, 0.05
# A phrase that reads the same elsewhere is less likely the passage than one reworded at its old
# position, and likelier than any other.
_ELSEWHERE = 0.25


class Threshold(Enum):
    """How alike two passages must be to be linked, highest first. Between the steps parts are looked for.

    Half of a paragraph is little more than `ENOUGH` like the whole, and may be as like another.
    """

    SURELY = auto()
    ENOUGH = auto()
    # Little alike, but still in its section, and no likelier pair claims either passage.
    FAINTLY = auto()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible link: `likeness` of the words (0..1), `bonus` for section, neighbours and distance."""

    old: int
    new: int
    likeness: float
    bonus: float
    stays: bool


@dataclass(frozen=True, slots=True)
class RewordedPair:
    """A chosen link: `likeness` of the words (0..1), `score` the likeness less the doubt."""

    old: int
    new: int
    likeness: float
    score: float


def reworded_pairs(
    texts: TextPair,
    near: Iterable[Pair],
    links: Mapping[int, int],
    taken: AbstractSet[int],
    threshold: Threshold,
) -> list[RewordedPair]:
    """New links between unlinked passages: `links` are the known ones, `taken` their new positions.

    `near` are the pairs worth comparing for their words, see `near_pairs`.
    """
    candidates = _candidates(texts, near, links, taken, threshold)
    chosen: dict[int, Candidate] = {}
    chosen_new: set[int] = set()
    for one in sorted(candidates, key=lambda one: (-one.likeness - one.bonus, one.old, one.new)):
        if one.old in chosen or one.new in chosen_new:
            continue
        if _clears(texts, one, threshold):
            chosen[one.old] = one
            chosen_new.add(one.new)
    likeliest = _likeliest(candidates)
    return [
        RewordedPair(one.old, one.new, one.likeness, _confidence(one, likeliest))
        for one in chosen.values()
    ]


def _clears(texts: TextPair, one: Candidate, threshold: Threshold) -> bool:
    if threshold is Threshold.SURELY:
        return one.likeness >= _SURELY
    if one.likeness >= _ENOUGH:
        return True
    return threshold is Threshold.FAINTLY and one.stays and _alike_in_place(texts, one)


def _alike_in_place(texts: TextPair, one: Candidate) -> bool:
    old, new = texts.old.words[one.old].words, texts.new.words[one.new].words
    return (
        one.likeness >= _ENOUGH_IN_PLACE
        or share_run(old, new, _SENTENCE)
        or _cut_down(*sorted((old, new), key=len))
    )


def _cut_down(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether nearly all of the one stands in the other: cut down, or one of many parts."""
    enough = len(short) >= _LEAST_WORDS
    return enough and words_in_order(short, long) >= _NEARLY_ALL * len(short)


def _candidates(
    texts: TextPair,
    near: Iterable[Pair],
    links: Mapping[int, int],
    taken: AbstractSet[int],
    threshold: Threshold,
) -> list[Candidate]:
    sections = Counterparts(texts.old, texts.new, links)
    expected = ExpectedPositions(links, len(texts.old.passages))
    relocated = relocation_pairs(texts, links, taken, surely=threshold is Threshold.SURELY)
    candidates = []
    for old, new in _free_pairs(texts, near, links, taken, expected) | relocated:
        stays = sections.correspond(*texts.section_pair(old, new))
        neighbours = expected.neighbours(old, new)
        bonus = _FOR_SECTION * stays + _FOR_NEIGHBOUR * neighbours
        bonus -= min(expected.distance(old, new), 10) / 1000  # of two alike, the nearer
        if not (stays or neighbours) and (old, new) in relocated:
            bonus -= _ELSEWHERE
        candidates.append(Candidate(old, new, texts.likeness(old, new), bonus, stays))
    return candidates


def _free_pairs(
    texts: TextPair,
    near: Iterable[Pair],
    links: Mapping[int, int],
    taken: AbstractSet[int],
    expected: ExpectedPositions,
) -> set[Pair]:
    """The pairs with neither passage linked: near in words, or near the expected position.

    Two that read the same and have no exact link are a repeated phrase, see `relocation_pairs`.
    """
    pairs = {(old, new) for old, new in near if old not in links and new not in taken}
    for old in range(len(texts.old.passages)):
        if old not in links:
            around = expected.around(old, _REACH, len(texts.new.passages))
            pairs.update((old, new) for new in around if new not in taken)
    return {(old, new) for old, new in pairs if not texts.same(old, new)}


def _likeliest(candidates: list[Candidate]) -> Mapping[tuple[str, int], list[float]]:
    """("old" or "new", position) → the likeness of its two likeliest candidates."""
    likeliest: dict[tuple[str, int], list[float]] = defaultdict(list)
    for one in sorted(candidates, key=lambda one: -one.likeness):
        for passage in (("old", one.old), ("new", one.new)):
            if len(likeliest[passage]) < 2:
                likeliest[passage].append(one.likeness)
    return likeliest


def _confidence(one: Candidate, likeliest: Mapping[tuple[str, int], list[float]]) -> float:
    """The likeness, less up to a third of it where another passage is nearly as alike."""
    second = max(
        _second(one.likeness, likeliest["old", one.old]),
        _second(one.likeness, likeliest["new", one.new]),
    )
    doubt = min(1.0, max(0.0, 1 - (one.likeness - second) / 0.3))
    return one.likeness * (1 - doubt / 3)


def _second(likeness: float, likeliest: list[float]) -> float:
    """The highest likeness besides this one, 0 where there is none."""
    others = list(likeliest)
    if likeness in others:
        others.remove(likeness)
    return max(others, default=0.0)
