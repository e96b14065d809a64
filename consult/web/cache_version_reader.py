"""Reading the cache versions, cheaply enough to ask before every public page.

On SQLite a read-only connection of our own answers in microseconds and sees the commits of every process.
On PostgreSQL one question at a time is under way, and serves every request that arrived before it was sent.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from typing import Any, Protocol

import asyncpg

from consult.settings import Settings

Snapshot = dict[str, int]

# After a question in vain nobody asks for so long: a page is then made anew, and its own queries say how it is.
QUIET_SECONDS = 2.0


class CacheVersionReader(Protocol):
    """What the published layer asks."""

    def at_once(self, keys: Sequence[str]) -> tuple[int, ...] | None:
        """The values of the keys (0 for one never bumped) without waiting; None when that cannot be done."""

    async def snapshot(self) -> Snapshot:
        """All cache versions as they are committed now."""

    async def close(self) -> None:
        """Let go of the connection."""


def cache_version_reader(settings: Settings) -> CacheVersionReader:
    """The reader that fits the database."""
    return (
        SqliteCacheVersionReader(settings)
        if settings.is_sqlite
        else PostgresCacheVersionReader(settings)
    )


class SqliteCacheVersionReader:
    """Synchronous, because waiting would cost more than asking."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.sqlite_path
        self._connection: sqlite3.Connection | None = None

    def at_once(self, keys: Sequence[str]) -> tuple[int, ...] | None:
        try:
            execute = self._open().execute
            return tuple(
                _value(execute("SELECT value FROM cache_version WHERE key = ?", (k,))) for k in keys
            )
        except sqlite3.Error:
            return None

    async def snapshot(self) -> Snapshot:
        return dict(self._open().execute("SELECT key, value FROM cache_version").fetchall())

    async def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(
                f"{self._path.as_uri()}?mode=ro",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
            )
        return self._connection


def _value(cursor: sqlite3.Cursor) -> int:
    row = cursor.fetchone()
    return row[0] if row else 0


class PostgresCacheVersionReader:
    """Asynchronous, one question at a time."""

    def __init__(self, settings: Settings) -> None:
        # Tortoise's pool sizes stand after the "?"; the server would not know them.
        address, _, options = settings.database_url.split("://", 1)[1].partition("?")
        self._dsn = f"postgresql://{address}"
        # As the pool has it: the certificate is checked. Without it TLS is used where the server offers it.
        self._options: dict[str, Any] = {"ssl": True} if "ssl=1" in options.split("&") else {}
        if "statement_cache_size=0" in options:
            # A pool before the server may give each question another connection, which knows no statement of ours.
            self._options["statement_cache_size"] = 0
        self._connection: asyncpg.Connection | None = None
        self._failure: Exception | None = None
        self._failed_at = 0.0
        self._waiting: list[asyncio.Future[Snapshot]] = []
        self._asker: asyncio.Task[None] | None = None

    def at_once(self, keys: Sequence[str]) -> tuple[int, ...] | None:
        return None

    async def snapshot(self) -> Snapshot:
        """All cache versions as they are committed now. Raises what the last question raised where that was a moment
        ago."""
        if self._failure and time.monotonic() - self._failed_at < QUIET_SECONDS:
            raise self._failure
        answer: asyncio.Future[Snapshot] = asyncio.get_running_loop().create_future()
        self._waiting.append(answer)
        if self._asker is None or self._asker.done():
            self._asker = asyncio.create_task(self._ask())
        return await answer

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def _ask(self) -> None:
        """Answer those who wait with one question, and again while more have come meanwhile."""
        while self._waiting:
            asking, self._waiting = self._waiting, []
            try:
                answer = await self._question()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                self._let_go()
                self._failure, self._failed_at = error, time.monotonic()
                _fail(asking, error)
            else:
                self._failure = None
                _resolve(asking, answer)

    def _let_go(self) -> None:
        """Cut it off: to close it in order would be to wait for a server that does not answer."""
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None

    async def _question(self) -> Snapshot:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(self._dsn, timeout=5, **self._options)
        rows = await self._connection.fetch("SELECT key, value FROM cache_version", timeout=5)
        return {row["key"]: row["value"] for row in rows}


def _resolve(asking: list[asyncio.Future[Snapshot]], answer: Snapshot) -> None:
    for future in asking:
        if not future.done():
            future.set_result(answer)


def _fail(asking: list[asyncio.Future[Snapshot]], error: Exception) -> None:
    for future in asking:
        if not future.done():
            future.set_exception(error)
