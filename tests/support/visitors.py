"""Visitors without a browser: HTTP clients that call the app directly, each with cookies of its own."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

import httpx2
from starlette.types import ASGIApp

from consult.app import create_app
from consult.settings import Settings
from consult.web.page_cache_middleware import PageCacheMiddleware


@contextlib.asynccontextmanager
async def site(settings: Settings) -> AsyncIterator[ASGIApp]:
    """The whole site on the database that the test has open, and no connection left behind."""
    made = create_app(settings)
    yield made
    # The lifespan would do this, but it would open the database a second time as well.
    assert isinstance(made, PageCacheMiddleware)
    await made.cache_versions.close()


def visitor(
    app: ASGIApp, settings: Settings, *, language: str = "da", address: str = "192.0.2.10"
) -> httpx2.AsyncClient:
    """A visitor from ``address`` whose browser prefers ``language``; use it in an ``async with``."""
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app, client=(address, 50000)),
        base_url=settings.base_url,
        headers={"sec-fetch-site": "same-origin", "accept-language": language},
    )
