"""The match of two texts: what became of every passage. Plain values, proposed for a person to judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from consult.lineage.candidates import Pair, near_pairs
from consult.lineage.exact_matches import exact_links
from consult.lineage.longest_chain import in_order
from consult.lineage.pairing import Threshold, reworded_pairs
from consult.lineage.passage import Passage, Titles
from consult.lineage.section_matching import Counterparts
from consult.lineage.splits_and_merges import MatchedPart, PartFinder
from consult.lineage.texts import TextPair, VersionText

# A moved passage with a lower likeness than this is called reworded: that is what to look at.
_NEARLY_SAME = 0.7
_REPEATED = (
    0.9  # score of a passage that reads the same as others: sure words, unsure which of them
)


class LinkKind(StrEnum):
    """What a link says of its passages, see `Link`."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Link:
    """What became of a passage: `old` and `new` are ids in reading order.

    SAME is equal but for layout, in its section and order; MOVED is the same or nearly, in
    another section or order; SPLIT has one old and several new, MERGED the reverse.
    `score` (0..1) is how sure the link is: the likeness of the words, lower where another
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
class _Match:
    """A link in the making: positions, score, likeness of the words, whether they are the same but for layout."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    likeness: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _PartFinders:
    """`splits` looks for parts of old passages in the new text, `merges` for parts of new ones in the old."""

    splits: PartFinder
    merges: PartFinder


def match(
    old: Sequence[Passage],
    new: Sequence[Passage],
    headings: tuple[Titles, Titles] = ({}, {}),
) -> Mapping:
    """Propose what became of every old passage; links in the new text's reading order.

    `headings` are all sections of the old text and of the new one. Without them a section that was emptied counts
    as removed, and its last passage seems to be in its section still. Two to three seconds of CPU for 2,000
    passages of 70 words without a likeness, less where most are the same.
    """
    texts = TextPair(VersionText(old, headings[0]), VersionText(new, headings[1]))
    exact = exact_links(texts)
    near = near_pairs(texts, exact)
    matches = _exact_matches(texts, exact)
    finders = _PartFinders(PartFinder(texts.old, texts.new), PartFinder(texts.new, texts.old))
    for threshold in Threshold:
        matches += _reworded_matches(texts, near, matches, threshold)
        matches = _with_parts(near, matches, finders)
    matches.sort(key=lambda one: (one.new, one.old))
    return _mapping(texts, matches)


def _mapping(texts: TextPair, matches: Sequence[_Match]) -> Mapping:
    kinds = _kinds(texts, matches)
    linked_old = {position for one in matches for position in one.old}
    linked_new = {position for one in matches for position in one.new}
    return Mapping(
        tuple(_link(texts, one, kind) for one, kind in zip(matches, kinds, strict=True)),
        tuple(one.id for at, one in enumerate(texts.old.passages) if at not in linked_old),
        tuple(one.id for at, one in enumerate(texts.new.passages) if at not in linked_new),
    )


def _exact_matches(texts: TextPair, links: MappingOf[int, int]) -> list[_Match]:
    counts = Counter((*texts.old.keys, *texts.new.keys))
    return [
        _Match(
            (old,),
            (new,),
            1.0 if counts[texts.old.keys[old]] == 2 else _REPEATED,
            likeness=1.0,
            exact=True,
        )
        for old, new in links.items()
    ]


def _reworded_matches(
    texts: TextPair, near: AbstractSet[Pair], matches: Sequence[_Match], threshold: Threshold
) -> list[_Match]:
    links = {old: one.new[0] for one in matches for old in one.old}
    taken = {new for one in matches for new in one.new}
    return [
        _Match((one.old,), (one.new,), one.score, one.likeness, texts.same(one.old, one.new))
        for one in reworded_pairs(texts, near, links, taken, threshold)
    ]


def _with_parts(
    near: AbstractSet[Pair], matches: list[_Match], finders: _PartFinders
) -> list[_Match]:
    """The matches with further parts added, and those that consist of parts alone: splits first, then merges."""
    partners = {one.old[0]: list(one.new) for one in matches}
    closed = {old for one in matches if one.exact or len(one.old) > 1 for old in one.old}
    parts = finders.splits.parts(near, partners, closed)
    matches = [_split(one, parts.pop(one.old[0], [])) for one in matches]
    matches += [_split(_Match((whole,), (), 0, 0), some) for whole, some in parts.items()]
    partners = {one.new[0]: list(one.old) for one in matches}
    closed = {new for one in matches if one.exact or len(one.new) > 1 for new in one.new}
    parts = finders.merges.parts({(new, old) for old, new in near}, partners, closed)
    matches = [_merged(one, parts.pop(one.new[0], [])) for one in matches]
    return matches + [_merged(_Match((), (whole,), 0, 0), some) for whole, some in parts.items()]


def _split(one: _Match, parts: Sequence[MatchedPart]) -> _Match:
    if not parts:
        return one
    return replace(
        one, new=tuple(sorted((*one.new, *(part.part for part in parts)))), score=_score(parts)
    )


def _merged(one: _Match, parts: Sequence[MatchedPart]) -> _Match:
    if not parts or len(one.new) > 1:
        return one
    return replace(
        one, old=tuple(sorted((*one.old, *(part.part for part in parts)))), score=_score(parts)
    )


def _score(parts: Sequence[MatchedPart]) -> float:
    """A link of many is as sure as its least sure part."""
    return min(part.filled for part in parts)


def _kinds(texts: TextPair, matches: Sequence[_Match]) -> list[LinkKind]:
    firsts = {one.old[0]: one.new[0] for one in matches}
    sections = Counterparts(texts.old, texts.new, firsts)
    positions = [(one.old[0], one.new[0]) for one in matches]
    ordered = in_order(positions, [texts.old.word_count(old) for old, _ in positions])
    return [
        _kind(
            one,
            stays=index in ordered
            and sections.correspond(*texts.section_pair(one.old[0], one.new[0])),
        )
        for index, one in enumerate(matches)
    ]


def _kind(one: _Match, *, stays: bool) -> LinkKind:
    if len(one.new) > 1:
        return LinkKind.SPLIT
    if len(one.old) > 1:
        return LinkKind.MERGED
    if not stays and one.likeness >= _NEARLY_SAME:
        return LinkKind.MOVED
    return LinkKind.SAME if one.exact and stays else LinkKind.REWORDED


def _link(texts: TextPair, one: _Match, kind: LinkKind) -> Link:
    return Link(
        tuple(texts.old.passages[position].id for position in one.old),
        tuple(texts.new.passages[position].id for position in one.new),
        kind,
        round(one.score, 3),
    )
