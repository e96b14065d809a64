"""How much a request may send, route by route; asked before a byte of it is kept.

Answers 413 as any other refusal does, so that it comes as a page in the reader's language.
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from consult.attack_traces import Trace, note

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
        # Only a form of several parts has files.
        limit = self.limit if _has_parts(scope) else min(self.limit, DEFAULT_LIMIT)
        await self.app(scope, _Limited(receive, limit, _declared(scope)), send)


def limited(request: Request) -> Request:
    """The request, reading from now on no more than DEFAULT_LIMIT: for a page that says why nothing was done."""
    if isinstance(request.receive, _Limited):
        request.receive.limit = min(request.receive.limit, DEFAULT_LIMIT)
        return request  # what it has read it does not wait for again
    scope = request.scope
    return Request(scope, _Limited(request.receive, DEFAULT_LIMIT, _declared(scope)))


class _Limited:
    """Counts what is received."""

    def __init__(self, receive: Receive, limit: int, declared: int) -> None:
        self._receive = receive
        self.limit = limit
        self._size = 0
        self._declared = declared
        self._is_noted = False

    async def __call__(self) -> Message:
        if self._declared > self.limit:
            raise self._too_large()
        message = await self._receive()
        self._size += len(message.get("body", b""))
        if self._size > self.limit:
            raise self._too_large()
        return message

    def _too_large(self) -> HTTPException:
        if not self._is_noted:  # the error page reads on
            note(Trace.LIMIT, "body")
        self._is_noted = True
        return HTTPException(413)


def _has_parts(scope: Scope) -> bool:
    kinds = [value for name, value in scope["headers"] if name == b"content-type"]
    return any(kind.lower().startswith((b"multipart/", b"application/json")) for kind in kinds)


def _declared(scope: Scope) -> int:
    """The length that the request says to have; 0 where it says none."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value[:18])
    return 0
