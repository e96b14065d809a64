"""Changes with their words compared, and the paragraphs between them that are as they were."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from consult.lineage import SplitDifferences, TableRow
from consult.public.queries import (
    Change,
    ComparedParagraph,
    ComparedSection,
    PublicParagraph,
)

# So many more are compared in a thread, so that nobody else waits.
AT_ONCE = 10


@dataclass(frozen=True)
class Marked:
    """A change with its ``words`` compared, or the ``rows`` of a table; where it only says what went where, neither
    is there."""

    change: Change
    words: SplitDifferences | None = None
    rows: tuple[TableRow, ...] = ()


@dataclass(frozen=True)
class Unchanged:
    """Paragraphs in a row that are as they were, with those of the earlier version."""

    paragraphs: tuple[PublicParagraph, ...]
    old: tuple[ComparedParagraph, ...]

    @property
    def is_renumbered(self) -> bool:
        """Whether they had other numbers."""
        pairs = zip(self.paragraphs, self.old, strict=True)
        return any(now.number != before.number for now, before in pairs)


Words = Mapping[int, Marked]


async def compared(changes: Sequence[Change]) -> Words:
    """The changes with their words compared, by id()."""
    if len(changes) > AT_ONCE:
        return await asyncio.to_thread(_compared, changes)
    return _compared(changes)


def in_full(
    section: ComparedSection, words: Words, paragraphs: Mapping[int, PublicParagraph]
) -> Iterator[Marked | Unchanged]:
    """All of a section in reading order; ``paragraphs`` are those of the later version, by identity."""
    for is_same, together in groupby(section.changes, key=lambda change: change.is_same):
        changes = list(together)
        if is_same:
            now = tuple(paragraphs[each.new[0].id] for each in changes)
            yield Unchanged(now, tuple(each.old[0] for each in changes))
        else:
            yield from (words[id(each)] for each in changes)


def _compared(changes: Sequence[Change]) -> Words:
    return {id(change): _marked(change) for change in changes}


def _marked(change: Change) -> Marked:
    if change.left:
        return Marked(change)
    if change.is_table:
        return Marked(change, rows=change.table_differences())
    return Marked(change, change.differences())
