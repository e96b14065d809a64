"""Tables that are ruled: what stands between the lines is a cell.

Cells without a line between them are one. Must not guess tables that have no lines.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from consult.importing.draft import Cell, Run
from consult.importing.pdf_layout.shapes import Printed, Rule, Stretch
from consult.importing.pdf_layout.text_rows import rows_of, words_of

# In points: lines so close are one, and a line may fall so short of another.
_CLOSE = 3.5
_FEWEST = 2


# A drawing on squared paper is no table.
_MOST_CELLS = 2_000

# From where to where a line is drawn.
Reach: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of a table's lines, from the left and from the top, and how far each is drawn."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    upright: dict[float, list[Reach]] = field(compare=False)
    level: dict[float, list[Reach]] = field(compare=False)

    def holds(self, one: Stretch) -> bool:
        """Whether some words stand in the table."""
        x, y = one.middle
        return self.across[0] <= x <= self.across[-1] and self.down[-1] <= y <= self.down[0]


def grids_of(rules: list[Rule]) -> list[Grid]:
    """The tables that lines make, from the top down."""
    grids = [grid for group in _touching(rules) if (grid := _grid(group)) is not None]
    return sorted(grids, key=lambda grid: -grid.down[0])


def table_of(grid: Grid, stretches: list[Stretch]) -> Printed:
    """The words of a ruled table, cell by cell."""
    cells = tuple(row for row in _cells(grid, stretches) if row)
    size = max((one.size for one in stretches), default=0)
    text = "\n".join("\t".join(_text(cell) for cell in row) for row in cells)
    return Printed(
        text, size, grid.down[0], cells=cells, left=grid.across[0], right=grid.across[-1]
    )


def _touching(rules: list[Rule]) -> list[list[Rule]]:
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
        and one.foot <= other.top + _CLOSE
        and other.foot <= one.top + _CLOSE
    )


def _grid(rules: list[Rule]) -> Grid | None:
    upright = _drawn([(rule.left, rule.foot, rule.top) for rule in rules if not rule.is_level])
    level = _drawn([(rule.foot, rule.left, rule.right) for rule in rules if rule.is_level])
    across, down = tuple(upright), tuple(level)[::-1]
    cells = (len(across) - 1) * (len(down) - 1)
    if len(across) <= _FEWEST or len(down) <= _FEWEST or cells > _MOST_CELLS:
        return None
    return Grid(across, down, upright, level)


def _drawn(lines: list[tuple[float, float, float]]) -> dict[float, list[Reach]]:
    """Each place of some lines, in order, with how far those that lie there are drawn."""
    drawn: dict[float, list[Reach]] = {}
    place = float("-inf")
    for at, begin, end in sorted(lines):
        if at - place > _CLOSE:
            place = at
        drawn.setdefault(place, []).append((begin, end))
    return drawn


def _cells(grid: Grid, stretches: list[Stretch]) -> list[tuple[Cell, ...]]:
    """The rows; a cell stands where it begins, with how far it reaches."""
    taken: set[tuple[int, int]] = set()
    rows: list[tuple[Cell, ...]] = []
    for top in range(len(grid.down) - 1):
        row: list[Cell] = []
        for left in range(len(grid.across) - 1):
            if (top, left) not in taken:
                row.append(_cell(grid, top, left, taken, stretches))
        rows.append(tuple(row))
    return rows


def _cell(
    grid: Grid, top: int, left: int, taken: set[tuple[int, int]], stretches: list[Stretch]
) -> Cell:
    right = left + 1
    while right < len(grid.across) - 1 and not _upright(grid, right, top):
        right += 1
    foot = top + 1
    while foot < len(grid.down) - 1 and not _level(grid, foot, left):
        foot += 1
    taken.update((row, column) for row in range(top, foot) for column in range(left, right))
    box = grid.across[left], grid.down[foot], grid.across[right], grid.down[top]
    inside = [one for one in stretches if _within(one, box)]
    words = " ".join(words_of(row.stretches) for row in rows_of(inside))
    runs = (Run(" ".join(words.split())),) if words else ()
    return Cell(runs, columns=right - left, rows=foot - top)


def _upright(grid: Grid, at: int, row: int) -> bool:
    """Whether a line parts the cells left and right of a place in a row."""
    y = (grid.down[row] + grid.down[row + 1]) / 2
    return any(foot <= y <= top for foot, top in grid.upright[grid.across[at]])


def _level(grid: Grid, at: int, column: int) -> bool:
    """Whether a line parts the cells above and below a place in a column."""
    x = (grid.across[column] + grid.across[column + 1]) / 2
    return any(left <= x <= right for left, right in grid.level[grid.down[at]])


def _within(one: Stretch, box: tuple[float, float, float, float]) -> bool:
    x, y = one.middle
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _text(cell: Cell) -> str:
    return "".join(run.text for run in cell.runs)
