"""The guard before every route: its row of the access table is asked first, its body limit holds.

Holds no rule of its own about who may do what; those are in ``access``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from consult import clock
from consult.access import ACCESS, BODY_LIMITS, Predicate, anyone_without_cookie, editors
from consult.attack_traces import Trace, note
from consult.consultations.consultation import Consultation
from consult.people.session import person_of
from consult.web.body_limit import DEFAULT_LIMIT, BodyLimit
from consult.web.forms import keep_posted, read_form
from consult.web.rendering import page
from consult.web.urls import url

Endpoint = Callable[[Request], Awaitable[Response]]


def guarded(routes: list[Route], cookie: str) -> list[Route]:
    """The same routes, each behind its row of the table and its body limit; ``cookie`` is the session cookie's name.
    Raises KeyError for a route without a row."""
    return [
        Route(
            r.path,
            _guard(r.name, r.endpoint, ACCESS[r.name], cookie),
            methods=list(r.methods or ()),
            name=r.name,
            middleware=[Middleware(BodyLimit, limit=BODY_LIMITS.get(r.name, DEFAULT_LIMIT))],
        )
        for r in routes
    ]


def _guard(name: str, endpoint: Endpoint, may: Predicate, cookie: str) -> Endpoint:
    async def admitted(request: Request) -> Response:
        # No name of ours holds one, and a database may refuse to be asked for it.
        if "\0" in request.url.path:
            raise HTTPException(404)
        token = None if may is anyone_without_cookie else request.cookies.get(cookie)
        person = await person_of(token, clock.now()) if token else None
        request.state.person = person
        if may(person, request.path_params):
            if not editors(person, request.path_params) and await _is_unannounced(request):
                note(Trace.OTHERS, name)
                raise HTTPException(404)
            return await endpoint(request)
        if person is None:
            return await _ask_to_sign_in(request)
        note(Trace.OTHERS, name)
        raise HTTPException(404)

    @wraps(endpoint)
    async def guard(request: Request) -> Response:
        try:
            return await admitted(request)
        except HTTPException:
            raise
        except Exception:
            # Whoever answers further out cannot read the body any more.
            await keep_posted(request)
            raise

    return guard


async def _is_unannounced(request: Request) -> bool:
    """Whether the address names a consultation that only its editors may know of.

    Asked here for the staff's pages, whose own queries are written for what is heard; every other page
    shows only what is public.
    """
    slug = request.path_params.get("consultation")
    if slug is None or getattr(request.state, "person", None) is None:
        return False
    found = await Consultation.get_or_none(slug=slug)
    return found is not None and not found.is_public(clock.now())


async def _ask_to_sign_in(request: Request) -> Response:
    """A reader is sent to sign in; somebody who was writing gets the text back, ready to be sent again."""
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.method in ("GET", "HEAD"):
        return RedirectResponse(url("sign_in") + "?" + urlencode({"next": wanted}), 303)
    async with read_form(request) as form:
        fields = [(name, value) for name in form for value in form.all(name)]
    return page(request, "people/session_ended.html", status=401, fields=fields, action=wanted)
