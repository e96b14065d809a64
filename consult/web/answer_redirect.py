"""What a browser's form is answered with is a page of its own, reached by a redirect (POST, 303, GET): going back and
forward or loading it again sends nothing twice, and finds the words.

One place for every form, a citizen's and the staff's. Programs and htmx get the answer itself, as before.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from consult import answer_page, clock, faults
from consult.answer_page import LIFETIME, MAX_PAGE, Done, Pressed
from consult.files import NoRoom
from consult.rate_limit import HOUR, allowed
from consult.web.client import counted_network
from consult.web.redirects import referer_of
from consult.web.urls import url

# Of compressed pages, for one network: thousands of previews, a hundred of the largest.
MEGABYTES_PER_HOUR = 50
COOKIE = "answer"
ADDRESS = "/answered/"


class AnswerRedirect:
    """Keeps the page that answers a browser's POST and sends the browser to it. What is past the limits, or cannot be
    kept because of a fault, is answered as it is: nothing is refused for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_form_of_browser(scope):
            await self.app(scope, receive, send)
            return
        answer = _Answer(send)
        await self.app(scope, receive, answer)
        request = Request(scope, receive)
        if answer.is_page:
            away = await _redirect(request, answer)
            await (away or answer.as_it_is())(scope, receive, send)
        elif answer.is_onward:
            await _conclude(request, answer)
            await answer.as_it_is()(scope, receive, send)


class _Answer:
    """Holds back a page and the way onward once something is done; passes everything else on."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._body: list[bytes] = []
        self.status = 0
        self.headers = Headers()
        self.is_page = False
        self.is_onward = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = Headers(raw=message["headers"])
            is_html = self.headers.get("content-type", "").startswith("text/html")
            self.is_page = is_html and (self.status < 300 or 400 <= self.status < 500)
            self.is_onward = self.status == 303
        if not (self.is_page or self.is_onward):
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._body.append(message.get("body", b""))

    @property
    def html(self) -> bytes:
        return b"".join(self._body)

    def as_it_is(self) -> Response:
        answer = Response(self.html, self.status)
        answer.raw_headers = self.headers.raw
        return answer


def _pressed(request: Request) -> Pressed:
    """The browser names the page whose button it was; another site cannot name one of ours."""
    return Pressed(request.url.path, _page_in(referer_of(request).path))


def _page_in(path: str) -> str:
    """The public id of the kept page at an address, in any language; "" for another address."""
    public_id = path.rpartition("/")[2]
    return public_id if public_id and path.endswith(ADDRESS + public_id) else ""


async def _conclude(request: Request, answer: _Answer) -> None:
    """What was sent is not undone by a fault in noting that it was."""
    number = getattr(request.state, "sent_number", None)
    done = Done(clock.now(), answer.headers["location"], number)
    try:
        await answer_page.conclude(_pressed(request), done)
    except faults.SURROUNDINGS:
        return


def _is_form_of_browser(scope: Scope) -> bool:
    """Whether a browser goes to the answer as to a page."""
    headers = Headers(scope=scope)
    wants_page = "text/html" in headers.get("accept", "") and "hx-request" not in headers
    return scope["method"] == "POST" and wants_page


async def _redirect(request: Request, answer: _Answer) -> Response | None:
    """To the page, once it is kept; None where it cannot be."""
    if len(answer.html) > MAX_PAGE:
        return None
    try:
        return await _kept(request, answer)
    except (NoRoom, *faults.SURROUNDINGS):
        return None


async def _kept(request: Request, answer: _Answer) -> Response | None:
    sealed = await answer_page.seal(answer.html)
    if not await _may_keep(request, sealed.kilobytes):
        return None
    person = getattr(request.state, "person", None)
    public_id = await answer_page.store(
        sealed,
        _pressed(request),
        status=answer.status,
        account_id=person.account.id if person else None,
        now=clock.now(),
    )
    away = RedirectResponse(url("answer_page", public_id=public_id), 303)
    away.raw_headers += [
        each for each in answer.headers.raw if not each[0].startswith((b"content-", b"retry-"))
    ]
    _give_secret(request, away, public_id, sealed.secret)
    return away


async def _may_keep(request: Request, kilobytes: int) -> bool:
    """Raises NoRoom on a nearly full disk."""
    request.app.state.files.check_room(kilobytes * 1024)
    settings = request.app.state.settings
    wait = await allowed(
        "answer-page",
        await counted_network(request),
        limit=MEGABYTES_PER_HOUR * 1024,
        secret_key=settings.secret_key,
        now=clock.now(),
        per=HOUR,
        uses=kilobytes,
    )
    return wait is None


def _give_secret(request: Request, away: Response, public_id: str, secret: str) -> None:
    """In a cookie that the browser shows to this page alone: other pages are asked for without it."""
    away.set_cookie(
        COOKIE,
        secret,
        path=url("answer_page", public_id=public_id),
        max_age=int(LIFETIME.total_seconds()),
        secure=request.app.state.settings.is_https,
        httponly=True,
        samesite="lax",
    )
    # So that it can be forgotten: the page that forgets is asked for with the names of all that are kept.
    away.set_cookie(
        COOKIE + public_id,
        "kept",
        path=url("forget_here"),
        max_age=int(LIFETIME.total_seconds()),
        secure=request.app.state.settings.is_https,
        httponly=True,
        samesite="lax",
    )


async def forget_kept_pages(request: Request, response: Response) -> None:
    """Delete the pages that this browser was answered with."""
    names = [
        name for name in request.cookies if name.startswith(COOKIE) and len(name) > len(COOKIE)
    ]
    await answer_page.forget_answers([name.removeprefix(COOKIE) for name in names])
    for name in names:
        response.delete_cookie(name, path=url("forget_here"))
