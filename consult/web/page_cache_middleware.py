"""The outermost layer: an anonymous GET gets the exact rendered bytes, everything else goes on to the app.

A page is kept with the cache versions it was built from (see ``consult.cache_version``) and the moment from which
time alone may change it. Both are asked before every answer, so a publication or a take-down is seen by the
next request on every worker: there is no bus, no timer and no stale page. Nothing is kept unless the handler
says by ``x-consult-cache-version`` what it depends on; a request with a cookie is never answered from here.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Self

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from consult.web.assets import PREFIX
from consult.web.cache_version_reader import CacheVersionReader, Snapshot
from consult.web.headers import PRIVATE
from consult.web.page_cache import CachedPage, Headers, PageCache, Stamp

CACHE_VERSION = b"x-consult-cache-version"
VALID_UNTIL = b"x-consult-valid-until"
FOREVER = float("inf")
MAX_BYTES = 64 * 1024 * 1024
# People's files go to whoever asks as they come from the disk: a few would push every page out. A whole draft of
# thousands of paragraphs is a page, and costs more to make than to keep.
MAX_FILE_BYTES = 2 * 1024 * 1024
MAX_PAGE_BYTES = 8 * 1024 * 1024
# Compressing more than this takes long enough to let others be answered meanwhile.
LARGE = 256 * 1024
LOCKS = 64

# A browser may keep the page but must ask each time whether it is still the one: 304 costs us nothing.
REVALIDATE = (b"cache-control", b"public, no-cache")
# What the safe headers say of an answer that did not decide for itself.
UNDECIDED = (b"cache-control", PRIVATE.encode())
VARY = (b"vary", b"Accept-Encoding, Cookie, HX-Request-Type")


class PageCacheMiddleware:
    """Wraps the whole app, safe headers included."""

    def __init__(
        self, app: ASGIApp, cache_versions: CacheVersionReader, *, max_bytes: int = MAX_BYTES
    ) -> None:
        self.app = app
        self.cache_versions = cache_versions
        self.pages = PageCache(max_bytes)
        self._locks = [asyncio.Lock() for _ in range(LOCKS)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _anonymous_get(scope)
        if asked is None:
            await self.app(
                scope, receive, _without_internal_headers(send) if scope["type"] == "http" else send
            )
            return
        key, encoding, if_none_match = asked
        page = await self._current_page(key) or await self._build(key, scope, receive, send)
        if page is not None:
            await _answer(page, scope, encoding, if_none_match, send)

    async def _current_page(self, key: object) -> CachedPage | None:
        """The kept page, if it is still true at this moment."""
        page = self.pages.get(key)
        if page is None or time.time() >= page.valid_until:
            return None
        keys = page.keys
        values = self.cache_versions.at_once(keys)
        stamp = (
            tuple(zip(keys, values, strict=True))
            if values
            else _stamp(await self._snapshot(), keys)
        )
        return page if stamp == page.stamp else None

    async def _snapshot(self) -> Snapshot | None:
        try:
            return await self.cache_versions.snapshot()
        except Exception:  # the database is out of reach: the app will say so, we must not guess
            return None

    async def _build(
        self, key: object, scope: Scope, receive: Receive, send: Send
    ) -> CachedPage | None:
        """Have the app answer; keep the answer if it may be kept, else pass it on. One at a time per page."""
        async with _Turn(self._locks[hash(key) % LOCKS]) as turn:
            return await self._current_page(key) or await self._fresh(
                key, scope, receive, send, turn
            )

    async def _fresh(
        self, key: object, scope: Scope, receive: Receive, send: Send, turn: _Turn
    ) -> CachedPage | None:
        before = await self._snapshot()
        # A file answers HEAD without its bytes: kept, it would be an empty file for everybody.
        may_keep = before is not None and scope["method"] == "GET"
        catch = _Catch(send, turn, may_keep=may_keep)
        await self.app(scope, receive, catch)
        if catch.start is None:
            return None
        page = _cached_page(catch, before or {})
        self.pages.put(key, page)
        return page


class _Turn:
    """One's turn to build a page, given up early by an answer that is passed on: a file may take a slow
    reader minutes, and nobody else shall wait for it."""

    def __init__(self, lock: asyncio.Lock) -> None:
        self._lock = lock
        self._is_mine = False

    async def __aenter__(self) -> Self:
        await self._lock.acquire()
        self._is_mine = True
        return self

    async def __aexit__(self, *exception: object) -> None:
        self.give_up()

    def give_up(self) -> None:
        if self._is_mine:
            self._is_mine = False
            self._lock.release()


class _Catch:
    """Holds back an answer that may be kept; lets any other through as it comes."""

    def __init__(self, send: Send, turn: _Turn, *, may_keep: bool) -> None:
        self._send = _without_internal_headers(send)
        self._turn = turn
        self._may_keep = may_keep
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._may_keep and _is_cacheable(message):
            self.start = message
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
        else:
            self._turn.give_up()
            await self._send(message)


def _anonymous_get(scope: Scope) -> tuple[object, str, bytes] | None:
    """(what is asked for, the encoding to answer in, If-None-Match) of a request without a cookie.

    Assets are the same for everybody, so there the cookie does not matter.
    """
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return None
    accepted = if_none_match = b""
    is_part: bool | None = None
    is_asset = scope["path"].startswith(PREFIX)
    for name, value in scope["headers"]:
        if name in (b"cookie", b"authorization") and not is_asset:
            return None
        if name == b"accept-encoding":
            accepted = value
        elif name == b"if-none-match":
            if_none_match = value
        elif name == b"hx-request-type" and is_part is None:
            # Of two the app reads the first: a page kept under the second would be the wrong one.
            is_part = value == b"partial"
    encoding = "br" if b"br" in accepted else "gzip" if b"gzip" in accepted else ""
    return (scope["path"], scope["query_string"], bool(is_part)), encoding, if_none_match


def _is_cacheable(start: Message) -> bool:
    headers = dict(start["headers"])
    declared = int(headers.get(b"content-length", 0))
    is_page = headers.get(b"content-type", b"").startswith(b"text/html")
    most = MAX_PAGE_BYTES if is_page else MAX_FILE_BYTES
    return start["status"] == 200 and CACHE_VERSION in headers and declared <= most


def _cached_page(catch: _Catch, before: Snapshot) -> CachedPage:
    assert catch.start is not None
    headers: Headers = catch.start["headers"]
    marks = {
        name: value.decode() for name, value in headers if name in (CACHE_VERSION, VALID_UNTIL)
    }
    until = marks.get(VALID_UNTIL)
    dropped = {CACHE_VERSION, VALID_UNTIL, b"content-length", b"etag", b"vary"}
    kept = [pair for pair in headers if pair[0] not in dropped and pair != UNDECIDED]
    if not any(name == b"cache-control" for name, _ in kept):
        kept.append(REVALIDATE)
    return CachedPage(
        body=catch.body,
        headers=[*kept, VARY],
        stamp=_stamp(before, marks[CACHE_VERSION].split(",")) or (),
        valid_until=datetime.fromisoformat(until).timestamp() if until else FOREVER,
    )


def _stamp(snapshot: Snapshot | None, keys: Sequence[str]) -> Stamp | None:
    return None if snapshot is None else tuple((key, snapshot.get(key, 0)) for key in keys)


async def _answer(
    page: CachedPage, scope: Scope, encoding: str, if_none_match: bytes, send: Send
) -> None:
    if page.is_encoded(encoding) or len(page.body) < LARGE:
        headers, body = page.encoded(encoding)
    else:
        headers, body = await asyncio.to_thread(page.encoded, encoding)
    status = 200
    if page.etag in if_none_match:
        status, body = 304, b""
        headers = [
            pair for pair in headers if pair[0] not in (b"content-length", b"content-encoding")
        ]
    elif scope["method"] == "HEAD":
        body = b""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _without_internal_headers(send: Send) -> Send:
    """Our own headers end here, kept or not."""

    async def strip(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [h for h in message["headers"] if h[0] not in (CACHE_VERSION, VALID_UNTIL)]
            message = {**message, "headers": headers}
        await send(message)

    return strip
