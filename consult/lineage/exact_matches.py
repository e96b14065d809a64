"""Passages that read the same in both texts. Where several do, their position decides which is which."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product

from consult.lineage.candidates import Pair
from consult.lineage.neighbours import ExpectedPositions
from consult.lineage.section_matching import Counterparts
from consult.lineage.texts import TextPair

# A passage of this many words is identified by them wherever it stands, if it occurs once in each text. A
# shorter one may be a phrase that every chapter begins with: its position decides, or a later step.
_IDENTIFYING_WORDS = 8
_MAX_PAIRS = 400
_REACH = 4  # of more pairs, only those so near to the expected position
_ROUNDS = 3

Positions = list[int]
# The old and the new positions of passages that all read the same.
Group = tuple[Positions, Positions]


def exact_links(texts: TextPair) -> dict[int, int]:
    """Old position → new position of the passages that are unchanged and surely the same ones."""
    groups = list(_groups(texts))
    links = {old[0]: new[0] for old, new in groups if _is_unique(texts, old, new)}
    ambiguous = [(old, new) for old, new in groups if not _is_unique(texts, old, new)]
    for _ in range(_ROUNDS):
        before = len(links)
        sections = Counterparts(texts.old, texts.new, links)
        for old, new in ambiguous:
            _link_by_position(texts, old, new, links, sections)
        if len(links) == before:
            break
    return links


def relocation_pairs(
    texts: TextPair, links: Mapping[int, int], taken: AbstractSet[int], *, surely: bool
) -> set[Pair]:
    """The (old, new) positions that may be one unchanged passage that moved elsewhere: unlinked, and they read the same.

    They are long, or occur only once in one of the two texts. `taken` are the linked new positions. `surely` leaves
    out groups with several pairs left, of which nobody can say which is which.
    """
    context = _Context.of(texts, links)
    pairs: set[Pair] = set()
    for old, new in _groups(texts):
        if min(len(old), len(new)) == 1 or texts.old.word_count(old[0]) >= _IDENTIFYING_WORDS:
            free_old = [one for one in old if one not in links]
            free_new = [other for other in new if other not in taken]
            if surely and len(free_old) * len(free_new) > 1:
                continue
            pairs.update(context.closest(free_old, free_new))
    return pairs


def _is_unique(texts: TextPair, old: Positions, new: Positions) -> bool:
    return len(old) == len(new) == 1 and texts.old.word_count(old[0]) >= _IDENTIFYING_WORDS


def _groups(texts: TextPair) -> Iterator[Group]:
    old, new = _by_key(texts.old.keys), _by_key(texts.new.keys)
    return ((positions, new[key]) for key, positions in old.items() if key in new)


def _by_key(keys: Sequence[str]) -> Mapping[str, Positions]:
    positions: dict[str, Positions] = defaultdict(list)
    for position, key in enumerate(keys):
        positions[key].append(position)
    return positions


def _link_by_position(
    texts: TextPair, old: Positions, new: Positions, links: dict[int, int], sections: Counterparts
) -> None:
    """Add links between passages that read the same and kept their position: by section and neighbours, then distance."""
    taken = set(links.values())
    free_old = [one for one in old if one not in links]
    free_new = [other for other in new if other not in taken]
    context = _Context(texts, sections, ExpectedPositions(links, len(texts.old.passages)))
    for one, other in sorted(context.closest(free_old, free_new), key=context.rank):
        if one in links or other in taken:
            continue
        if context.stays(one, other) or context.expected.neighbours(one, other):
            links[one] = other
            taken.add(other)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the links so far say about a pair: which sections correspond, and where passages are expected."""

    texts: TextPair
    sections: Counterparts
    expected: ExpectedPositions

    @classmethod
    def of(cls, texts: TextPair, links: Mapping[int, int]) -> _Context:
        sections = Counterparts(texts.old, texts.new, links)
        return cls(texts, sections, ExpectedPositions(links, len(texts.old.passages)))

    def stays(self, old: int, new: int) -> bool:
        """Whether the passage would stay in its section."""
        return self.sections.correspond(*self.texts.section_pair(old, new))

    def rank(self, pair: Pair) -> tuple[int, int, int]:
        """For sorting: the most support from section and neighbours first, then the shortest distance."""
        support = 2 * self.stays(*pair) + self.expected.neighbours(*pair)
        return -support, self.expected.distance(*pair), pair[0]

    def closest(self, old: Positions, new: Positions) -> set[Pair]:
        """Every pair; of more than _MAX_PAIRS only those near the expected position, in the text or in the section."""
        if len(old) * len(new) <= _MAX_PAIRS:
            return set(product(old, new))
        by_section: dict[str, Positions] = defaultdict(list)
        for other in new:
            by_section[self.texts.new.passages[other].section].append(other)
        pairs: set[Pair] = set()
        for one in old:
            expected = self.expected.position(one)
            counterparts = self.sections.of(self.texts.old.passages[one].section)
            for positions in (new, *(by_section[section] for section in counterparts)):
                pairs.update((one, other) for other in _nearest(positions, expected))
        return pairs


def _nearest(positions: Positions, expected: int) -> Positions:
    middle = bisect(positions, expected)
    return positions[max(0, middle - _REACH) : middle + _REACH]
