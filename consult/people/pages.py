"""Signing in and out: the handlers, and the list of their routes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from consult import clock
from consult.attack_traces import Trace, note
from consult.mail.address import normal_email
from consult.numbers import whole_number
from consult.people import own_sessions, session, sign_in_link, signing_in
from consult.rate_limit import allowed
from consult.settings import Settings
from consult.web.browser_name import browser_name
from consult.web.client import counted_network
from consult.web.forms import read_form
from consult.web.redirects import local_path
from consult.web.rendering import page
from consult.web.urls import absolute, url

# A whole town hall may sit behind one address.
ASKS_PER_NETWORK = 60
# One person's letterbox should not fill, whoever asks; nor may strangers who ask use up what its owner needs. A link
# works longer than the span in which no other is mailed, so a running one is always in the letterbox.
LINKS_PER_ADDRESS = 2
ADDRESS_SPAN = timedelta(minutes=10)


async def sign_in(request: Request) -> Response:
    """Say who you are."""
    return page(
        request,
        "people/sign_in.html",
        next=local_path(request.query_params.get("next", "")),
        email="",
        wait=None,
        error=None,
    )


async def ask_for_link(request: Request) -> Response:
    """Have a link mailed, unless one just was. The answer is the same whether or not the address is somebody's."""
    async with read_form(request) as form:
        email, next_path = form.line("email"), local_path(form["next"])
    again = partial(page, request, "people/sign_in.html", next=next_path, email=email)
    if not normal_email(email):
        return again(status=422, wait=None, error="email")
    count = partial(allowed, secret_key=request.app.state.settings.secret_key, now=clock.now())
    wait = await count("sign-in", await counted_network(request), limit=ASKS_PER_NETWORK)
    if wait:
        seconds = int(wait.total_seconds()) + 1
        return again(status=429, headers={"retry-after": str(seconds)}, wait=seconds, error=None)
    just_sent = await count(
        "sign-in-link", normal_email(email), limit=LINKS_PER_ADDRESS, per=ADDRESS_SPAN
    )
    if not just_sent:
        await signing_in.ask_for_link(
            email, address_of=partial(_link_address, next_path), now=clock.now()
        )
    return page(request, "people/link_sent.html", email=email, wait=_minutes(just_sent))


async def open_sign_in_link(request: Request) -> Response:
    """The page of a link: one button. Opening it changes nothing, for mail scanners open links."""
    link = await sign_in_link.find_open(request.path_params["token"], clock.now())
    if link is None:
        await _note_unknown(request)
        return page(request, "people/link_spent.html", status=410)
    next_path = local_path(request.query_params.get("next", ""))
    return page(
        request,
        "people/sign_in_link.html",
        token=request.path_params["token"],
        email=link.account.email,
        next=next_path,
    )


async def use_sign_in_link(request: Request) -> Response:
    """The button: open a session, in place of any that this browser had."""
    settings: Settings = request.app.state.settings
    async with read_form(request) as form:
        next_path = local_path(form["next"])
    token = await signing_in.sign_in(
        request.path_params["token"],
        now=clock.now(),
        browser=browser_name(request.headers.get("user-agent", "")),
    )
    if token is None:
        await _note_unknown(request)
        return page(request, "people/link_spent.html", status=410)
    await _end_own_session(request)
    answer = RedirectResponse(next_path or url("staff_home"), 303)
    answer.set_cookie(
        settings.cookie_name(session.COOKIE),
        token,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )
    return answer


async def sign_out(request: Request) -> Response:
    """End this browser's session."""
    settings: Settings = request.app.state.settings
    await _end_own_session(request)
    answer = RedirectResponse(url("sign_in"), 303)
    answer.delete_cookie(
        settings.cookie_name(session.COOKIE),
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )
    return answer


async def sessions(request: Request) -> Response:
    """One's own sign-ins."""
    return await _show_sessions(request)


async def end_session(request: Request) -> Response:
    """End one of them. One that has ended stays so."""
    account = request.state.person.account
    ended = await own_sessions.end_one(account, request.path_params["session"], clock.now())
    return _back_to_sessions(int(ended))


async def end_other_sessions(request: Request) -> Response:
    """End all but this browser's."""
    account = request.state.person.account
    return _back_to_sessions(
        await own_sessions.end_others(account, _own_token(request), clock.now())
    )


async def _show_sessions(request: Request) -> Response:
    found = await own_sessions.open_sessions(request.state.person.account, clock.now())
    token = _own_token(request)
    own = next((each.id for each in found if own_sessions.is_of(each, token)), None)
    ended = whole_number(request.query_params.get("ended", ""))
    return page(request, "people/sessions.html", sessions=found, own=own, ended=ended)


def _back_to_sessions(ended: int) -> Response:
    return RedirectResponse(f"{url('sessions')}?ended={ended}", 303)


def _own_token(request: Request) -> str:
    settings: Settings = request.app.state.settings
    return request.cookies.get(settings.cookie_name(session.COOKIE), "")


async def _note_unknown(request: Request) -> None:
    """A link that was used or has expired is its owner's; one that never was is somebody's guess."""
    if not await sign_in_link.is_known(request.path_params["token"]):
        note(Trace.TOKEN, "sign-in link")


async def _end_own_session(request: Request) -> None:
    if token := _own_token(request):
        await session.end_session(token, clock.now())


def _minutes(wait: timedelta | None) -> int:
    """Whole minutes, rounded up; 0 for no wait."""
    return -(-wait // timedelta(minutes=1)) if wait else 0


def _link_address(next_path: str | None, token: str) -> str:
    address = absolute("open_sign_in_link", token=token)
    return address + ("?" + urlencode({"next": next_path}) if next_path else "")


routes = [
    Route("/sign-in", sign_in, name="sign_in"),
    Route("/sign-in", ask_for_link, methods=["POST"], name="ask_for_sign_in_link"),
    Route("/sign-in/{token}", open_sign_in_link, name="open_sign_in_link"),
    Route("/sign-in/{token}", use_sign_in_link, methods=["POST"], name="use_sign_in_link"),
    Route("/staff/sessions", sessions, name="sessions"),
    Route("/staff/sessions/{session:int}/end", end_session, methods=["POST"], name="end_session"),
    Route(
        "/staff/sessions/end-others",
        end_other_sessions,
        methods=["POST"],
        name="end_other_sessions",
    ),
    Route("/sign-out", sign_out, methods=["POST"], name="sign_out"),
]
