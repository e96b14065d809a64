"""Which new section corresponds to which old one: by their linked passages first, then by their titles.

Chapters repeat each other's titles, so a title counts only together with those above it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from consult.lineage.passage import Titles
from consult.lineage.texts import VersionText

# (old, new) paths of two sections.
PathPair = tuple[str, str]

_SAME_TITLES = 2.0  # as much as two passages that stayed
_SAME_LAST_TITLE = 0.5
_MAX_NAMESAKES = 50  # a title in hundreds of sections says nothing about which is which


class Counterparts:
    """Which old and new sections correspond, not always one to one; cheap to ask."""

    def __init__(self, old: VersionText, new: VersionText, links: Mapping[int, int]):
        """`links` are old position → new position of passages. Linear in them and in the sections."""
        votes = Counter(
            (old.passages[one].section, new.passages[other].section) for one, other in links.items()
        )
        matched = _one_to_one(_scores(_folded(old.sections), _folded(new.sections), votes))
        self._pairs = set(matched.items()) | _unmatched(votes, matched)
        self._new: dict[str, list[str]] = defaultdict(list)
        for one, other in sorted(self._pairs):
            self._new[one].append(other)

    def of(self, section: str) -> Sequence[str]:
        """The new sections (paths) that correspond to an old one."""
        return self._new.get(section, ())

    def correspond(self, old: str, new: str) -> bool:
        """Whether a passage that goes from the old section to the new one has stayed in its section."""
        return (old, new) in self._pairs


def same_sections(old: Titles, new: Titles, stayed: Iterable[PathPair]) -> dict[str, str]:
    """Old path → new path of the sections that are one and the same, those without passages too.

    `old` and `new` give every section's titles, outermost first; `stayed` the paths of each
    linked passage's sections. A passage counts for its section and for all those above it.
    """
    votes: Counter[PathPair] = Counter()
    for one, other in stayed:
        votes.update(zip(_upwards(one), _upwards(other), strict=False))
    return _one_to_one(_scores(_folded(old), _folded(new), votes))


def _upwards(path: str) -> Iterable[str]:
    while path:
        yield path
        path = _parent(path)


def _one_to_one(scores: Mapping[PathPair, float]) -> dict[str, str]:
    """The pairs with the highest scores first, each section once."""
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for one, other in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if one not in matched and other not in taken:
            matched[one] = other
            taken.add(other)
    return matched


def _scores(old: Titles, new: Titles, votes: Counter[PathPair]) -> dict[PathPair, float]:
    """One per linked passage, and some for equal titles; a last title alone counts only below matching parents."""
    scores: dict[PathPair, float] = {pair: float(count) for pair, count in votes.items()}
    for pair in _same_titles(old, new):
        scores[pair] = scores.get(pair, 0.0) + _SAME_TITLES
    parents = _matching_parents(scores)
    for pair in _same_last_title(old, new):
        if pair in scores or (_parent(pair[0]), _parent(pair[1])) in parents:
            scores[pair] = scores.get(pair, 0.0) + _SAME_LAST_TITLE
    return scores


def _matching_parents(scores: Mapping[PathPair, float]) -> set[PathPair]:
    """Parents whose children belong together, highest sum first, each once."""
    sums: dict[PathPair, float] = defaultdict(float)
    for (one, other), score in scores.items():
        sums[_parent(one), _parent(other)] += score
    return set(_one_to_one(sums).items())


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _same_titles(old: Titles, new: Titles) -> Iterable[PathPair]:
    """Sections with the same titles from the top; several with the same ones are paired in their order."""
    by_titles: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path, titles in new.items():
        by_titles[titles].append(path)
    met: Counter[tuple[str, ...]] = Counter()
    for path, titles in old.items():
        if met[titles] < len(by_titles[titles]):
            yield path, by_titles[titles][met[titles]]
        met[titles] += 1


def _same_last_title(old: Titles, new: Titles) -> Iterable[PathPair]:
    """Every pair of sections with the same title of their own, up to _MAX_NAMESAKES for each."""
    by_title: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path, titles in new.items():
        by_title[titles[-1:]].append(path)
    for path, titles in old.items():
        yield from ((path, other) for other in by_title[titles[-1:]][:_MAX_NAMESAKES])


def _unmatched(votes: Counter[PathPair], matched: Mapping[str, str]) -> set[PathPair]:
    """A section under a new heading, or one whose heading went, with the section most of its passages share."""
    into: dict[str, Counter[str]] = defaultdict(Counter)
    out_of: dict[str, Counter[str]] = defaultdict(Counter)
    for (one, other), count in votes.items():
        out_of[one][other] += count
        into[other][one] += count
    taken = set(matched.values())
    pairs = {(_most(into[other]), other) for other in into if other not in taken}
    return pairs | {(one, _most(out_of[one])) for one in out_of if one not in matched}


def _most(counts: Counter[str]) -> str:
    return max(counts, key=lambda path: (counts[path], path))


def _folded(titles: Titles) -> dict[str, tuple[str, ...]]:
    """The titles without case, single-spaced."""
    return {
        path: tuple(" ".join(title.casefold().split()) for title in above)
        for path, above in titles.items()
    }
