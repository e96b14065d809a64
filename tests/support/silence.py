"""A way to PostgreSQL that can fall silent: it takes connections and bytes, and nothing comes back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import urlsplit

from consult.settings import Settings


class SilentProxy:
    """Passes bytes on, both ways, until it falls silent."""

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._speaks = asyncio.Event()
        self._speaks.set()
        self._tasks: list[asyncio.Task[None]] = []
        self._writers: list[asyncio.StreamWriter] = []

    def fall_silent(self) -> None:
        self._speaks.clear()

    def speak(self) -> None:
        self._speaks.set()

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, ours = await asyncio.open_connection(*self._address)
        self._writers += [writer, ours]
        for source, target in ((reader, ours), (theirs, writer)):
            self._tasks.append(asyncio.create_task(self._pass_on(source, target)))

    async def _pass_on(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while content := await source.read(65536):
                await self._speaks.wait()
                target.write(content)
                await target.drain()
        target.close()

    async def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self._writers:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()
        # A connection that was given up while it was opened hears of the end before its loop does.
        await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def silent_proxy(settings: Settings) -> AsyncIterator[tuple[SilentProxy, Settings]]:
    """A proxy before the database of the settings, and the settings that go through it."""
    url = urlsplit(settings.database_url)
    proxy = SilentProxy(url.hostname or "", url.port or 5432)
    server = await asyncio.start_server(proxy.take, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    through = settings.database_url.replace(f":{url.port}", f":{port}")
    try:
        yield proxy, replace(settings, database_url=through)
    finally:
        server.close()
        await proxy.end()
