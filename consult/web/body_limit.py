"""How much a request may send, route by route; asked before a byte of it is kept.

Answers 413 as any other refusal does, so that it comes as a page in the reader's language.
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEGABYTE = 1024 * 1024
# Every form without files: a comment at its longest, in letters of four bytes and with every sign escaped, takes half.
DEFAULT_LIMIT = MEGABYTE


class BodyLimit:
    """Raises HTTPException 413 in whatever reads more than ``limit`` bytes, at once where the request says its length.
    The server reads and forgets the rest, so that a browser still gets the answer."""

    def __init__(self, app: ASGIApp, *, limit: int = DEFAULT_LIMIT) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, _Limited(receive, self.limit, _declared(scope)), send)


def limited(request: Request) -> Request:
    """The request, reading no more than its route allows, or DEFAULT_LIMIT where no route has been asked."""
    if isinstance(request.receive, _Limited):
        return request
    scope = request.scope
    return Request(scope, _Limited(request.receive, DEFAULT_LIMIT, _declared(scope)))


class _Limited:
    """Counts what is received."""

    def __init__(self, receive: Receive, limit: int, declared: int) -> None:
        self._receive = receive
        self._limit = limit
        self._size = 0
        self._declared = declared

    async def __call__(self) -> Message:
        if self._declared > self._limit:
            raise HTTPException(413)
        message = await self._receive()
        self._size += len(message.get("body", b""))
        if self._size > self._limit:
            raise HTTPException(413)
        return message


def _declared(scope: Scope) -> int:
    """The length that the request says to have; 0 where it says none."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value[:18])
    return 0
