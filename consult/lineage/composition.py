"""What became of every paragraph over several versions: approved steps composed into one. Plain values.

Nothing is matched here: paragraphs that no step links are not linked. Texts and positions at both ends only decide
the kind of a link over several steps: what was reworded and put back is the same, what was moved away and back has
not moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from consult.lineage.longest_chain import in_order
from consult.lineage.mapping import LinkKind
from consult.lineage.wording import same_text


class ChangeKind(StrEnum):
    """The values of LinkKind, one that only several steps can make (REGROUPED), and two without a link."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"  # several became several: merged, and split at another point
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """One old and one new paragraph (ids), linked over one or more steps; ``moves`` counts the steps that moved it."""

    old: int
    new: int
    is_reworded: bool
    moves: int

    @classmethod
    def of(cls, old: int, new: int, kind: LinkKind) -> LinkedPair:
        """The pair of one stored link. Parts of a split or merge count as reworded: the whole has other words."""
        moved = kind is LinkKind.MOVED
        return cls(old, new, not moved and kind is not LinkKind.SAME, int(moved))


@dataclass(frozen=True, slots=True)
class VersionParagraph:
    """A paragraph of one version: ``id`` is its identity's, ``section`` the identity of its section."""

    id: int
    section: int
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """What became of paragraphs: ids in reading order, ``new`` empty of REMOVED, ``old`` of ADDED.

    ``is_moved`` is also set for one that was reworded as well.
    """

    kind: ChangeKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    is_moved: bool = False


def compose(first: Sequence[LinkedPair], second: Sequence[LinkedPair]) -> tuple[LinkedPair, ...]:
    """One step instead of two; pairs of the first that the second does not continue are dropped.

    A pair of the second whose old paragraph no pair of the first leads to was restored from an earlier version, or is
    new since: it stays as it is, and `paragraph_changes` keeps those whose ends exist.
    """
    continuations: dict[int, list[LinkedPair]] = {}
    for pair in second:
        continuations.setdefault(pair.old, []).append(pair)
    reached = {pair.new for pair in first}
    composed = {(pair.old, pair.new): pair for pair in second if pair.old not in reached}
    for pair in first:
        for after in continuations.get(pair.new, ()):
            way = LinkedPair(
                pair.old,
                after.new,
                pair.is_reworded or after.is_reworded,
                pair.moves + after.moves,
            )
            composed[way.old, way.new] = _combined(composed.get((way.old, way.new), way), way)
    return tuple(composed.values())


def _combined(one: LinkedPair, other: LinkedPair) -> LinkedPair:
    """Two ways between the same ends: reworded if either is, with the moves of the one that has more."""
    return LinkedPair(
        one.old, one.new, one.is_reworded or other.is_reworded, max(one.moves, other.moves)
    )


def paragraph_changes(
    steps: Sequence[Sequence[LinkedPair]],
    old: Sequence[VersionParagraph],
    new: Sequence[VersionParagraph],
) -> tuple[ParagraphChange, ...]:
    """Every paragraph of both ends once: first those of the new text in its order, then the removed ones.

    ``steps`` (at least one) lead from the version of ``old`` to that of ``new``, both in reading order.
    """
    ends = _EndVersions(old, new, is_direct=len(steps) == 1)
    groups = _groups([pair for pair in reduce(compose, steps) if ends.contain(pair)], ends)
    returned = _returned(groups, ends)
    linked = [_change(group, ends, returned) for group in groups]
    linked_old = {id for change in linked for id in change.old}
    linked_new = {id for change in linked for id in change.new}
    linked += [
        ParagraphChange(ChangeKind.ADDED, (), (id,)) for id in ends.new if id not in linked_new
    ]
    linked.sort(key=lambda change: ends.new_position[change.new[0]])
    removed = (
        ParagraphChange(ChangeKind.REMOVED, (id,), ()) for id in ends.old if id not in linked_old
    )
    return (*linked, *removed)


class _EndVersions:
    """The two versions by id, with each paragraph's position. ``is_direct``: one step leads from one to the other."""

    def __init__(
        self, old: Sequence[VersionParagraph], new: Sequence[VersionParagraph], *, is_direct: bool
    ) -> None:
        self.is_direct = is_direct
        self.old = {each.id: each for each in old}
        self.new = {each.id: each for each in new}
        self.old_position = {id: position for position, id in enumerate(self.old)}
        self.new_position = {id: position for position, id in enumerate(self.new)}

    def contain(self, pair: LinkedPair) -> bool:
        return pair.old in self.old and pair.new in self.new

    def same_text(self, pair: LinkedPair) -> bool:
        """Whether both read the same; layout is ignored only over several steps, a single one has judged it already."""
        one, other = self.old[pair.old].text, self.new[pair.new].text
        return one == other or (not self.is_direct and same_text(one, other))


