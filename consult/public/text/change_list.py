"""What changed, cut down to what a reader wants to see: the changed places with their words marked, a page at a
time, and what did not change folded to its number of paragraphs."""

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
from consult.public.text.comparison import Marked, Words, compared

# Changes on one page: some 100 ms of comparing words at the worst.
ON_A_PAGE = 100
HEADINGS = "headings"


@dataclass(frozen=True)
class Stretch:
    """Paragraphs one after the other that are as they were."""

    first: ComparedParagraph
    count: int


@dataclass(frozen=True)
class Folded:
    """What is shown of a section, or, without one, between two. ``area`` is its area where that has changed
    since the section before."""

    section: ComparedSection | None
    area: PublicSection | None
    items: tuple[Marked | Stretch, ...]


@dataclass(frozen=True)
class FoldedPage:
    """One page of it; ``pages`` is how many there are, at least 1."""

    sections: tuple[Folded, ...]
    number: int
    pages: int

    @property
    def changes(self) -> list[Change]:
        """Those shown, in order."""
        items = (item for each in self.sections for item in each.items)
        return [item.change for item in items if isinstance(item, Marked)]


@dataclass(frozen=True)
class _Row:
    """``item`` None: the section's heading, which changed."""

    section: ComparedSection | None
    item: Change | Stretch | None


async def folded(of: Comparison, *, kind: str = "", page: int = 1) -> FoldedPage:
    """Page ``page`` (from 1; past the last one, the last) of what changed. ``kind`` is a ChangeKind or HEADINGS:
    that alone.
    """
    rows = list(_of_kind(of, kind) if kind else _all(of))
    pages = max(1, -(-sum(_weighs(row) for row in rows) // ON_A_PAGE))
    page = min(page, pages)
    here = list(_page(rows, page))
    marked = await compared([row.item for row in here if isinstance(row.item, Change)])
    return FoldedPage(tuple(_sections(here, marked)), page, pages)


def _all(of: Comparison) -> Iterator[_Row]:
    """Every change, every heading that changed, and between them what did not."""
    same: list[ComparedParagraph] = []
    for section in of.sections:
        told = [change for change in section.changes if not change.is_same]
        if told or section.heading_changed:
            yield from _stretch(None, same)
        if section.heading_changed:
            yield _Row(section, None)
        for change in section.changes:
            if change.is_same:
                same += change.new
            else:
                yield from _stretch(section, same)
                yield _Row(section, change)
    yield from _stretch(None, same)


def _stretch(section: ComparedSection | None, same: list[ComparedParagraph]) -> Iterator[_Row]:
    """What was gathered, which is then told."""
    if same:
        yield _Row(section, Stretch(same[0], len(same)))
        same.clear()


def _of_kind(of: Comparison, kind: str) -> Iterator[_Row]:
    for section in of.sections:
        if kind == HEADINGS and section.heading_changed:
            yield _Row(section, None)
        told = [each for each in section.changes if each.kind == kind and not each.left]
        if kind == ChangeKind.SAME and told:
            yield _Row(section, Stretch(told[0].new[0], len(told)))
        elif kind != ChangeKind.SAME:
            yield from (_Row(section, change) for change in told)


def _weighs(row: _Row) -> int:
    return isinstance(row.item, Change) or row.item is None


def _page(rows: Sequence[_Row], page: int) -> Iterator[_Row]:
    met = 0
    for row in rows:
        met += _weighs(row)
        if (max(met, 1) - 1) // ON_A_PAGE + 1 == page:
            yield row


def _sections(rows: Sequence[_Row], marked: Words) -> Iterator[Folded]:
    area = 0
    for _, group in groupby(rows, key=lambda row: id(row.section)):
        together = list(group)
        section = together[0].section
        items = [row.item for row in together if row.item is not None]
        here = section.area.id if section else area
        yield Folded(
            section,
            section.area if section and here != area else None,
            tuple(marked[id(each)] if isinstance(each, Change) else each for each in items),
        )
        area = here
