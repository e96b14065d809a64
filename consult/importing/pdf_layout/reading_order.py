"""A page's lines, tables and pictures in the order they are read.

Holds the order of the steps: ruled tables first, then columns, then tables without lines.
"""

from collections.abc import Iterator
from typing import NamedTuple

from consult.importing.pdf_layout.aligned_tables import tables_in
from consult.importing.pdf_layout.columns import Band, bands_of
from consult.importing.pdf_layout.ruled_tables import grids_of, table_of
from consult.importing.pdf_layout.shapes import Page, PageLine, PagePicture, TextRun
from consult.importing.pdf_layout.text_rows import rows_of

# A page of more runs is a drawing, in which no tables are looked for.
MOST_RUNS = 4_000


class PageLayout(NamedTuple):
    """A page in reading order.

    `lines` are its lines, tables and pictures; `rotated` are runs that do not stand level;
    `column_edges` are the left sides of its second and later columns, in points.
    """

    lines: list[PageLine]
    rotated: list[TextRun]
    column_edges: tuple[float, ...] = ()


def page_layouts(pages: list[Page]) -> list[PageLayout]:
    """The layout of a file's pages. A page after one with columns may have just a few rows of them.

    Costs about 4 ms of the processor a page of text.
    """
    layouts: list[PageLayout] = []
    known_edges: tuple[float, ...] = ()
    for page in pages:
        layouts.append(page_layout(page, known_edges))
        known_edges = layouts[-1].column_edges or known_edges
    return layouts


def page_layout(page: Page, known_edges: tuple[float, ...] = ()) -> PageLayout:
    """The layout of a page; `known_edges` are the column edges of earlier pages."""
    level = [run for run in page.runs if run.angle == 0]
    rotated = [run for run in page.runs if run.angle != 0]
    if len(level) > MOST_RUNS:
        return PageLayout([row.as_line() for row in rows_of(level)], rotated)
    cells = {grid: [run for run in level if grid.contains(run)] for grid in grids_of(page.rules)}
    tables = [table_of(grid, inside) for grid, inside in cells.items() if inside]
    in_tables = {id(run) for inside in cells.values() for run in inside}
    bands = bands_of([run for run in level if id(run) not in in_tables], known_edges)
    blocks = [*tables, *(_picture_line(picture) for picture in page.pictures)]
    column_edges = tuple({band.edge for band in bands if len(band.columns) > 1})
    return PageLayout(_in_order(bands, blocks), rotated, column_edges)


def _in_order(bands: list[Band], blocks: list[PageLine]) -> list[PageLine]:
    """The bands' lines; each table and picture below the last line of its column that is above it."""
    columns = [(column, list(_lines(column))) for band in bands for column in band.columns]
    for block in sorted(blocks, key=lambda block: -block.y):
        _column_of(block, columns).append(block)
    return [line for _, lines in columns for line in sorted(lines, key=lambda line: -line.y)]


def _column_of(
    block: PageLine, columns: list[tuple[list[TextRun], list[PageLine]]]
) -> list[PageLine]:
    """The lines among which a table or picture stands: of the column over it, or the one nearest."""
    if not columns:
        columns.append(([], []))

    def distance(column: tuple[list[TextRun], list[PageLine]]) -> tuple[bool, float]:
        runs = column[0]
        if not runs:
            return False, 0.0
        left, right = min(run.left for run in runs), max(run.right for run in runs)
        bottom, top = (
            min(run.baseline for run in runs),
            max(run.baseline + run.size for run in runs),
        )
        is_beside = block.left > right or block.right < left
        return is_beside, max(block.y - top, bottom - block.y, 0.0)

    return min(columns, key=distance)[1]


def _lines(column: list[TextRun]) -> Iterator[PageLine]:
    rows = rows_of(column)
    at = 0
    for table in tables_in(rows):
        yield from (row.as_line() for row in rows[at : table.first])
        yield table.table
        at = table.last
    yield from (row.as_line() for row in rows[at:])


def _picture_line(picture: PagePicture) -> PageLine:
    name = picture.name or "?"
    return PageLine("", 0, picture.top, picture=name, left=picture.left, right=picture.right)
