"""Composition: the routes of every package, behind the access table, inside the layers all answers pass."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from functools import cache

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp
from tortoise.exceptions import ValidationError

from consult import database, faults
from consult.answers import pages as answers
from consult.desk import pages as desk
from consult.desk.pages.draft_text import published_never_changes
from consult.documents.document import PublishedNeverChanges
from consult.files import FileStore
from consult.guard import guarded
from consult.people import pages as people
from consult.people.session import COOKIE as SESSION_COOKIE
from consult.public import api
from consult.public import pages as public
from consult.public.responding import pages as responding
from consult.public.responding.lookup import VisitEnded
from consult.public.responding.pages.secret_link import visit_ended
from consult.settings import Settings, load
from consult.staff import pages as staff
from consult.stale_state import StaleState
from consult.web import urls
from consult.web.answer_redirect import AnswerRedirect
from consult.web.arrival import ArrivalStamp
from consult.web.assets import Assets
from consult.web.cache_version_reader import cache_version_reader
from consult.web.convertors import bound_numbers
from consult.web.csrf import ForgeryGuard
from consult.web.errors import (
    gone_away,
    http_error,
    server_error,
    stale_state,
    unavailable,
    unstorable,
)
from consult.web.headers import SafeHeaders
from consult.web.language import LanguageFromAddress
from consult.web.outage_watch import OutageWatch
from consult.web.page_cache_middleware import PageCacheMiddleware
from consult.web.rendering import STATIC, Site
from moderation import pages as moderation


def routes() -> list[Route]:
    """Every route of the site, as each package lists them; the public pages first, because they are read most."""
    return [
        *public.routes,
        *responding.routes,
        *api.routes,
        *people.routes,
        *staff.routes,
        *moderation.routes,
        *answers.routes,
        *desk.routes,
    ]


@cache
def guarded_routes(cookie: str) -> tuple[Route, ...]:
    """``routes`` behind the access table, compiled once a process; ``cookie`` is the session cookie's name. Raises
    KeyError for a route without a row."""
    return tuple(guarded(routes(), cookie))


def know_addresses(settings: Settings) -> None:
    """For a process that serves nothing and writes letters: the addresses in them."""
    bound_numbers()
    urls.know(Router(routes()), settings.base_url)


def create_app(settings: Settings | None = None) -> ASGIApp:
    """The whole site as one ASGI app. Raises KeyError for a route that the access table does not know."""
    settings = settings or load()
    bound_numbers()
    cache_versions = cache_version_reader(settings)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with database.opened(settings, is_impatient=True, **database.SITE_PRAGMAS):
            yield
        await cache_versions.close()

    app = Starlette(
        routes=[
            *guarded_routes(settings.cookie_name(SESSION_COOKIE)),
            Mount("/static", Assets(directory=STATIC), name="static"),
        ],
        lifespan=lifespan,
        middleware=[
            Middleware(OutageWatch),
            Middleware(ForgeryGuard, base_url=settings.base_url),
            Middleware(AnswerRedirect),
        ],
        exception_handlers={
            HTTPException: http_error,
            VisitEnded: visit_ended,
            StaleState: stale_state,
            PublishedNeverChanges: published_never_changes,
            ValidationError: unstorable,
            ClientDisconnect: gone_away,
            **dict.fromkeys(faults.SURROUNDINGS, unavailable),
            Exception: server_error,
        },
    )
    app.state.settings = settings
    app.state.files = FileStore(settings.data_dir / "files")
    municipality = settings.municipality
    app.state.site = Site(
        name=municipality.site_name,
        tagline=municipality.site_tagline,
        contact_unit=municipality.contact_unit,
        contact_email=municipality.contact_email,
        contact_phone=municipality.contact_phone,
        contact_address=municipality.contact_address,
    )
    urls.know(app.router, settings.base_url)
    site = SafeHeaders(
        ArrivalStamp(LanguageFromAddress(app)),
        https=settings.is_https,
        subdomains=settings.hsts_subdomains,
    )
    return PageCacheMiddleware(site, cache_versions)
