"""Words that recur: runs of words of a change that stand in what was sent or answered. Pure, linear in what is read.

A plain measure that a person can check: so many words in a row, the same in both. It proposes and never decides.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

# So many words in a row, at least two of them this long: "at der er en" recurs everywhere.
RUN = 4
LONG_WORDS = 2
LONG = 5

_WORD = re.compile(r"\w+")
_Run = tuple[str, ...]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class ChangedText(Generic[Key]):
    """A change: what stood ``before`` and what stands ``after``, either may be ""."""

    key: Key
    before: str
    after: str


class RecurrenceIndex(Generic[Key]):
    """The runs that some changes brought into the text. Texts are then read one by one."""

    def __init__(self, changes: Iterable[ChangedText[Key]]) -> None:
        self._holders: dict[_Run, set[Key]] = {}
        for change in changes:
            old = set(_runs(_folded(change.before)))
            for run in _runs(_folded(change.after)):
                if run not in old:
                    self._holders.setdefault(run, set()).add(change.key)

    def recurring(self, text: str) -> Mapping[Key, str]:
        """The longest run of the text, in its own spelling, that recurs in each change; without those that have none."""
        words = list(_WORD.finditer(text))
        folded = [each[0].casefold() for each in words]
        longest: dict[Key, str] = {}
        for key, first, end in self._segments(folded):
            found = text[words[first].start() : words[end - 1].end()]
            if len(found) > len(longest.get(key, "")) and _is_telling(folded[first:end]):
                longest[key] = found
        return longest

    def _segments(self, words: Sequence[str]) -> Iterator[tuple[Key, int, int]]:
        """Every stretch of runs that one change has, as (change, its first word, the word after it)."""
        begun: dict[Key, int] = {}
        for place, run in enumerate([*_runs(words), ()]):
            holders = self._holders.get(run, ())
            for key in [each for each in begun if each not in holders]:
                yield key, begun.pop(key), place + RUN - 1
            for key in holders:
                begun.setdefault(key, place)


def _folded(text: str) -> list[str]:
    return [each[0].casefold() for each in _WORD.finditer(text)]


def _runs(words: Sequence[str]) -> list[_Run]:
    return [tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)]


def _is_telling(words: Sequence[str]) -> bool:
    return sum(len(each) >= LONG for each in words) >= LONG_WORDS
