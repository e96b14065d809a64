"""Tables without lines: rows whose parts stand below each other, with clear blanks between.

What is built here is a proposal, and says so; contents pages and lists are none.
"""

import re
from dataclasses import dataclass

from consult.importing.draft import Cell, Run
from consult.importing.pdf_layout.shapes import Printed, Stretch
from consult.importing.pdf_layout.text_rows import Row, words_of

# In letters' heights: a narrower blank parts no columns.
_BLANK = 0.9
_FEWEST_ROWS = 3
# A row that follows so closely goes on with the cells of the row above.
_CLOSE = 1.45
# A row further away is no row of the same table.
_FAR = 3.5
_PAGE = re.compile(r"\d{1,4}")
_SIGN = re.compile(r"[•▪◦‣–\-*o]|\(?\w{1,3}[.)]|\d{1,2}(\.\d{1,2})*")
# Cells hold few words; more of them and it is text beside text.
_MOST_WORDS = 25


@dataclass(frozen=True, slots=True)
class Aligned:
    """Rows of the page from `first` up to `last`, and the table they make."""

    first: int
    last: int
    table: Printed


def tables_in(rows: list[Row]) -> list[Aligned]:
    """The tables among a page's rows, from the top down."""
    found: list[Aligned] = []
    at = 0
    while at < len(rows):
        last = _end(rows, at)
        table = _table(rows[at:last]) if last > at else None
        if table is not None:
            found.append(Aligned(at, last, table))
        at = max(last, at + 1)
    return found


def _end(rows: list[Row], first: int) -> int:
    """Behind the last of the rows in a run that all have a blank in the same places."""
    columns = _spans(rows[first])
    last = first + 1
    while len(columns) > 1 and last < len(rows) and _follows(rows[last - 1], rows[last]):
        columns = _merged([*columns, *_spans(rows[last])], rows[last].size)
        last += len(columns) > 1
    while last > first and len(_parts(rows[last - 1])) < 2 and not _continues(rows, first, last):
        last -= 1
    return last


def _follows(above: Row, row: Row) -> bool:
    gap = above.base - row.base
    many = len(_parts(row)) > 1
    return gap <= (_FAR if many else _CLOSE) * row.size


def _continues(rows: list[Row], first: int, last: int) -> bool:
    gap = rows[last - 2].base - rows[last - 1].base if last - 2 >= first else 0
    begins = rows[last - 1].left > rows[first].left + rows[first].size
    return begins and 0 < gap <= _CLOSE * rows[last - 1].size


def _parts(row: Row) -> list[list[Stretch]]:
    """A row's stretches in groups with a clear blank between them, a list's sign with its words."""
    parts: list[list[Stretch]] = []
    for one in row.stretches:
        if parts and one.left - parts[-1][-1].right <= _BLANK * row.size:
            parts[-1].append(one)
        else:
            parts.append([one])
    if len(parts) > 1 and _SIGN.fullmatch(words_of(parts[0])):
        parts[:2] = [[*parts[0], *parts[1]]]
    return parts


def _spans(row: Row) -> list[tuple[float, float]]:
    return [(part[0].left, max(one.right for one in part)) for part in _parts(row)]


def _merged(spans: list[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    """The parts of the page's width that are used, from left to right; close ones are one."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if columns and left - columns[-1][1] < _BLANK * size / 2:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def _table(rows: list[Row]) -> Printed | None:
    columns = _merged([span for row in rows for span in _spans(row)], min(r.size for r in rows))
    whole = [row for row in rows if len(_parts(row)) > 1]
    if len(whole) < _FEWEST_ROWS or len(columns) < 2 or _is_contents(whole):
        return None
    cells: list[list[str]] = []
    above: Row | None = None
    for row in rows:
        texts = _texts(row, columns)
        goes_on = above is not None and above.base - row.base <= _CLOSE * row.size
        if cells and goes_on and not texts[0]:
            cells[-1] = [
                f"{one} {more}".strip() for one, more in zip(cells[-1], texts, strict=True)
            ]
        else:
            cells.append(texts)
        above = row
    if len(cells) < _FEWEST_ROWS or any(len(t.split()) > _MOST_WORDS for r in cells for t in r):
        return None
    made = tuple(tuple(Cell((Run(text),) if text else ()) for text in row) for row in cells)
    text = "\n".join("\t".join(row) for row in cells)
    left, right = columns[0][0], columns[-1][1]
    return Printed(text, rows[0].size, rows[0].base, cells=made, left=left, right=right)


def _texts(row: Row, columns: list[tuple[float, float]]) -> list[str]:
    texts = ["" for _ in columns]
    for part in _parts(row):
        at = next(i for i, (left, right) in enumerate(columns) if left <= part[0].left <= right)
        texts[at] = f"{texts[at]} {' '.join(words_of(part).split())}".strip()
    return texts


def _is_contents(rows: list[Row]) -> bool:
    """Most rows end in a number alone that never falls: the pages of a contents page."""
    ends = [words_of(_parts(row)[-1]) for row in rows if len(_parts(row)) == 2]
    pages = [int(end) for end in ends if _PAGE.fullmatch(end)]
    return len(pages) * 2 > len(rows) and pages == sorted(pages)
