"""The database really out of reach: PostgreSQL ends all connections and takes none, SQLite's file is locked."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Iterator

import asyncpg

from consult.settings import Settings
from tests.support.databases import in_a_thread


@contextlib.contextmanager
def stopped_database(settings: Settings) -> Iterator[None]:
    """Nobody can write to this database while the block runs; on PostgreSQL nobody can read it either."""
    if settings.is_sqlite:
        with contextlib.closing(
            sqlite3.connect(settings.sqlite_path, check_same_thread=False)
        ) as holder:
            holder.execute("BEGIN EXCLUSIVE")
            yield
        return
    in_a_thread(lambda: _switch(settings.database_url, "false"))
    try:
        yield
    finally:
        in_a_thread(lambda: _switch(settings.database_url, "true"))


@contextlib.asynccontextmanager
async def database_away(settings: Settings) -> AsyncIterator[None]:
    """The same beside a running loop."""
    with contextlib.ExitStack() as away:
        await asyncio.to_thread(away.enter_context, stopped_database(settings))
        yield
        await asyncio.to_thread(away.close)


async def _switch(url: str, allowed: str) -> None:
    server, name = url.rsplit("/", 1)
    connection = await asyncpg.connect(f"{server}/postgres")
    try:
        await connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}")
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
        )
    finally:
        await connection.close()
