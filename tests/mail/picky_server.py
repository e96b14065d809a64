"""A mail server that refuses some letters, in the ways that servers do. Speaks just enough SMTP, and no SMTPUTF8."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass
class PickyServer:
    """Refuses every ``every``-th letter, beginning with the second, with ``answer`` at ``verb``; the verb "HANGUP"
    closes the connection in place of answering the text. ``taken`` are the recipients of the letters it took."""

    verb: str
    answer: str
    every: int
    url: str = ""
    letters: int = 0
    connections: int = 0
    taken: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        writer.write(b"220 picky\r\n")
        recipient = ""
        while line := (await reader.readline()).decode():
            verb = line[:4].upper().strip()
            self.letters += verb == "MAIL"
            if verb == "RCPT":
                recipient = line.partition("<")[2].partition(">")[0]
            if verb == "DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
            refused = self._refuses(verb)
            if refused and self.verb == "HANGUP":
                break
            if verb == "DATA" and not refused:
                self.taken.append(recipient)
            writer.write(f"{self.answer}\r\n".encode() if refused else b"250 fine\r\n")
            if refused and self.answer.startswith("421"):
                break
        await writer.drain()
        writer.close()

    def _refuses(self, verb: str) -> bool:
        at = "DATA" if self.verb == "HANGUP" else self.verb
        return verb == at and self.letters % self.every == 2 % self.every


@contextlib.asynccontextmanager
async def picky_server(
    verb: str = "", answer: str = "", *, every: int = 3
) -> AsyncIterator[PickyServer]:
    """Listens on a loopback port while the block runs."""
    picky = PickyServer(verb, answer, every)
    server = await asyncio.start_server(picky.serve, "127.0.0.1", 0)
    async with server:
        picky.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield picky
