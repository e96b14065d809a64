"""The outermost layer keeps pages, and never shows one that is no longer true."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx2
import pytest
from starlette.types import Message, Receive, Scope, Send

from consult import clock, database
from consult.cache_version import SITE, bump
from consult.settings import Settings
from consult.web.cache_version_reader import cache_version_reader
from consult.web.page_cache_middleware import MAX_FILE_BYTES, PageCacheMiddleware


class Pages:
    """An app that counts how often it was asked and marks what it answers as told."""

    def __init__(self) -> None:
        self.asked = 0
        self.status = 200
        self.marks: list[tuple[bytes, bytes]] = [(b"x-consult-cache-version", b"site,havn")]
        self.text = "published"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        headers = [(b"content-type", b"text/plain"), *self.marks]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.text.encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b"." * 1000})


@pytest.fixture
def pages() -> Pages:
    return Pages()


@pytest.fixture
async def layer(db: Settings, pages: Pages) -> AsyncIterator[PageCacheMiddleware]:
    cache_versions = cache_version_reader(db)
    yield PageCacheMiddleware(pages, cache_versions)
    await cache_versions.close()


@pytest.fixture
async def reader(layer: PageCacheMiddleware) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(layer)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as visitor:
        yield visitor


async def commit_bump(*keys: str) -> None:
    async with database.transaction():
        await bump(*keys)


async def test_a_page_is_built_once_and_then_kept(reader: httpx2.AsyncClient, pages: Pages) -> None:
    first = await reader.get("/page")
    second = await reader.get("/page")
    assert first.text == second.text == "published" + "." * 1000
    assert pages.asked == 1


async def test_a_change_is_seen_by_the_very_next_request(
    reader: httpx2.AsyncClient, pages: Pages
) -> None:
    await reader.get("/page")
    pages.text = "changed"
    await commit_bump("havn")
    assert (await reader.get("/page")).text.startswith("changed")
    await commit_bump("another-consultation")
    await reader.get("/page")
    assert pages.asked == 2


async def test_a_change_while_the_page_is_built_is_not_missed(db: Settings, pages: Pages) -> None:
    async def meanwhile(scope: Scope, receive: Receive, send: Send) -> None:
        await pages(scope, receive, send)
        if pages.asked == 1:
            await commit_bump(SITE)

    cache_versions = cache_version_reader(db)
    transport = httpx2.ASGITransport(PageCacheMiddleware(meanwhile, cache_versions))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as reader:
        await reader.get("/page")
        await reader.get("/page")
    await cache_versions.close()
    assert pages.asked == 2


async def test_a_page_is_not_kept_past_the_moment_it_says(
    reader: httpx2.AsyncClient, pages: Pages
) -> None:
    past = clock.now() - timedelta(seconds=1)
    pages.marks.append((b"x-consult-valid-until", past.isoformat().encode()))
    await reader.get("/page")
    await reader.get("/page")
    assert pages.asked == 2


@pytest.mark.parametrize(
    "headers",
    [{"cookie": "session=x"}, {"authorization": "Bearer x"}],
    ids=["cookie", "authorization"],
)
async def test_somebody_known_is_never_answered_from_what_is_kept(
    reader: httpx2.AsyncClient, pages: Pages, headers: dict[str, str]
) -> None:
    await reader.get("/page")
    answer = await reader.get("/page", headers=headers)
    assert pages.asked == 2
    assert "x-consult-cache-version" not in answer.headers


async def test_what_is_made_for_somebody_known_is_never_kept(
    reader: httpx2.AsyncClient, pages: Pages
) -> None:
    pages.text = "yours alone"
    await reader.get("/page", headers={"cookie": "session=x"})
    pages.text = "for all"
    assert (await reader.get("/page")).text.startswith("for all")


async def test_errors_and_unmarked_answers_are_not_kept(
    reader: httpx2.AsyncClient, pages: Pages
) -> None:
    pages.status = 404
    await reader.get("/page")
    pages.status, pages.marks = 200, []
    await reader.get("/page")
    await reader.get("/page")
    assert pages.asked == 3


async def test_a_large_file_is_passed_on_and_pushes_out_no_page(
    layer: PageCacheMiddleware, reader: httpx2.AsyncClient, pages: Pages
) -> None:
    pages.text = "x" * MAX_FILE_BYTES
    pages.marks.append((b"content-length", str(MAX_FILE_BYTES + 1000).encode()))
    assert len((await reader.get("/file")).content) == MAX_FILE_BYTES + 1000
    await reader.get("/file")
    assert pages.asked == 2


async def test_a_page_and_its_fragment_are_two_things(
    reader: httpx2.AsyncClient, pages: Pages
) -> None:
    await reader.get("/page")
    await reader.get("/page", headers={"hx-request-type": "partial"})
    await reader.get("/page?view=changes")
    assert pages.asked == 3


async def test_a_reader_who_has_the_page_gets_no_second_copy(
    reader: httpx2.AsyncClient, pages: Pages
) -> None:
    first = await reader.get("/page")
    again = await reader.get("/page", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await commit_bump("havn")
    pages.text = "changed"
    changed = await reader.get("/page", headers={"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200


async def test_every_reader_gets_the_encoding_it_can_read(reader: httpx2.AsyncClient) -> None:
    plain = await reader.get("/page", headers={"accept-encoding": "identity"})
    gzipped = await reader.get("/page", headers={"accept-encoding": "gzip"})
    brotli = await reader.get("/page", headers={"accept-encoding": "gzip, br"})
    assert "content-encoding" not in plain.headers
    assert gzipped.headers["content-encoding"] == "gzip"
    assert brotli.headers["content-encoding"] == "br"
    assert plain.text == gzipped.text == brotli.text


async def test_head_answers_as_get_without_a_body(reader: httpx2.AsyncClient) -> None:
    whole = await reader.get("/page", headers={"accept-encoding": "identity"})
    head = await reader.head("/page", headers={"accept-encoding": "identity"})
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert head.content == b""


async def test_the_answer_to_head_is_never_kept_for_get(
    db: Settings, layer: PageCacheMiddleware, reader: httpx2.AsyncClient, pages: Pages
) -> None:
    pages.text = "what a file sends for HEAD"
    await reader.head("/page")
    pages.text = "the file"
    assert (await reader.get("/page")).text.startswith("the file")


async def test_of_two_fragment_headers_the_one_the_app_reads_counts(
    reader: httpx2.AsyncClient, pages: Pages
) -> None:
    pages.text = "fragment"
    await reader.get("/page", headers=[("hx-request-type", "partial"), ("hx-request-type", "")])
    pages.text = "whole"
    assert (await reader.get("/page")).text.startswith("whole")
    await reader.get("/page", headers={"hx-request-type": "anything else"})
    assert pages.asked == 2


async def test_a_database_out_of_reach_means_nothing_is_kept(pages: Pages) -> None:
    class Gone:
        def at_once(self, keys: object) -> None:
            return None

        async def snapshot(self) -> dict[str, int]:
            raise OSError

        async def close(self) -> None: ...

    transport = httpx2.ASGITransport(PageCacheMiddleware(pages, Gone()))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as reader:
        await reader.get("/page")
        await reader.get("/page")
    assert pages.asked == 2


async def test_nobody_waits_for_a_slow_reader_of_what_is_not_kept(
    layer: PageCacheMiddleware, reader: httpx2.AsyncClient, pages: Pages
) -> None:
    pages.marks = []
    reading, finished = asyncio.Event(), asyncio.Event()

    async def slowly(message: Message) -> None:
        reading.set()
        await finished.wait()

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    scope = {
        "type": "http", "method": "GET", "path": "/page", "query_string": b"", "headers": [],
    }  # fmt: skip
    slow = asyncio.create_task(layer(scope, nothing, slowly))
    await reading.wait()
    async with asyncio.timeout(5):
        assert (await reader.get("/page")).status_code == 200
    finished.set()
    await slow
