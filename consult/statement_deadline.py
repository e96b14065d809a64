"""Deadlines for a PostgreSQL that accepts and never answers: a statement's, and that of getting a connection.

asyncpg's own ``command_timeout`` asks the server to cancel, over a connection that is not answered either, and then
waits for it: releasing the connection hangs. Here a connection whose answer is late is cut off, and whoever waits gets
what a broken connection gives. On SQLite ``busy_timeout`` does this.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import asyncpg

# Of one statement of the site. None takes a tenth of it where all is well.
STATEMENT_SECONDS = 15.0
# Of opening a connection, and of waiting for a free one.
CONNECT_SECONDS = 5
ACQUIRE_SECONDS = 10.0


class ImpatientConnection(asyncpg.Connection):
    """A connection that is cut off where one of its statements takes STATEMENT_SECONDS."""

    async def execute(self, *arguments: Any, **options: Any) -> Any:
        with self._in_time():
            return await super().execute(*arguments, **options)

    async def _execute(self, *arguments: Any, **options: Any) -> Any:
        with self._in_time():
            return await super()._execute(*arguments, **options)

    async def _executemany(self, *arguments: Any, **options: Any) -> Any:
        with self._in_time():
            return await super()._executemany(*arguments, **options)

    @contextlib.contextmanager
    def _in_time(self) -> Iterator[None]:
        late = asyncio.get_running_loop().call_later(STATEMENT_SECONDS, self.terminate)
        try:
            yield
        finally:
            late.cancel()


async def acquire(client: Any, connected: Callable[[], Awaitable[None]]) -> Any:
    """A connection of an AsyncpgDBClient's pool, which ``connected`` makes where there is none yet. Raises TimeoutError where an
    impatient one is not to be had in time; others wait."""
    is_impatient = client.connection_class is ImpatientConnection
    seconds = ACQUIRE_SECONDS if is_impatient else None
    async with asyncio.timeout(seconds):
        await connected()
    return await client._pool.acquire(timeout=seconds)
