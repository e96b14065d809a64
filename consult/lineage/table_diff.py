"""Table diff: what changed row by row and cell by cell. Compares the text of the cells alone, not spans or headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from consult.lineage.word_diff import Change, Difference, diff_words
from consult.lineage.wording import same_key

Cells = tuple[str, ...]

# A table with more rows is shown as replaced: a bound on the cost.
_MAX_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with the differences of each cell; ``change`` is "same" for a row of both tables, even if words differ."""

    change: Change
    cells: tuple[tuple[Difference, ...], ...]


def table_differences(old: str, new: str) -> tuple[TableRow, ...]:
    """The rows from the old table to the new. Both are texts with tabs between cells, line breaks between rows.

    A changed row is recognised by its first cell and the number of cells; or, where one row replaces one other, by
    having half of its cells. Tables of more than 2,000 rows come as all deleted and all inserted.
    """
    return tuple(_rows(_table(old), _table(new)))


def _table(text: str) -> list[Cells]:
    return [tuple(line.split("\t")) for line in text.split("\n") if line.strip()]


def _rows(old: Sequence[Cells], new: Sequence[Cells]) -> Iterator[TableRow]:
    if max(len(old), len(new)) > _MAX_ROWS:
        yield from _replaced(old, new)
        return
    keys = [[tuple(map(same_key, row)) for row in rows] for rows in (old, new)]
    for same, before, after in _aligned(keys[0], keys[1]):
        if same:
            yield from (_row("same", row) for row in new[after])
        else:
            yield from _changed(old[before], new[after])


def _changed(old: Sequence[Cells], new: Sequence[Cells]) -> Iterator[TableRow]:
    """Rows between two unchanged ones: those with the same first cell and length belong together."""
    first_cells = [[(same_key(row[0]), len(row)) for row in rows] for rows in (old, new)]
    for same, before, after in _aligned(first_cells[0], first_cells[1]):
        if same:
            yield from map(_reworded, old[before], new[after])
        elif _is_reworded(old[before], new[after]):
            yield _reworded(old[before][0], new[after][0])
        else:
            yield from _replaced(old[before], new[after])


def _is_reworded(old: Sequence[Cells], new: Sequence[Cells]) -> bool:
    if len(old) != 1 or len(new) != 1 or len(old[0]) != len(new[0]):
        return False
    same = [same_key(one) == same_key(other) for one, other in zip(old[0], new[0], strict=True)]
    return 2 * sum(same) >= len(same)


def _reworded(old: Cells, new: Cells) -> TableRow:
    return TableRow("same", tuple(map(diff_words, old, new)))


def _replaced(old: Sequence[Cells], new: Sequence[Cells]) -> Iterator[TableRow]:
    yield from (_row("deleted", row) for row in old)
    yield from (_row("inserted", row) for row in new)


def _aligned(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[bool, slice, slice]]:
    """(whether equal, slice of the old, slice of the new) for every stretch in order."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", slice(a, b), slice(c, d)


def _row(change: Change, cells: Cells) -> TableRow:
    return TableRow(
        change, tuple((Difference(cell, change),) if cell.strip() else () for cell in cells)
    )
