"""What became of every paragraph over several versions: the approved steps made into one. Plain values.

Nothing is matched here: what no step links is not linked. The words and places at both ends only tell what to
call a link that several steps made: reworded and put back is the same, moved away and back has not moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from consult.lineage.longest_chain import in_order
from consult.lineage.mapping import LinkKind
from consult.lineage.wording import same_text


class FateKind(StrEnum):
    """LinkKind's words; two that only several steps can make; and what has no link."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"  # several became several: merged, and split in another place
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Tie:
    """One old paragraph and one new one: whether its words changed on the way, how often it was moved."""

    old: int
    new: int
    reworded: bool
    moves: int

    @classmethod
    def of(cls, old: int, new: int, kind: LinkKind) -> Tie:
        """A stored link of one step. A split's and a merge's parts have other words than the whole."""
        moved = kind is LinkKind.MOVED
        return cls(old, new, not moved and kind is not LinkKind.SAME, int(moved))


@dataclass(frozen=True, slots=True)
class Standing:
    """A paragraph of one version where it stands: ``section`` is its section's identity."""

    id: int
    section: int
    text: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of paragraphs: ids in reading order, one side empty of REMOVED and ADDED.

    ``moved`` is also said of one that was reworded on the way.
    """

    kind: FateKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def composed(first: Sequence[Tie], then: Sequence[Tie]) -> tuple[Tie, ...]:
    """One step in the place of two; what the second does not go on with is gone.

    What the second begins with and the first did not lead to was brought back from before, or is new since: it
    stays as it is, and `fates` takes what stood at both ends.
    """
    onward: dict[int, list[Tie]] = {}
    for tie in then:
        onward.setdefault(tie.old, []).append(tie)
    arrived = {tie.new for tie in first}
    found = {(tie.old, tie.new): tie for tie in then if tie.old not in arrived}
    for tie in first:
        for after in onward.get(tie.new, ()):
            way = Tie(tie.old, after.new, tie.reworded or after.reworded, tie.moves + after.moves)
            found[way.old, way.new] = _either(found.get((way.old, way.new), way), way)
    return tuple(found.values())


def fates(
    steps: Sequence[Sequence[Tie]], old: Sequence[Standing], new: Sequence[Standing]
) -> tuple[Fate, ...]:
    """Every paragraph of both ends once: first what stands in the new text, in its order, then what was removed.

    ``steps`` (at least one) lead from the version of ``old`` to that of ``new``, both in reading order.
    """
    ends = _Ends(old, new, is_direct=len(steps) == 1)
    ties = [tie for tie in reduce(composed, steps) if ends.hold(tie)]
    alone = [] if ends.is_direct else _unchanged(ties, ends)
    parted = {("old", tie.old) for tie in alone} | {("new", tie.new) for tie in alone}
    rest = [t for t in ties if ("old", t.old) not in parted and ("new", t.new) not in parted]
    groups = [*([tie] for tie in alone), *_together(rest)]
    returned = _in_place(groups, ends)
    linked = [_fate(group, ends, returned) for group in groups]
    met_old = {id for fate in linked for id in fate.old}
    met_new = {id for fate in linked for id in fate.new}
    linked += [Fate(FateKind.ADDED, (), (id,)) for id in ends.new if id not in met_new]
    linked.sort(key=lambda fate: ends.new_place[fate.new[0]])
    gone = (Fate(FateKind.REMOVED, (id,), ()) for id in ends.old if id not in met_old)
    return (*linked, *gone)


class _Ends:
    """The two versions by id, with each paragraph's place. ``is_direct``: one step leads from one to the other."""

    def __init__(
        self, old: Sequence[Standing], new: Sequence[Standing], *, is_direct: bool
    ) -> None:
        self.is_direct = is_direct
        self.old = {each.id: each for each in old}
        self.new = {each.id: each for each in new}
        self.old_place = {id: place for place, id in enumerate(self.old)}
        self.new_place = {id: place for place, id in enumerate(self.new)}

    def hold(self, tie: Tie) -> bool:
        return tie.old in self.old and tie.new in self.new

    def same_words(self, tie: Tie) -> bool:
        """Of one step it is known already whether they are the same but for layout."""
        one, other = self.old[tie.old].text, self.new[tie.new].text
        return one == other or (not self.is_direct and same_text(one, other))


