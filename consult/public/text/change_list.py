"""The list of what changed between two versions, a page at a time: changes with their words compared, and between them
only how many paragraphs are unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from consult.lineage import ChangeKind
from consult.public.queries import (
    Change,
    ComparedParagraph,
    ComparedSection,
    Comparison,
    PublicSection,
)
from consult.public.text.word_comparison import WordComparison, WordComparisons, compare_words

# In changes: at most some 100 ms of comparing words.
PER_PAGE = 100
HEADINGS = "headings"


@dataclass(frozen=True)
class UnchangedCount:
    """So many adjacent paragraphs that are the same, and the first of them."""

    first: ComparedParagraph
    count: int

    is_unchanged = True


@dataclass(frozen=True)
class ListedSection:
    """What the list has of a ``section``; with None what is between two sections. ``area`` is the section's area where the
    section before was in another one, else None."""

    section: ComparedSection | None
    area: PublicSection | None
    items: tuple[WordComparison | UnchangedCount, ...]


@dataclass(frozen=True)
class ChangePage:
    """One page of the list; ``number`` is 1 to ``page_count``."""

    sections: tuple[ListedSection, ...]
    number: int
    page_count: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.page_count else None

    @property
    def changes(self) -> list[Change]:
        """Those on the page, in order."""
        items = (item for each in self.sections for item in each.items)
        return [item.change for item in items if isinstance(item, WordComparison)]


@dataclass(frozen=True)
class _Row:
    """One line of the list. ``item`` None: the section's heading, which changed."""

    section: ComparedSection | None
    item: Change | UnchangedCount | None

    @property
    def is_change(self) -> bool:
        return not isinstance(self.item, UnchangedCount)


async def change_page(comparison: Comparison, *, kind: str = "", page: int = 1) -> ChangePage:
    """Page ``page`` of the list, from 1; after the last one the last. ``kind`` is a ChangeKind or HEADINGS: only changes of
    that kind; "" for all."""
    rows = list(_rows_of_kind(comparison, kind) if kind else _all_rows(comparison))
    page_count = max(1, -(-sum(row.is_change for row in rows) // PER_PAGE))
    page = min(page, page_count)
    visible = list(_on_page(rows, page))
    words = await compare_words([row.item for row in visible if isinstance(row.item, Change)])
    return ChangePage(tuple(_sections(visible, words)), page, page_count)


def _all_rows(comparison: Comparison) -> Iterator[_Row]:
    """Every change and every heading that changed, and between them how much did not."""
    same: list[ComparedParagraph] = []
    for section in comparison.sections:
        has_changes = any(not change.is_same for change in section.changes)
        if has_changes or section.heading_changed:
            yield from _unchanged(None, same)
        if section.heading_changed:
            yield _Row(section, None)
        for change in section.changes:
            if change.is_same:
                same += change.new
            else:
                yield from _unchanged(section, same)
                yield _Row(section, change)
    yield from _unchanged(None, same)


def _unchanged(section: ComparedSection | None, same: list[ComparedParagraph]) -> Iterator[_Row]:
    """A row for the paragraphs collected in ``same``, which is emptied."""
    if same:
        yield _Row(section, UnchangedCount(same[0], len(same)))
        same.clear()


def _rows_of_kind(comparison: Comparison, kind: str) -> Iterator[_Row]:
    for section in comparison.sections:
        if kind == HEADINGS and section.heading_changed:
            yield _Row(section, None)
        changes = [
            each for each in section.changes if each.kind == kind and not each.at_old_position
        ]
        same = [each for each in changes if each.is_same]
        if kind == ChangeKind.SAME and same:
            yield _Row(section, UnchangedCount(same[0].new[0], len(same)))
        elif kind != ChangeKind.SAME:
            yield from (_Row(section, change) for change in changes)


def _on_page(rows: Sequence[_Row], page: int) -> Iterator[_Row]:
    """A row of unchanged paragraphs is on the page of the change before it."""
    count = 0
    for row in rows:
        count += row.is_change
        if (max(count, 1) - 1) // PER_PAGE + 1 == page:
            yield row


def _sections(rows: Sequence[_Row], words: WordComparisons) -> Iterator[ListedSection]:
    area = 0
    for _, group in groupby(rows, key=lambda row: id(row.section)):
        in_section = list(group)
        section = in_section[0].section
        previous, area = area, section.area.id if section else area
        items = [row.item for row in in_section if row.item is not None]
        yield ListedSection(
            section,
            section.area if section and area != previous else None,
            tuple(words[id(each)] if isinstance(each, Change) else each for each in items),
        )
