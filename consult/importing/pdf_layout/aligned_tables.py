"""Tables without lines: rows whose parts stand below each other, with clear gaps between.

What is built here is a proposal, which an editor must confirm; contents pages and lists are no tables.
"""

import re
from dataclasses import dataclass

from consult.importing.draft import Cell, Run
from consult.importing.pdf_layout.shapes import PageLine, TextRun
from consult.importing.pdf_layout.text_rows import Row, text_of_runs

# In font sizes: the narrowest gap between two columns.
_GAP = 0.9
_FEWEST_ROWS = 3
# In font sizes, from baseline to baseline: a closer row continues the cells of the row above, and one
# further away is no row of the same table.
_CLOSE = 1.45
_FAR = 3.5
_PAGE = re.compile(r"\d{1,4}")
_MARKER = re.compile(r"[•▪◦‣–\-*o]|\(?\w{1,3}[.)]|\d{1,2}(\.\d{1,2})*")
# In a cell: with more, it is text beside text.
_MOST_WORDS = 25


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """The table that rows `first` up to, not including, `last` make; both are indices."""

    first: int
    last: int
    table: PageLine


def tables_in(rows: list[Row]) -> list[AlignedTable]:
    """The tables among a page's rows, from the top down."""
    tables: list[AlignedTable] = []
    at = 0
    while at < len(rows):
        last = _end(rows, at)
        table = _table(rows[at:last]) if last > at else None
        if table is not None:
            tables.append(AlignedTable(at, last, table))
        at = max(last, at + 1)
    return tables


def _end(rows: list[Row], first: int) -> int:
    """The index behind the last row that has its gaps where the rows since `first` have theirs."""
    columns = _spans(rows[first])
    last = first + 1
    while len(columns) > 1 and last < len(rows) and _follows(rows[last - 1], rows[last]):
        columns = _merged([*columns, *_spans(rows[last])], rows[last].size)
        last += len(columns) > 1
    while last > first and len(_parts(rows[last - 1])) < 2 and not _continues(rows, first, last):
        last -= 1
    return last


def _follows(above: Row, row: Row) -> bool:
    gap = above.baseline - row.baseline
    has_parts = len(_parts(row)) > 1
    return gap <= (_FAR if has_parts else _CLOSE) * row.size


def _continues(rows: list[Row], first: int, last: int) -> bool:
    """Whether the last row of one part continues a cell of the row above it, indented as it is."""
    gap = rows[last - 2].baseline - rows[last - 1].baseline if last - 2 >= first else 0
    is_indented = rows[last - 1].left > rows[first].left + rows[first].size
    return is_indented and 0 < gap <= _CLOSE * rows[last - 1].size


def _parts(row: Row) -> list[list[TextRun]]:
    """A row's runs in groups with a clear gap between them; a list marker is with its words."""
    parts: list[list[TextRun]] = []
    for run in row.runs:
        if parts and run.left - parts[-1][-1].right <= _GAP * row.size:
            parts[-1].append(run)
        else:
            parts.append([run])
    if len(parts) > 1 and _MARKER.fullmatch(text_of_runs(parts[0])):
        parts[:2] = [[*parts[0], *parts[1]]]
    return parts


def _spans(row: Row) -> list[tuple[float, float]]:
    """The left and right end of each part, in points."""
    return [(part[0].left, max(run.right for run in part)) for part in _parts(row)]


def _merged(spans: list[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    """The union of some spans from left to right; those with a narrow gap between them are one."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if columns and left - columns[-1][1] < _GAP * size / 2:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def _table(rows: list[Row]) -> PageLine | None:
    """The table that some rows make; None for too few, for contents pages and for running text."""
    columns = _merged([span for row in rows for span in _spans(row)], min(r.size for r in rows))
    full = [row for row in rows if len(_parts(row)) > 1]
    if len(full) < _FEWEST_ROWS or len(columns) < 2 or _is_contents(full):
        return None
    cells = _cell_texts(rows, columns)
    if len(cells) < _FEWEST_ROWS or any(len(t.split()) > _MOST_WORDS for r in cells for t in r):
        return None
    table = tuple(tuple(Cell((Run(text),) if text else ()) for text in row) for row in cells)
    text = "\n".join("\t".join(row) for row in cells)
    left, right = columns[0][0], columns[-1][1]
    return PageLine(text, rows[0].size, rows[0].baseline, cells=table, left=left, right=right)


def _cell_texts(rows: list[Row], columns: list[tuple[float, float]]) -> list[list[str]]:
    """The texts of each table row; a close row without a first cell continues the one above."""
    cells: list[list[str]] = []
    above: Row | None = None
    for row in rows:
        texts = _texts(row, columns)
        is_close = above is not None and above.baseline - row.baseline <= _CLOSE * row.size
        if cells and is_close and not texts[0]:
            cells[-1] = [
                f"{one} {more}".strip() for one, more in zip(cells[-1], texts, strict=True)
            ]
        else:
            cells.append(texts)
        above = row
    return cells


def _texts(row: Row, columns: list[tuple[float, float]]) -> list[str]:
    texts = ["" for _ in columns]
    for part in _parts(row):
        at = next(i for i, (left, right) in enumerate(columns) if left <= part[0].left <= right)
        texts[at] = f"{texts[at]} {' '.join(text_of_runs(part).split())}".strip()
    return texts


def _is_contents(rows: list[Row]) -> bool:
    """Whether most rows end in a number alone that never falls: the pages of a contents page."""
    ends = [text_of_runs(_parts(row)[-1]) for row in rows if len(_parts(row)) == 2]
    pages = [int(end) for end in ends if _PAGE.fullmatch(end)]
    return len(pages) * 2 > len(rows) and pages == sorted(pages)
