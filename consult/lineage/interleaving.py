"""Two versions in one reading order: the new text, with what was removed at its old position. Plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from consult.lineage.composition import ChangeKind, ParagraphChange, VersionParagraph
from consult.lineage.longest_chain import in_order

HeadingKind: TypeAlias = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A section of one version in reading order: ``id`` is its identity, ``parent`` its parent's (0 at the top)."""

    id: int
    parent: int
    title: str


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change at one position of the reading order.

    ``at_old_position``: the paragraph left here, and the change has another entry at its new position.
    """

    change: ParagraphChange
    at_old_position: bool = False


@dataclass(frozen=True, slots=True)
class InterleavedSection:
    """A section of either version with the entries right under its heading, in reading order.

    ``is_renamed`` and ``is_moved`` are set only for a section of both versions (kind "same").
    """

    id: int
    kind: HeadingKind
    entries: tuple[ChangeEntry, ...]
    is_renamed: bool = False
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class VersionOutline:
    """One version: its headings and its paragraphs, both in reading order."""

    headings: Sequence[SectionHeading]
    paragraphs: Sequence[VersionParagraph]


def interleave(
    old: VersionOutline, new: VersionOutline, changes: Sequence[ParagraphChange]
) -> tuple[InterleavedSection, ...]:
    """Every section of both versions: the new ones in their order, each removed one after the section it followed.

    ``changes`` are all changes between the two, see `paragraph_changes`.
    """
    before = {each.id: each for each in old.headings}
    after = {each.id: each for each in new.headings}
    by_section = _entries(old, new, changes)
    moved = _moved(old.headings, new.headings)
    sections = []
    for id in _section_order(list(before), list(after)):
        entries = tuple(by_section.get(id, ()))
        if id not in after:
            sections.append(InterleavedSection(id, "removed", entries))
        elif id not in before:
            sections.append(InterleavedSection(id, "added", entries))
        else:
            is_renamed = before[id].title.split() != after[id].title.split()
            sections.append(InterleavedSection(id, "same", entries, is_renamed, id in moved))
    return tuple(sections)


def _section_order(old: Sequence[int], new: Sequence[int]) -> Iterator[int]:
    """The new ids, each followed by the removed ones that stood behind it."""
    remaining = set(new)
    followers: dict[int, list[int]] = {}
    predecessor = 0
    for id in old:
        predecessor = id if id in remaining else predecessor
        if id not in remaining:
            followers.setdefault(predecessor, []).append(id)
    yield from followers.get(0, ())
    for id in new:
        yield id
        yield from followers.get(id, ())


def _moved(old: Sequence[SectionHeading], new: Sequence[SectionHeading]) -> set[int]:
    """The ids with another parent, or out of order among their siblings; subsections move along with their parent."""
    old_parents = {each.id: each.parent for each in old}
    old_positions = {each.id: position for position, each in enumerate(old)}
    siblings: dict[tuple[int, int], list[int]] = {}
    moved = set()
    for each in new:
        if each.id not in old_parents:
            continue
        if old_parents[each.id] != each.parent and _exists(old_parents[each.id], new):
            moved.add(each.id)
        else:
            siblings.setdefault((old_parents[each.id], each.parent), []).append(each.id)
    for ids in siblings.values():
        pairs = [(old_positions[id], position) for position, id in enumerate(ids)]
        ordered = in_order(pairs, [1] * len(pairs))
        moved |= {id for position, id in enumerate(ids) if position not in ordered}
    return moved


def _exists(parent: int, headings: Sequence[SectionHeading]) -> bool:
    return parent == 0 or any(each.id == parent for each in headings)


def _entries(
    old: VersionOutline, new: VersionOutline, changes: Sequence[ParagraphChange]
) -> Mapping[int, list[ChangeEntry]]:
    """Section id → its entries in reading order."""
    new_sections = {each.id: each.section for each in new.paragraphs}
    positions = {each.id: position for position, each in enumerate(new.paragraphs)}
    placed: dict[int, list[tuple[int, ChangeEntry]]] = {}
    for change in changes:
        if change.new:
            first = change.new[0]
            entry = positions[first], ChangeEntry(change)
            placed.setdefault(new_sections[first], []).append(entry)
    for section, position, entry_there in _old_positions(old, new_sections, positions, changes):
        placed.setdefault(section, []).append((position, entry_there))
    return {
        section: [entry for _, entry in sorted(entries, key=lambda placed: placed[0])]
        for section, entries in placed.items()
    }


def _old_positions(
    old: VersionOutline,
    new_sections: Mapping[int, int],
    positions: Mapping[int, int],
    changes: Iterable[ParagraphChange],
) -> Iterator[tuple[int, int, ChangeEntry]]:
    """(section, position of the new paragraph it comes after, entry) of all that is no longer at its old position.

    The position is -1 at the beginning of the section.
    """
    by_old = {id: change for change in changes for id in change.old}
    last: dict[int, int] = {}
    for each in old.paragraphs:
        change = by_old[each.id]
        here = [positions[id] for id in change.new if new_sections[id] == each.section]
        if here and not change.is_moved:
            last[each.section] = max(here[-1], last.get(each.section, -1))
            continue
        is_removed = change.kind is ChangeKind.REMOVED
        yield each.section, last.get(each.section, -1), ChangeEntry(change, not is_removed)
