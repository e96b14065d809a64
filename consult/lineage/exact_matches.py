"""Passages that are the same in both texts. Where several read alike, place decides which is which."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from consult.lineage.candidates import Pair
from consult.lineage.neighbours import Expected
from consult.lineage.section_matching import Counterparts
from consult.lineage.texts import Texts

# A passage this long says which one it is wherever it went, if it stands once in each text. A shorter
# one may as well be a phrase every chapter begins with: it is known by its place, or left for later.
_TELLING = 8
_MOST_PAIRS = 400
_REACH = 4  # of more pairs, those this near to where the passage is expected
_ROUNDS = 3

Places = list[int]
Group = tuple[Places, Places]


def anchored(texts: Texts) -> dict[int, int]:
    """Old position → new position of every passage that is the same and surely the one it was."""
    groups = list(_groups(texts))
    links = {old[0]: new[0] for old, new in groups if _tells(texts, old, new)}
    others = [(old, new) for old, new in groups if not _tells(texts, old, new)]
    for _ in range(_ROUNDS):
        before = len(links)
        sections = Counterparts(texts.old, texts.new, links)
        for old, new in others:
            _pair(texts, old, new, links, sections)
        if len(links) == before:
            break
    return links


def wanderers(
    texts: Texts, links: Mapping[int, int], taken: AbstractSet[int], *, surely: bool
) -> set[Pair]:
    """The (old, new) positions that may be one passage that went elsewhere: they read the same and have no link.

    They are long, or one of the two texts has only one of them. `surely` leaves out those of several that are
    left, of which nobody can say which is which.
    """
    expected = Expected(links, len(texts.old.passages))
    sections = Counterparts(texts.old, texts.new, links)
    found: set[Pair] = set()
    for old, new in _groups(texts):
        if min(len(old), len(new)) == 1 or texts.old.size(old[0]) >= _TELLING:
            free_old = [one for one in old if one not in links]
            free_new = [other for other in new if other not in taken]
            if surely and len(free_old) * len(free_new) > 1:
                continue
            found.update(_closest(texts, sections, expected, free_old, free_new))
    return found


def _tells(texts: Texts, old: Places, new: Places) -> bool:
    return len(old) == len(new) == 1 and texts.old.size(old[0]) >= _TELLING


def _groups(texts: Texts) -> Iterator[Group]:
    old, new = _by_key(texts.old.keys), _by_key(texts.new.keys)
    return ((places, new[key]) for key, places in old.items() if key in new)


def _by_key(keys: Sequence[str]) -> Mapping[str, Places]:
    places: dict[str, Places] = defaultdict(list)
    for place, key in enumerate(keys):
        places[key].append(place)
    return places


def _pair(
    texts: Texts, old: Places, new: Places, links: dict[int, int], sections: Counterparts
) -> None:
    """Link what reads alike and stands where it stood: same section and neighbours first, then the nearest."""
    taken = set(links.values())
    free_old = [one for one in old if one not in links]
    free_new = [other for other in new if other not in taken]
    expected = Expected(links, len(texts.old.passages))
    pairs = _closest(texts, sections, expected, free_old, free_new)
    ranked = sorted(pairs, key=lambda pair: _rank(texts, sections, expected, pair))
    for one, other in ranked:
        if one in links or other in taken:
            continue
        stays = sections.holds(texts.old.passages[one], texts.new.passages[other])
        if stays or expected.neighbours(one, other):
            links[one] = other
            taken.add(other)


def _closest(
    texts: Texts, sections: Counterparts, expected: Expected, old: Places, new: Places
) -> set[Pair]:
    """Every pair; where a text repeats itself without measure, those near in place or in section."""
    if len(old) * len(new) <= _MOST_PAIRS:
        return set(product(old, new))
    within: dict[str, Places] = defaultdict(list)
    for other in new:
        within[texts.new.passages[other].section].append(other)
    pairs: set[Pair] = set()
    for one in old:
        at = expected.place(one)
        here = sections.of(texts.old.passages[one].section)
        for places in (new, *(within[section] for section in here)):
            pairs.update((one, other) for other in _nearest(places, at))
    return pairs


def _nearest(places: Places, at: int) -> Places:
    middle = bisect(places, at)
    return places[max(0, middle - _REACH) : middle + _REACH]


def _rank(
    texts: Texts, sections: Counterparts, expected: Expected, pair: Pair
) -> tuple[int, int, int]:
    one, other = pair
    stays = sections.holds(texts.old.passages[one], texts.new.passages[other])
    support = 2 * stays + expected.neighbours(one, other)
    return -support, expected.distance(one, other), one
