"""The words of changes compared, for those that are shown."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.lineage import SplitDifferences, TableRow
from consult.public.queries import Change

# More changes are compared in a thread, so that other requests do not wait.
MAX_IN_EVENT_LOOP = 10


@dataclass(frozen=True)
class WordComparison:
    """A change with the ``differences`` of its words, or with the ``rows`` of a table; with neither where it only points
    from the old position."""

    change: Change
    differences: SplitDifferences | None = None
    rows: tuple[TableRow, ...] = ()

    is_unchanged = False


# By the id() of the change: changes are not hashed by their paragraphs, which takes long.
WordComparisons = Mapping[int, WordComparison]


async def compare_words(changes: Sequence[Change]) -> WordComparisons:
    """The word comparison of each change; about a millisecond each."""
    if len(changes) > MAX_IN_EVENT_LOOP:
        return await asyncio.to_thread(_compare, changes)
    return _compare(changes)


def _compare(changes: Sequence[Change]) -> WordComparisons:
    return {id(change): _comparison(change) for change in changes}


def _comparison(change: Change) -> WordComparison:
    if change.at_old_position:
        return WordComparison(change)
    if change.is_table:
        return WordComparison(change, rows=change.table_differences())
    return WordComparison(change, change.differences())