def _groups(pairs: Sequence[LinkedPair], ends: _EndVersions) -> list[list[LinkedPair]]:
    """The pairs of each change: those connected by a shared end, but each restored pair on its own."""
    restored = [] if ends.is_direct else _restored(pairs, ends)
    old, new = {pair.old for pair in restored}, {pair.new for pair in restored}
    others = [pair for pair in pairs if pair.old not in old and pair.new not in new]
    return [*([pair] for pair in restored), *_connected(others)]


def _restored(pairs: Sequence[LinkedPair], ends: _EndVersions) -> list[LinkedPair]:
    """Of paragraphs that were merged and split again, those that read as before, each old and each new one once."""
    old, new = Counter(pair.old for pair in pairs), Counter(pair.new for pair in pairs)
    parts = [pair for pair in pairs if old[pair.old] > 1 or new[pair.new] > 1]
    parts.sort(key=lambda pair: (ends.new_position[pair.new], ends.old_position[pair.old]))
    return _each_end_once(pair for pair in parts if ends.same_text(pair))


def _each_end_once(pairs: Iterable[LinkedPair]) -> list[LinkedPair]:
    old: set[int] = set()
    new: set[int] = set()
    chosen = []
    for pair in pairs:
        if pair.old not in old and pair.new not in new:
            chosen.append(pair)
            old.add(pair.old)
            new.add(pair.new)
    return chosen


def _connected(pairs: Iterable[LinkedPair]) -> Iterator[list[LinkedPair]]:
    """Connected components: pairs that share an end, directly or through others."""
    groups: dict[tuple[str, int], list[LinkedPair]] = {}
    for pair in pairs:
        by_old = groups.setdefault(("old", pair.old), [])
        by_new = groups.setdefault(("new", pair.new), [])
        if by_old is not by_new:
            by_old += by_new
            for joined in by_new:
                groups["old", joined.old] = groups["new", joined.new] = by_old
            groups["new", pair.new] = by_old
        by_old.append(pair)
    yield from {id(group): group for group in groups.values()}.values()


def _returned(groups: Sequence[Sequence[LinkedPair]], ends: _EndVersions) -> set[LinkedPair]:
    """Of pairs moved more than once, those back in their section and in order with the pairs that never moved."""
    if all(pair.moves < 2 for group in groups for pair in group):
        return set()
    single = [group[0] for group in groups if len(group) == 1 and group[0].moves != 1]
    positions = [(ends.old_position[pair.old], ends.new_position[pair.new]) for pair in single]
    ordered = in_order(positions, [0 if pair.moves else 1 for pair in single])
    return {
        pair
        for index, pair in enumerate(single)
        if index in ordered and ends.old[pair.old].section == ends.new[pair.new].section
    }


def _change(
    group: Sequence[LinkedPair], ends: _EndVersions, returned: set[LinkedPair]
) -> ParagraphChange:
    old = tuple(sorted({pair.old for pair in group}, key=ends.old_position.__getitem__))
    new = tuple(sorted({pair.new for pair in group}, key=ends.new_position.__getitem__))
    if len(group) == 1:
        (pair,) = group
        is_moved = pair.moves > 0 and pair not in returned
        return ParagraphChange(_kind_of_one(pair, is_moved, ends), old, new, is_moved)
    return ParagraphChange(_kind_of_many(old, new), old, new)


def _kind_of_one(pair: LinkedPair, is_moved: bool, ends: _EndVersions) -> ChangeKind:
    if not is_moved:
        may_differ = pair.is_reworded or pair.moves > 0
        return ChangeKind.REWORDED if may_differ and not ends.same_text(pair) else ChangeKind.SAME
    # A link of the kind MOVED may change a word or two and is still called moved, as the matching called it.
    differs = pair.is_reworded and not ends.same_text(pair)
    return ChangeKind.REWORDED if differs else ChangeKind.MOVED


def _kind_of_many(old: Sequence[int], new: Sequence[int]) -> ChangeKind:
    if len(old) == 1:
        return ChangeKind.SPLIT
    return ChangeKind.MERGED if len(new) == 1 else ChangeKind.REGROUPED
