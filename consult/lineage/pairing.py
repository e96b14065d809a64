"""Passages whose words changed: each old one with at most one new one, likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum, auto

from consult.lineage.candidates import Pair
from consult.lineage.exact_matches import wanderers
from consult.lineage.neighbours import Expected
from consult.lineage.section_matching import Counterparts
from consult.lineage.similarity import side_by_side, words_in_order
from consult.lineage.texts import Texts

# A passage in its own section may change more before it counts as another one than a passage
# that also went elsewhere. Unrelated paragraphs on one subject are about 0.2 alike.
_SURELY = 0.75
_ENOUGH = 0.55
_ENOUGH_IN_PLACE = 0.35
_BETWEEN_ANCHORS = 6  # how far from its expected place a passage without rare words is looked for
_KEPT_SENTENCE = 12  # words that stand together unchanged: nobody writes those twice
_A_PART, _ALL_OF_IT = 8, 0.9  # words, and how many of them
_FOR_SECTION, _FOR_NEIGHBOUR = 0.1, 0.05
# A phrase that reads the same elsewhere is less likely the passage than the one that was reworded
# where it stood, and likelier than any other.
_ELSEWHERE = 0.25


class Bar(Enum):
    """How alike two passages must be to be linked, highest first. Between them parts are looked for.

    A half of a paragraph is little more than `ENOUGH` like the whole, and may be as like another.
    """

    SURELY = auto()
    ENOUGH = auto()
    # Little alike, but it stands where the old one stood and nothing better wants either.
    FAINTLY = auto()


@dataclass(frozen=True, slots=True)
class Likely:
    """One possible link; `alike` is 0..1, `place` what its surroundings speak for it."""

    old: int
    new: int
    alike: float
    place: float
    stays: bool


@dataclass(frozen=True, slots=True)
class Reworded:
    """A chosen link: `alike` is the likeness of the words, `score` that less the doubt."""

    old: int
    new: int
    alike: float
    score: float


def reworded(
    texts: Texts,
    near: Iterable[Pair],
    links: Mapping[int, int],
    taken: AbstractSet[int],
    bar: Bar,
) -> list[Reworded]:
    """New links between passages without one: `links` are those there are, `taken` their new ones.

    `near` are the pairs worth comparing for their words, see candidates.py.
    """
    found = _likely(texts, near, links, taken, bar)
    chosen: dict[int, Likely] = {}
    met: set[int] = set()
    for one in sorted(found, key=lambda one: (-one.alike - one.place, one.old, one.new)):
        if one.old in chosen or one.new in met:
            continue
        if _clears(texts, one, bar):
            chosen[one.old] = one
            met.add(one.new)
    rivals = _rivals(found)
    return [
        Reworded(one.old, one.new, one.alike, _confidence(one, rivals)) for one in chosen.values()
    ]


def _clears(texts: Texts, one: Likely, bar: Bar) -> bool:
    if bar is Bar.SURELY:
        return one.alike >= _SURELY
    if one.alike >= _ENOUGH:
        return True
    return bar is Bar.FAINTLY and one.stays and _alike_for_its_place(texts, one)


def _alike_for_its_place(texts: Texts, one: Likely) -> bool:
    old, new = texts.old.worded[one.old].words, texts.new.worded[one.new].words
    return (
        one.alike >= _ENOUGH_IN_PLACE
        or side_by_side(old, new, _KEPT_SENTENCE)
        or _shortened(*sorted((old, new), key=len))
    )


def _shortened(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all of the one stands in the other: cut down, or one of many parts."""
    return len(short) >= _A_PART and words_in_order(short, long) >= _ALL_OF_IT * len(short)


def _likely(
    texts: Texts,
    near: Iterable[Pair],
    links: Mapping[int, int],
    taken: AbstractSet[int],
    bar: Bar,
) -> list[Likely]:
    sections = Counterparts(texts.old, texts.new, links)
    expected = Expected(links, len(texts.old.passages))
    wandering = wanderers(texts, links, taken, surely=bar is Bar.SURELY)
    found = []
    for old, new in _free(texts, near, links, taken, expected) | wandering:
        stays = sections.holds(texts.old.passages[old], texts.new.passages[new])
        neighbours = expected.neighbours(old, new)
        place = _FOR_SECTION * stays + _FOR_NEIGHBOUR * neighbours
        place -= min(expected.distance(old, new), 10) / 1000  # of two alike, the nearer
        if not (stays or neighbours) and (old, new) in wandering:
            place -= _ELSEWHERE
        found.append(Likely(old, new, texts.alike(old, new), place, stays))
    return found


def _free(
    texts: Texts,
    near: Iterable[Pair],
    links: Mapping[int, int],
    taken: AbstractSet[int],
    expected: Expected,
) -> set[Pair]:
    """The pairs of which neither is linked: near in words, or where one is expected.

    Two that read the same and were not anchored are a repeated phrase, see `wanderers`.
    """
    pairs = {(old, new) for old, new in near if old not in links and new not in taken}
    for old in range(len(texts.old.passages)):
        if old not in links:
            around = expected.around(old, _BETWEEN_ANCHORS, len(texts.new.passages))
            pairs.update((old, new) for new in around if new not in taken)
    return {(old, new) for old, new in pairs if not texts.same(old, new)}


def _rivals(found: list[Likely]) -> Mapping[tuple[str, int], list[float]]:
    """Of every passage, on either side, how alike its likeliest two are."""
    rivals: dict[tuple[str, int], list[float]] = defaultdict(list)
    for one in sorted(found, key=lambda one: -one.alike):
        for passage in (("old", one.old), ("new", one.new)):
            if len(rivals[passage]) < 2:
                rivals[passage].append(one.alike)
    return rivals


def _confidence(one: Likely, rivals: Mapping[tuple[str, int], list[float]]) -> float:
    """Likeness, less up to a third of it where another passage is nearly as alike."""
    second = max(
        _other_than(one.alike, rivals["old", one.old]),
        _other_than(one.alike, rivals["new", one.new]),
    )
    doubt = min(1.0, max(0.0, 1 - (one.alike - second) / 0.3))
    return one.alike * (1 - doubt / 3)


def _other_than(alike: float, likeliest: list[float]) -> float:
    others = list(likeliest)
    if alike in others:
        others.remove(alike)
    return max(others, default=0.0)
