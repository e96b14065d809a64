"""Ids taken in advance, so that thousands of rows that name each other go in by a few statements."""

from __future__ import annotations

from collections.abc import Iterator

from tortoise.models import Model

from consult import database


async def reserve_ids(model: type[Model], count: int) -> Iterator[int]:
    """``count`` fresh ids of a table, ascending. Call inside the transaction that writes the rows.

    On PostgreSQL they come from the table's sequence; SQLite's write lock, which the transaction holds,
    keeps everybody else away from the numbers after the highest.
    """
    table = model._meta.db_table
    if database.is_postgres():
        taken = await database.rows(_TAKEN, table, count)
        return iter(sorted(row[0] for row in taken))
    last = await database.rows("SELECT seq FROM sqlite_sequence WHERE name = ?", table)
    first = (last[0][0] if last else 0) + 1
    return iter(range(first, first + count))


_TAKEN = "SELECT nextval(pg_get_serial_sequence(?, 'id')) FROM generate_series(1, ?)"