def _either(one: Tie, other: Tie) -> Tie:
    """Two ways between the same ends: the one on which more happened."""
    return Tie(one.old, one.new, one.reworded or other.reworded, max(one.moves, other.moves))


def _unchanged(ties: Sequence[Tie], ends: _Ends) -> list[Tie]:
    """Of paragraphs that were merged and parted again, each that reads as before is itself, and no part."""
    olds, news = Counter(tie.old for tie in ties), Counter(tie.new for tie in ties)
    parts = [tie for tie in ties if olds[tie.old] > 1 or news[tie.new] > 1]
    parts.sort(key=lambda tie: (ends.new_place[tie.new], ends.old_place[tie.old]))
    return _each_once(tie for tie in parts if ends.same_words(tie))


def _each_once(ties: Iterable[Tie]) -> list[Tie]:
    olds: set[int] = set()
    news: set[int] = set()
    found = []
    for tie in ties:
        if tie.old not in olds and tie.new not in news:
            found.append(tie)
            olds.add(tie.old)
            news.add(tie.new)
    return found


def _together(ties: Iterable[Tie]) -> Iterator[list[Tie]]:
    """Ties that share an end, directly or through others."""
    groups: dict[tuple[str, int], list[Tie]] = {}
    for tie in ties:
        here, there = (
            groups.setdefault(("old", tie.old), []),
            groups.setdefault(("new", tie.new), []),
        )
        if here is not there:
            here += there
            for moved in there:
                groups["old", moved.old] = groups["new", moved.new] = here
            groups["new", tie.new] = here
        here.append(tie)
    yield from {id(group): group for group in groups.values()}.values()


def _in_place(groups: Sequence[Sequence[Tie]], ends: _Ends) -> set[Tie]:
    """Of what was moved more than once, that which stands where it stood, between what stood beside it."""
    if all(tie.moves < 2 for group in groups for tie in group):
        return set()
    lone = [group[0] for group in groups if len(group) == 1 and group[0].moves != 1]
    places = [(ends.old_place[tie.old], ends.new_place[tie.new]) for tie in lone]
    kept = in_order(places, [0 if tie.moves else 1 for tie in lone])
    return {
        tie
        for at, tie in enumerate(lone)
        if at in kept and ends.old[tie.old].section == ends.new[tie.new].section
    }


def _fate(group: Sequence[Tie], ends: _Ends, returned: set[Tie]) -> Fate:
    old = tuple(sorted({tie.old for tie in group}, key=ends.old_place.__getitem__))
    new = tuple(sorted({tie.new for tie in group}, key=ends.new_place.__getitem__))
    if len(group) == 1:
        (tie,) = group
        moved = tie.moves > 0 and tie not in returned
        return Fate(_kind_of_one(tie, moved, ends), old, new, moved)
    return Fate(_kind_of_many(old, new), old, new)


def _kind_of_one(tie: Tie, moved: bool, ends: _Ends) -> FateKind:
    reworded = tie.reworded or tie.moves > 0
    if not moved:
        return FateKind.REWORDED if reworded and not ends.same_words(tie) else FateKind.SAME
    # One that was moved with a word or two changed is called moved, as where it was matched.
    return FateKind.REWORDED if tie.reworded and not ends.same_words(tie) else FateKind.MOVED


def _kind_of_many(old: Sequence[int], new: Sequence[int]) -> FateKind:
    if len(old) == 1:
        return FateKind.SPLIT
    return FateKind.MERGED if len(new) == 1 else FateKind.REGROUPED


def counted(found: Iterable[Fate]) -> Mapping[FateKind, int]:
    """How many of each kind, in the order of FateKind; those there are none of left out."""
    counts = Counter(fate.kind for fate in found)
    return {kind: counts[kind] for kind in FateKind if counts[kind]}
