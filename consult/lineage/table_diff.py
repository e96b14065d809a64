"""What changed in a table, row by row and cell by cell. Compares the words in the cells, and nothing else of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from consult.lineage.word_diff import Change, Difference, diff_words
from consult.lineage.wording import same_key

Cells = tuple[str, ...]

# Past this many rows a table is shown as replaced, like a text without measure.
_MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """``change`` is "same" of a row that is in both, though words in its cells may differ."""

    change: Change
    cells: tuple[tuple[Difference, ...], ...]


def table_differences(old: str, new: str) -> tuple[TableRow, ...]:
    """The rows from the old table to the new. Both are texts with tabs between cells, line breaks between rows.

    A row is known again when it has as many cells and begins with the same one, or stands alone in the place of
    another and has half of its cells.
    """
    return tuple(_rows(_table(old), _table(new)))


def _table(text: str) -> list[Cells]:
    return [tuple(line.split("\t")) for line in text.split("\n") if line.strip()]


def _rows(old: Sequence[Cells], new: Sequence[Cells]) -> Iterator[TableRow]:
    if max(len(old), len(new)) > _MOST_ROWS:
        yield from _replaced(old, new)
        return
    keys = [[tuple(map(same_key, row)) for row in rows] for rows in (old, new)]
    for same, before, after in _aligned(keys[0], keys[1]):
        if same:
            yield from (_row("same", row) for row in new[after])
        else:
            yield from _changed(old[before], new[after])


def _changed(old: Sequence[Cells], new: Sequence[Cells]) -> Iterator[TableRow]:
    """A stretch without a row that is the same: rows are told by how they begin."""
    begins = [[(same_key(row[0]), len(row)) for row in rows] for rows in (old, new)]
    for same, before, after in _aligned(begins[0], begins[1]):
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
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", slice(a, b), slice(c, d)


def _row(change: Change, cells: Cells) -> TableRow:
    return TableRow(
        change, tuple((Difference(cell, change),) if cell.strip() else () for cell in cells)
    )
