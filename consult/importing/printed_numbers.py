"""The numbers that a word processor prints before headings and list items, counted as it counts them.

Pure: levels and depths in, printed numbers out.
"""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from consult.importing.list_numbers import list_number

# Word's number formats by pandoc's names.
_FORMS = {
    "decimal": "Decimal",
    "decimalZero": "Decimal",
    "ordinal": "Decimal",
    "upperRoman": "UpperRoman",
    "lowerRoman": "LowerRoman",
    "upperLetter": "UpperAlpha",
    "lowerLetter": "LowerAlpha",
    "none": "",
}
_LEVEL_NUMBER = re.compile(r"%([1-9])")
_LETTERS = 26
# After so many letters Word itself begins to print nonsense.
_MOST_LETTERS = 780


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a numbering prints: first number, form ("decimal"), template ("%1.%2"), linked style.

    `restart` is the depth (1 the top) whose numbers begin it anew, 0 for none, None for every higher one;
    `plain` says that the numbers of all levels are printed as digits.
    """

    start: int
    form: str
    template: str
    style: str
    restart: int | None = None
    plain: bool = False


Levels: TypeAlias = dict[int, Level]


@dataclass(frozen=True, slots=True)
class Numbering:
    """A numbering: the id of the counters that it shares with others, its levels by depth, and what it begins at.

    `starts` are by depth, only where it sets them for itself.
    """

    counters: str
    levels: Levels
    starts: dict[int, int]


@dataclass(slots=True)
class Counters:
    """The last numbers of all lists of a file."""

    # Id of the counters → depth → the last number.
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    # (number id, depth) of the numberings whose own start was used.
    _started: set[tuple[str, int]] = field(default_factory=set)

    def next(self, id: str, numbering: Numbering, depth: int) -> str | None:
        """What is printed before the next paragraph of a numbering, `id` its number id; None for a bullet.

        Must be called for every numbered paragraph in order.
        """
        counts = self._counts.setdefault(numbering.counters, {})
        for above in range(depth):
            # A level that is only implied is used up: the next heading of that level has the next number.
            counts.setdefault(above, self._start(id, numbering, above))
        if depth in numbering.starts and (id, depth) not in self._started:
            counts.pop(depth, None)
        start = self._start(id, numbering, depth)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        self._begin_deeper(counts, numbering.levels, depth)
        return printed(numbering.levels, counts, depth)

    def peek(self, id: str, numbering: Numbering, depth: int) -> str | None:
        """What `next` would give, without counting."""
        counts = dict(self._counts.get(numbering.counters, {}))
        ahead = Counters({numbering.counters: counts}, set(self._started))
        return ahead.next(id, numbering, depth)

    def begin_at(self, counters: str, depth: int, number: int) -> None:
        """Let the next paragraph of a depth have this number."""
        self._counts.setdefault(counters, {})[depth] = number - 1

    def _start(self, id: str, numbering: Numbering, depth: int) -> int:
        if depth in numbering.starts:
            self._started.add((id, depth))
            return numbering.starts[depth]
        return numbering.levels[depth].start if depth in numbering.levels else 1

    @staticmethod
    def _begin_deeper(counts: dict[int, int], levels: Levels, depth: int) -> None:
        for deeper in [other for other in counts if other > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del counts[deeper]


def printed(levels: Levels, counts: dict[int, int], depth: int) -> str | None:
    """The number by the level's template; None for a bullet."""
    level = levels.get(depth)
    if level is None or level.form == "bullet":
        return None

    def number(match: re.Match[str]) -> str:
        above = int(match[1]) - 1
        form = levels[above].form if above in levels else "decimal"
        start = levels[above].start if above in levels else 1
        return _number(counts.get(above, start), "decimal" if level.plain else form)

    return _LEVEL_NUMBER.sub(number, level.template).strip()


def _number(number: int, form: str) -> str:
    name = _FORMS.get(form, "Decimal")
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ordinal":
        return f"{number}."
    if name.endswith("Alpha") and _LETTERS < number <= _MOST_LETTERS:
        times, letter = divmod(number - 1, _LETTERS)
        return list_number(letter + 1, name) * (times + 1)
    return list_number(number, name)
