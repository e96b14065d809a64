"""Two versions woven into one reading order: the new text, and what was removed where it stood. Plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from consult.lineage.composition import Fate, FateKind, Standing
from consult.lineage.longest_chain import in_order

HeadingKind: TypeAlias = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of one version in reading order: ``id`` is its identity, ``parent`` its parent's (0 at the top)."""

    id: int
    parent: int
    title: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fate is told. ``left``: here it stood, and it is told again where its words are now."""

    fate: Fate
    left: bool = False


@dataclass(frozen=True, slots=True)
class WovenSection:
    """A section of either version with what is told right under its heading.

    ``renamed`` and ``moved`` are said only of one that is in both.
    """

    id: int
    kind: HeadingKind
    places: tuple[Place, ...]
    renamed: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One version: its headings and its paragraphs, both in reading order."""

    headings: Sequence[Heading]
    paragraphs: Sequence[Standing]


def woven(old: Side, new: Side, found: Sequence[Fate]) -> tuple[WovenSection, ...]:
    """Every section of both, the new one's in its order; a removed one follows what it followed."""
    before = {each.id: each for each in old.headings}
    after = {each.id: each for each in new.headings}
    places = _places(old, new, found)
    moved = _moved(old.headings, new.headings)
    sections = []
    for id in _in_order(list(before), list(after)):
        told = tuple(places.get(id, ()))
        if id not in after:
            sections.append(WovenSection(id, "removed", told))
        elif id not in before:
            sections.append(WovenSection(id, "added", told))
        else:
            renamed = before[id].title.split() != after[id].title.split()
            sections.append(WovenSection(id, "same", told, renamed, id in moved))
    return tuple(sections)


def _in_order(old: Sequence[int], new: Sequence[int]) -> Iterator[int]:
    """The new ids, each followed by the old ones without a place that stood behind it."""
    held = set(new)
    followers: dict[int, list[int]] = {}
    anchor = 0
    for id in old:
        anchor = id if id in held else anchor
        if id not in held:
            followers.setdefault(anchor, []).append(id)
    yield from followers.get(0, ())
    for id in new:
        yield id
        yield from followers.get(id, ())


def _moved(old: Sequence[Heading], new: Sequence[Heading]) -> set[int]:
    """Those with another parent, or out of the order of the others; a moved whole takes its parts along."""
    parents = {each.id: each.parent for each in old}
    where = {each.id: place for place, each in enumerate(old)}
    met: dict[tuple[int, int], list[int]] = {}
    moved = set()
    for each in new:
        if each.id not in parents:
            continue
        if parents[each.id] != each.parent and _stays(parents[each.id], new):
            moved.add(each.id)
        else:
            met.setdefault((parents[each.id], each.parent), []).append(each.id)
    for together in met.values():
        pairs = [(where[id], place) for place, id in enumerate(together)]
        kept = in_order(pairs, [1] * len(pairs))
        moved |= {id for place, id in enumerate(together) if place not in kept}
    return moved


def _stays(parent: int, new: Sequence[Heading]) -> bool:
    return parent == 0 or any(each.id == parent for each in new)


def _places(old: Side, new: Side, found: Sequence[Fate]) -> Mapping[int, list[Place]]:
    """What is told under each heading."""
    sections_after = {each.id: each.section for each in new.paragraphs}
    by_new = {id: fate for fate in found for id in fate.new}
    told: dict[int, list[tuple[int, Place]]] = {}
    order = {each.id: place for place, each in enumerate(new.paragraphs)}
    for id, fate in by_new.items():
        if id == fate.new[0]:
            told.setdefault(sections_after[id], []).append((order[id], Place(fate)))
    for section, at, place in _where_they_stood(old, sections_after, order, found):
        told.setdefault(section, []).append((at, place))
    return {
        section: [place for _, place in sorted(places, key=lambda one: one[0])]
        for section, places in told.items()
    }


def _where_they_stood(
    old: Side,
    sections_after: Mapping[int, int],
    order: Mapping[int, int],
    found: Iterable[Fate],
) -> Iterator[tuple[int, int, Place]]:
    """(section, after which new paragraph's place, what) of all that is not
    where it stood."""
    by_old = {id: fate for fate in found for id in fate.old}
    last: dict[int, int] = {}
    for each in old.paragraphs:
        fate = by_old[each.id]
        here = [order[id] for id in fate.new if sections_after[id] == each.section]
        if here and not fate.moved:
            last[each.section] = max(here[-1], last.get(each.section, -1))
            continue
        left = fate.kind is not FateKind.REMOVED
        yield each.section, last.get(each.section, -1), Place(fate, left)
