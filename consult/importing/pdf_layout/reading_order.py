"""A page's lines, tables and pictures in the order they are read.

Holds the order of the steps: ruled tables first, then columns, then tables without lines.
"""

from collections.abc import Iterator
from typing import NamedTuple

from consult.importing.pdf_layout.aligned_tables import tables_in
from consult.importing.pdf_layout.columns import Band, bands_of
from consult.importing.pdf_layout.ruled_tables import grids_of, table_of
from consult.importing.pdf_layout.shapes import Printed, Raster, Sheet, Stretch
from consult.importing.pdf_layout.text_rows import rows_of

# A page of more stretches is a drawing, in which no tables are looked for.
MOST_STRETCHES = 4_000


class Read(NamedTuple):
    """A page: its lines, tables and pictures; what is printed across it; where its columns begin."""

    lines: list[Printed]
    slanted: list[Stretch]
    edges: tuple[float, ...] = ()


def read_sheets(sheets: list[Sheet]) -> list[Read]:
    """What is read on the pages of a file; where one has columns, the next may have a few rows of them."""
    read: list[Read] = []
    known: tuple[float, ...] = ()
    for sheet in sheets:
        read.append(read_sheet(sheet, known))
        known = read[-1].edges or known
    return read


def read_sheet(sheet: Sheet, known: tuple[float, ...] = ()) -> Read:
    """What is read on a page, and in which order; `known` is where earlier pages have columns."""
    level = [one for one in sheet.stretches if one.turn == 0]
    slanted = [one for one in sheet.stretches if one.turn != 0]
    if len(level) > MOST_STRETCHES:
        return Read([row.printed() for row in rows_of(level)], slanted)
    held = {grid: [one for one in level if grid.holds(one)] for grid in grids_of(sheet.rules)}
    tables = [table_of(grid, inside) for grid, inside in held.items() if inside]
    ruled = {id(one) for inside in held.values() for one in inside}
    bands = bands_of([one for one in level if id(one) not in ruled], known)
    apart = [*tables, *(_picture(one) for one in sheet.rasters)]
    edges = tuple({band.edge for band in bands if len(band.columns) > 1})
    return Read(_in_order(bands, apart), slanted, edges)


def _in_order(bands: list[Band], apart: list[Printed]) -> list[Printed]:
    """The bands' lines; each table and picture below the last line of its column that is above it."""
    columns = [(column, list(_lines(column))) for band in bands for column in band.columns]
    for one in sorted(apart, key=lambda one: -one.place):
        _column_of(one, columns).append(one)
    return [line for _, lines in columns for line in _from_the_top(lines)]


def _column_of(one: Printed, columns: list[tuple[list[Stretch], list[Printed]]]) -> list[Printed]:
    """The lines among which a table or picture stands: of the column over it, or the one nearest."""
    if not columns:
        columns.append(([], []))

    def away(column: tuple[list[Stretch], list[Printed]]) -> tuple[bool, float]:
        tops = [each.base + each.size for each in column[0]]
        lefts, rights = ([each.left for each in column[0]], [each.right for each in column[0]])
        if not tops:
            return False, 0.0
        beside = one.left > max(rights) or one.right < min(lefts)
        foot = min(each.base for each in column[0])
        return beside, max(one.place - max(tops), foot - one.place, 0.0)

    return min(columns, key=away)[1]


def _from_the_top(lines: list[Printed]) -> list[Printed]:
    return sorted(lines, key=lambda line: -line.place)


def _lines(column: list[Stretch]) -> Iterator[Printed]:
    rows = rows_of(column)
    at = 0
    for table in tables_in(rows):
        yield from (row.printed() for row in rows[at : table.first])
        yield table.table
        at = table.last
    yield from (row.printed() for row in rows[at:])


def _picture(raster: Raster) -> Printed:
    name = raster.name or "?"
    return Printed("", 0, raster.top, picture=name, left=raster.left, right=raster.right)
