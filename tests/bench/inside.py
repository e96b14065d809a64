"""CPU of single requests, measured inside this process: no socket, no client in the figures."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from unittest.mock import patch
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message

from consult import database
from consult.tokens import new_token


@dataclass(frozen=True)
class Answer:
    """Status and body of one answer."""

    status: int
    body: bytes


async def ask(app: ASGIApp, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
    """One request straight into the app."""
    body = urlencode(form).encode() if form else b""
    headers = [(b"host", b"127.0.0.1"), (b"sec-fetch-site", b"same-origin")]
    if form:
        headers.append((b"content-type", b"application/x-www-form-urlencoded"))
    scope = {
        **{"type": "http", "method": method, "path": path.partition("?")[0], "headers": headers},
        **{
            "query_string": path.partition("?")[2].encode(),
            "scheme": "http",
            "http_version": "1.1",
        },
        **{"server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "raw_path": path.encode()},
    }
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, send)
    return Answer(messages[0]["status"], b"".join(m.get("body", b"") for m in messages[1:]))


async def just_started(once: Callable[[], Awaitable[Answer]]) -> Answer:
    """A request in a process that remembers nothing of the versions it showed."""
    with patch.object(database, "opening", return_value=object()):
        return await once()


async def cpu_ms(times: int, once: Callable[[], Awaitable[object]]) -> float:
    """Mean CPU milliseconds, all threads of the process counted; the first calls warm up and do not count."""
    for _ in range(3):
        await once()
    start = time.process_time()
    for _ in range(times):
        await once()
    return 1000 * (time.process_time() - start) / times


def a_comment() -> dict[str, str]:
    """A comment's form, with a key that was never used."""
    return {
        "step": "send",
        "key": new_token(),
        "name": "Bench Borger",
        "publish_name": "yes",
        "stance": "for",
        "text": "Vi savner flere mødesteder i kvarteret, og vi vil gerne hjælpe med at skabe dem. "
        * 3,
    }


class Statements(logging.Handler):
    """Counts the statements that reach the database while it is in place."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1

    def __enter__(self) -> Statements:
        logger = logging.getLogger("tortoise.db_client")
        self._level = logger.level
        logger.setLevel(logging.DEBUG)
        logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logger = logging.getLogger("tortoise.db_client")
        logger.setLevel(self._level)
        logger.removeHandler(self)
