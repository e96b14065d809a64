"""Passages that are the same in both texts. Where several read alike, place decides which is which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .places import Expected
from .sections import Counterparts
from .text import Texts

# Repeated passages at least this long are linked wherever they went; a shorter one that is not
# where it is expected may as well be a phrase every chapter begins with.
_TELLING = 8
_MOST_PAIRS = 2_500
_ROUNDS = 3

Places = list[int]


def anchored(texts: Texts) -> dict[int, int]:
    """Old position → new position of every passage that is the same but for layout."""
    groups = list(_groups(texts))
    links = {old[0]: new[0] for old, new in groups if len(old) == len(new) == 1}
    repeated = [(old, new) for old, new in groups if len(old) + len(new) > 2]
    for _ in range(_ROUNDS):
        before = len(links)
        sections = Counterparts(texts.old.passages, texts.new.passages, links)
        for old, new in repeated:
            _pair(texts, old, new, links, sections)
        if len(links) == before:
            break
    return links


def _groups(texts: Texts) -> Iterator[tuple[Places, Places]]:
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
    """Link what reads alike: same section and neighbours first, then the nearest."""
    taken = set(links.values())
    free_old = [one for one in old if one not in links]
    free_new = [other for other in new if other not in taken]
    expected = Expected(links, len(texts.old.passages))
    pairs = _closest(expected, free_old, free_new)
    sure = len(old) == 1 or len(new) == 1 or texts.old.size(old[0]) >= _TELLING
    ranked = sorted(pairs, key=lambda pair: _rank(texts, sections, expected, pair))
    for one, other in ranked:
        if one in links or other in taken:
            continue
        stays = sections.holds(texts.old.passages[one], texts.new.passages[other])
        if sure or stays or expected.neighbours(one, other):
            links[one] = other
            taken.add(other)


def _closest(expected: Expected, old: Places, new: Places) -> list[tuple[int, int]]:
    """Every pair, or by order alone where a text repeats itself without measure."""
    if len(old) * len(new) <= _MOST_PAIRS:
        return [(one, other) for one in old for other in new]
    return list(zip(old, new, strict=False))


def _rank(
    texts: Texts, sections: Counterparts, expected: Expected, pair: tuple[int, int]
) -> tuple[int, int, int]:
    one, other = pair
    stays = sections.holds(texts.old.passages[one], texts.new.passages[other])
    support = 2 * stays + expected.neighbours(one, other)
    return -support, expected.distance(one, other), one
