"""Tables with ruled lines: what stands between the lines is a cell.

Cells without a line between them are one. Must not guess tables that have no lines.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from consult.importing.draft import Cell, Run
from consult.importing.pdf_layout.shapes import PageLine, Rule, TextRun
from consult.importing.pdf_layout.text_rows import rows_of, text_of_runs

# In points: lines so close are one, and a line may end so far from another that it meets.
_CLOSE = 3.5
_FEWEST = 2
# A drawing on squared paper is no table.
_MOST_CELLS = 2_000

# The two ends of a line, in points.
Extent: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's lines in points: `xs` of the vertical ones from the left, `ys` of the others from the top.

    `vertical` and `horizontal` have the extents of the lines at each x and y.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    vertical: dict[float, list[Extent]] = field(compare=False)
    horizontal: dict[float, list[Extent]] = field(compare=False)

    def contains(self, run: TextRun) -> bool:
        """Whether some words stand in the table."""
        x, y = run.middle
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]


def grids_of(rules: list[Rule]) -> list[Grid]:
    """The tables that lines make, from the top down. Costs the square of the lines on a page."""
    grids = [grid for group in _touching(rules) if (grid := _grid(group)) is not None]
    return sorted(grids, key=lambda grid: -grid.ys[0])


def table_of(grid: Grid, runs: list[TextRun]) -> PageLine:
    """A ruled table with the runs inside it as the text of its cells."""
    cells = tuple(row for row in _cells(grid, runs) if row)
    size = max((run.size for run in runs), default=0)
    text = "\n".join("\t".join(_text(cell) for cell in row) for row in cells)
    return PageLine(text, size, grid.ys[0], cells=cells, left=grid.xs[0], right=grid.xs[-1])


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """The lines in groups of those that meet, directly or by others."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: -rule.top):
        near = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([rule, *(other for group in near for other in group)])
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _CLOSE
        and other.left <= one.right + _CLOSE
        and one.bottom <= other.top + _CLOSE
        and other.bottom <= one.top + _CLOSE
    )


def _grid(rules: list[Rule]) -> Grid | None:
    """The grid of lines that meet; None for too few or too many."""
    vertical = _extents([(one.left, one.bottom, one.top) for one in rules if not one.is_horizontal])
    horizontal = _extents([(one.bottom, one.left, one.right) for one in rules if one.is_horizontal])
    xs, ys = tuple(vertical), tuple(horizontal)[::-1]
    cells = (len(xs) - 1) * (len(ys) - 1)
    if len(xs) <= _FEWEST or len(ys) <= _FEWEST or cells > _MOST_CELLS:
        return None
    return Grid(xs, ys, vertical, horizontal)


def _extents(lines: list[tuple[float, float, float]]) -> dict[float, list[Extent]]:
    """Lines (position, begin, end) by their position, in order; close ones have the first one's."""
    extents: dict[float, list[Extent]] = {}
    position = float("-inf")
    for at, begin, end in sorted(lines):
        if at - position > _CLOSE:
            position = at
        extents.setdefault(position, []).append((begin, end))
    return extents


def _cells(grid: Grid, runs: list[TextRun]) -> list[tuple[Cell, ...]]:
    """The rows of cells; one that spans several rows or columns stands in its first."""
    covered: set[tuple[int, int]] = set()
    rows: list[tuple[Cell, ...]] = []
    for top in range(len(grid.ys) - 1):
        row: list[Cell] = []
        for left in range(len(grid.xs) - 1):
            if (top, left) not in covered:
                row.append(_cell(grid, top, left, covered, runs))
        rows.append(tuple(row))
    return rows


def _cell(
    grid: Grid, top: int, left: int, covered: set[tuple[int, int]], runs: list[TextRun]
) -> Cell:
    """The cell that begins at a row and a column; what it spans is added to `covered`."""
    right = left + 1
    while right < len(grid.xs) - 1 and not _has_vertical(grid, right, top):
        right += 1
    bottom = top + 1
    while bottom < len(grid.ys) - 1 and not _has_horizontal(grid, bottom, left):
        bottom += 1
    covered.update((row, column) for row in range(top, bottom) for column in range(left, right))
    box = grid.xs[left], grid.ys[bottom], grid.xs[right], grid.ys[top]
    inside = [run for run in runs if _is_inside(run, box)]
    words = " ".join(text_of_runs(row.runs) for row in rows_of(inside))
    cell_runs = (Run(" ".join(words.split())),) if words else ()
    return Cell(cell_runs, columns=right - left, rows=bottom - top)


def _has_vertical(grid: Grid, column: int, row: int) -> bool:
    """Whether a line separates a cell from the one on its left."""
    y = (grid.ys[row] + grid.ys[row + 1]) / 2
    return any(bottom <= y <= top for bottom, top in grid.vertical[grid.xs[column]])


def _has_horizontal(grid: Grid, row: int, column: int) -> bool:
    """Whether a line separates a cell from the one above it."""
    x = (grid.xs[column] + grid.xs[column + 1]) / 2
    return any(left <= x <= right for left, right in grid.horizontal[grid.ys[row]])


def _is_inside(run: TextRun, box: tuple[float, float, float, float]) -> bool:
    x, y = run.middle
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _text(cell: Cell) -> str:
    return "".join(run.text for run in cell.runs)
