"""Ids taken in advance, so that thousands of rows that name each other go in by a few statements."""

from __future__ import annotations

from collections.abc import Iterator

from tortoise import connections
from tortoise.models import Model


async def reserve_ids(model: type[Model], count: int) -> Iterator[int]:
    """``count`` fresh ids of a table, ascending. Call inside the transaction that writes the rows.

    On PostgreSQL they come from the table's sequence; SQLite's write lock, which the transaction holds,
    keeps everybody else away from the numbers after the highest.
    """
    connection = connections.get("default")
    table = model._meta.db_table
    if connection.capabilities.dialect == "sqlite":
        rows = await connection.execute_query_dict(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", [table]
        )
        first = (rows[0]["seq"] if rows else 0) + 1
        return iter(range(first, first + count))
    rows = await connection.execute_query_dict(
        "SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2)",
        [table, count],
    )
    return iter(sorted(row["id"] for row in rows))
