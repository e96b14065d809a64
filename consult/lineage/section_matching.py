"""Which new section stands for which old one. Told by their passages first, then by their titles.

Chapters repeat each other's titles, so a title counts only together with those above it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from consult.lineage.passage import Passage
from consult.lineage.texts import Text

Pair = tuple[str, str]

_SAME_TITLES = 2.0  # as much as two passages that stayed
_SAME_LAST_TITLE = 0.5


class Counterparts:
    """The relation between old and new sections; `holds` is cheap."""

    def __init__(self, old: Text, new: Text, links: Mapping[int, int]):
        votes = Counter(
            (old.passages[one].section, new.passages[other].section) for one, other in links.items()
        )
        found = _one_to_one(_points(_folded(old.sections), _folded(new.sections), votes))
        self._pairs = set(found.items()) | _parted(votes, found, set(found.values()))
        self._of: dict[str, list[str]] = defaultdict(list)
        for one, other in sorted(self._pairs):
            self._of[one].append(other)

    def of(self, section: str) -> Sequence[str]:
        """The new sections (paths) a passage of an old one has not left by standing in."""
        return self._of.get(section, ())

    def holds(self, old: Passage, new: Passage) -> bool:
        """Whether a passage that goes from the one to the other has stayed in its section."""
        return (old.section, new.section) in self._pairs


def same_sections(
    old: Mapping[str, tuple[str, ...]],
    new: Mapping[str, tuple[str, ...]],
    stayed: Iterable[tuple[str, str]],
) -> dict[str, str]:
    """Old path → new path of the sections that are one, those without passages too.

    `old` and `new` give every section's titles, outermost first; `stayed` the paths of each
    linked passage's sections. A passage speaks for its section and for all those above it.
    """
    votes: Counter[Pair] = Counter()
    for one, other in stayed:
        votes.update(zip(_upwards(one), _upwards(other), strict=False))
    return _one_to_one(_points(_folded(old), _folded(new), votes))


def _upwards(path: str) -> Iterable[str]:
    while path:
        yield path
        path = _chapter(path)


def _one_to_one(points: Mapping[Pair, float]) -> dict[str, str]:
    """The pairs with most points first, each section once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one, other in sorted(points, key=lambda pair: (-points[pair], pair)):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _points(
    old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]], votes: Counter[Pair]
) -> dict[Pair, float]:
    points: dict[Pair, float] = {pair: float(count) for pair, count in votes.items()}
    for pair in _paired_by(old, new, whole=True):
        points[pair] = points.get(pair, 0.0) + _SAME_TITLES
    chapters = _chapters(points)
    for pair in _paired_by(old, new, whole=False):
        if pair in points or (_chapter(pair[0]), _chapter(pair[1])) in chapters:
            points[pair] = points.get(pair, 0.0) + _SAME_LAST_TITLE
    return points


def _chapters(points: Mapping[Pair, float]) -> set[Pair]:
    """Parents whose children belong together, strongest first, each once."""
    sums: dict[Pair, float] = defaultdict(float)
    for (one, other), count in points.items():
        sums[_chapter(one), _chapter(other)] += count
    return set(_one_to_one(sums).items())


def _chapter(path: str) -> str:
    return path.rpartition("/")[0]


def _paired_by(
    old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]], *, whole: bool
) -> Iterable[Pair]:
    """Sections with the same titles; several of one name only by their order and only if whole."""
    theirs: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path, titles in new.items():
        theirs[titles if whole else titles[-1:]].append(path)
    met: Counter[tuple[str, ...]] = Counter()
    for path, titles in old.items():
        name = titles if whole else titles[-1:]
        if whole:
            if met[name] < len(theirs[name]):
                yield path, theirs[name][met[name]]
            met[name] += 1
        else:
            # Bounded: a title in hundreds of sections says nothing about which is which.
            yield from ((path, other) for other in theirs[name][:50])


def _parted(votes: Counter[Pair], found: Mapping[str, str], taken: set[str]) -> set[Pair]:
    """A section under a new heading, or one whose heading went: most of it came from one place."""
    into: dict[str, Counter[str]] = defaultdict(Counter)
    out_of: dict[str, Counter[str]] = defaultdict(Counter)
    for (one, other), count in votes.items():
        out_of[one][other] += count
        into[other][one] += count
    pairs = {(_most(into[other]), other) for other in into if other not in taken}
    return pairs | {(one, _most(out_of[one])) for one in out_of if one not in found}


def _most(counts: Counter[str]) -> str:
    return max(counts, key=lambda path: (counts[path], path))


def _folded(titles: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        path: tuple(" ".join(title.casefold().split()) for title in above)
        for path, above in titles.items()
    }
