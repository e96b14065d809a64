"""Our own files are compressed once and kept by browsers for good."""

from __future__ import annotations

import httpx2
import pytest

from consult.web.rendering import static

pytestmark = pytest.mark.anyio

STYLES = "vendor/consult.ltr.css"


async def test_a_stylesheet_is_kept_for_good_and_compressed(client: httpx2.AsyncClient) -> None:
    answer = await client.get(static(STYLES), headers={"accept-encoding": "br"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "br"
    assert "text/css" in answer.headers["content-type"]


async def test_a_reader_with_a_cookie_gets_the_same_file(client: httpx2.AsyncClient) -> None:
    client.cookies.set("session", "x")
    answer = await client.get(static(STYLES), headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


async def test_an_address_that_is_not_the_file_s_own_is_not_kept(
    client: httpx2.AsyncClient,
) -> None:
    for query in ("", "?v=other"):
        answer = await client.get(f"/static/{STYLES}{query}")
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store, private"


async def test_nothing_outside_the_folder_can_be_asked_for(client: httpx2.AsyncClient) -> None:
    for path in ("../pyproject.toml", "..%2fpyproject.toml", "nothing.css"):
        assert (await client.get(f"/static/{path}?v=1")).status_code == 404


async def test_asking_for_the_headers_alone_empties_no_file_for_the_next_reader(
    client: httpx2.AsyncClient,
) -> None:
    await client.head(static(STYLES))
    assert len((await client.get(static(STYLES))).content) > 1000
