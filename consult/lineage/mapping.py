"""The whole match of two texts: what became of every passage. Plain values, to be judged by a person."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from consult.lineage.candidates import Pair, near_pairs
from consult.lineage.exact_matches import anchored
from consult.lineage.longest_chain import in_order
from consult.lineage.pairing import Bar, reworded
from consult.lineage.passage import Passage, Titles
from consult.lineage.section_matching import Counterparts
from consult.lineage.splits_and_merges import Part, Wholes
from consult.lineage.texts import Text, Texts

# A moved passage with more changes than this is called reworded: that is what to look at.
_NEARLY_SAME = 0.7
_REPEATED = 0.9  # sure of the words, less of which of several that read alike


class LinkKind(StrEnum):
    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Link:
    """What became of a passage: `old` and `new` are ids in reading order.

    SAME is equal but for layout and stands where it stood; MOVED is the same or nearly, in
    another section or order; SPLIT has one old and several new, MERGED the reverse.
    `score` (0..1) is how sure the link is: the likeness of the words, less where another
    passage reads nearly alike.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    kind: LinkKind
    score: float


@dataclass(frozen=True, slots=True)
class Mapping:
    """Every id of both texts once: in a link, in `removed` (old) or in `added` (new)."""

    links: tuple[Link, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    alike: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Sides:
    """Either text's passages as wholes: the old ones were split, the new ones are merged."""

    old: Wholes
    new: Wholes


def match(
    old: Sequence[Passage],
    new: Sequence[Passage],
    headings: tuple[Titles, Titles] = ({}, {}),
) -> Mapping:
    """Propose what became of every old passage; links in the new text's reading order.

    `headings` are all sections of the old text and of the new one. Without them a section that was emptied is
    one that is gone, and its last passage seems to stand where it stood.
    """
    texts = Texts(Text(old, headings[0]), Text(new, headings[1]))
    anchors = anchored(texts)
    near = near_pairs(texts, anchors)
    found = _same(texts, anchors)
    sides = _Sides(Wholes(texts.old, texts.new), Wholes(texts.new, texts.old))
    for bar in Bar:
        found += _reworded(texts, near, found, bar)
        found = _with_parts(near, found, sides)
    found.sort(key=lambda one: (one.new, one.old))
    kinds = _kinds(texts, found)
    met_old = {place for one in found for place in one.old}
    met_new = {place for one in found for place in one.new}
    return Mapping(
        tuple(_link(texts, one, kind) for one, kind in zip(found, kinds, strict=True)),
        tuple(one.id for at, one in enumerate(old) if at not in met_old),
        tuple(one.id for at, one in enumerate(new) if at not in met_new),
    )


def _same(texts: Texts, anchors: MappingOf[int, int]) -> list[_Found]:
    counts: dict[str, int] = {}
    for key in (*texts.old.keys, *texts.new.keys):
        counts[key] = counts.get(key, 0) + 1
    return [
        _Found(
            (old,),
            (new,),
            1.0 if counts[texts.old.keys[old]] == 2 else _REPEATED,
            alike=1.0,
            exact=True,
        )
        for old, new in anchors.items()
    ]


def _reworded(
    texts: Texts, near: AbstractSet[Pair], found: Sequence[_Found], bar: Bar
) -> list[_Found]:
    links = {old: one.new[0] for one in found for old in one.old}
    taken = {new for one in found for new in one.new}
    return [
        _Found((one.old,), (one.new,), one.score, one.alike, texts.same(one.old, one.new))
        for one in reworded(texts, near, links, taken, bar)
    ]


def _with_parts(near: AbstractSet[Pair], found: list[_Found], sides: _Sides) -> list[_Found]:
    """The links with further parts taken in, and those that parts alone make: splits first, then merges."""
    partners = {one.old[0]: list(one.new) for one in found}
    closed = {old for one in found if one.exact or len(one.old) > 1 for old in one.old}
    parts = sides.old.parts(near, partners, closed)
    found = [_split(one, parts.pop(one.old[0], [])) for one in found]
    found += [_split(_Found((whole,), (), 0, 0), some) for whole, some in parts.items()]
    partners = {one.new[0]: list(one.old) for one in found}
    closed = {new for one in found if one.exact or len(one.new) > 1 for new in one.new}
    parts = sides.new.parts({(new, old) for old, new in near}, partners, closed)
    found = [_merged(one, parts.pop(one.new[0], [])) for one in found]
    return found + [_merged(_Found((), (whole,), 0, 0), some) for whole, some in parts.items()]


def _split(one: _Found, parts: Sequence[Part]) -> _Found:
    if not parts:
        return one
    return replace(
        one, new=tuple(sorted((*one.new, *(part.part for part in parts)))), score=_surest(parts)
    )


def _merged(one: _Found, parts: Sequence[Part]) -> _Found:
    if not parts or len(one.new) > 1:
        return one
    return replace(
        one, old=tuple(sorted((*one.old, *(part.part for part in parts)))), score=_surest(parts)
    )


def _surest(parts: Sequence[Part]) -> float:
    """A link of many is as sure as its least sure part."""
    return min(part.filled for part in parts)


def _kinds(texts: Texts, found: Sequence[_Found]) -> list[LinkKind]:
    singles = {one.old[0]: one.new[0] for one in found}
    sections = Counterparts(texts.old, texts.new, singles)
    places = [(one.old[0], one.new[0]) for one in found]
    kept = in_order(places, [texts.old.size(old) for old, _ in places])
    return [
        _kind(
            one,
            stays=index in kept
            and sections.holds(texts.old.passages[one.old[0]], texts.new.passages[one.new[0]]),
        )
        for index, one in enumerate(found)
    ]


def _kind(one: _Found, *, stays: bool) -> LinkKind:
    if len(one.new) > 1:
        return LinkKind.SPLIT
    if len(one.old) > 1:
        return LinkKind.MERGED
    if not stays and one.alike >= _NEARLY_SAME:
        return LinkKind.MOVED
    return LinkKind.SAME if one.exact and stays else LinkKind.REWORDED


def _link(texts: Texts, one: _Found, kind: LinkKind) -> Link:
    return Link(
        tuple(texts.old.passages[place].id for place in one.old),
        tuple(texts.new.passages[place].id for place in one.new),
        kind,
        round(one.score, 3),
    )
