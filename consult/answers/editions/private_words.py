"""Runs of words that nobody may read, found in a text that everybody is to read. Pure, linear in what is looked at.

It finds and never decides: five words in a row may be an everyday phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from consult.responses.omission import MARK

# So many words in a row are no accident.
RUN = 5
# A single word that was left out is looked for unless it is as short as this.
SHORTEST = 4

_WORD = re.compile(r"\w+")
_Run = tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """One remark: every wording of it that its author sent, and what of it everybody can read ("" for nothing)."""

    remark: int
    private: tuple[str, ...]
    public: tuple[str, ...]


@dataclass(frozen=True)
class PrivateRun:
    """Words of a text that are no public words of any remark it is about. ``remarks`` (ids) have them in private."""

    words: str
    remarks: tuple[int, ...]


def private_runs(text: str, sources: Sequence[Source]) -> list[PrivateRun]:
    """The runs in ``text``, in order: five words or more of a private text, or all of what was left out of a public one."""
    words = list(_WORD.finditer(text))
    folded = [each[0].casefold() for each in words]
    wanted = {run for size in range(1, RUN + 1) for run in _shingles(folded, size)}
    holders = _holders(wanted, sources)
    covered = [_covering(folded, place, holders) for place in range(len(folded))]
    return _merged(text, words, covered)


def _holders(wanted: set[_Run], sources: Sequence[Source]) -> dict[_Run, set[int]]:
    """The remarks that have a run in private, by run; without what some remark says in public."""
    holders: dict[_Run, set[int]] = {}
    for source in sources:
        for run in _private(source):
            if run in wanted:
                holders.setdefault(run, set()).add(source.remark)
    sizes = {len(run) for run in holders}
    for source in sources if holders else ():
        for each in source.public:
            folded = _folded(each)
            for size in sizes:
                for run in _shingles(folded, size):
                    holders.pop(run, None)
    return holders


def _private(source: Source) -> Iterator[_Run]:
    for each in source.private:
        if each in source.public:
            continue
        yield from _shingles(_folded(each), RUN)
        for public in source.public:
            yield from _left_out(each, public)


def _left_out(private: str, public: str) -> Iterator[_Run]:
    """What stands in the author's text where the public one has a mark: whole, where it is shorter than a run."""
    shown = public.split(MARK)
    end = private.find(shown[0])
    if len(shown) == 1 or end != 0:
        return
    end = len(shown[0])
    for each in shown[1:]:
        start = private.find(each, end) if each else len(private)
        if start < 0:
            return
        run = tuple(_folded(private[end:start]))
        if 0 < len(run) < RUN and len("".join(run)) >= SHORTEST:
            yield run
        end = start + len(each)


def _covering(
    folded: Sequence[str], place: int, holders: dict[_Run, set[int]]
) -> tuple[int, set[int]]:
    """(how many words from ``place`` on are a private run, whose): the longest; (0, nobody's) for none."""
    for size in range(RUN, 0, -1):
        run = tuple(folded[place : place + size])
        if len(run) == size and run in holders:
            return size, holders[run]
    return 0, set()


def _merged(
    text: str, words: Sequence[re.Match[str]], covered: Sequence[tuple[int, set[int]]]
) -> list[PrivateRun]:
    """Runs that overlap or follow each other as one."""
    runs: list[tuple[int, int, set[int]]] = []
    for place, (size, remarks) in enumerate(covered):
        if not size:
            continue
        if runs and place <= runs[-1][1]:
            start, end, known = runs[-1]
            runs[-1] = start, max(end, place + size), known | remarks
        else:
            runs.append((place, place + size, remarks))
    return [
        PrivateRun(text[words[start].start() : words[end - 1].end()], tuple(sorted(remarks)))
        for start, end, remarks in runs
    ]


def _folded(text: str) -> list[str]:
    return [each.casefold() for each in _WORD.findall(text)]


def _shingles(folded: Sequence[str], size: int) -> Iterable[_Run]:
    return (tuple(folded[at : at + size]) for at in range(len(folded) - size + 1))
