"""Defence against forged requests: an unsafe request must come from our own pages.

The API writes read no cookie and take only JSON, so forging them gains nothing; they are exempt.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from consult.attack_traces import Trace, note
from consult.locale import gettext as _
from consult.web.errors import http_error

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
EXEMPT = "/api/"
DEFAULT_PORTS = {"http": 80, "https": 443}


def is_forged(headers: Headers, base_url: str) -> bool:
    """Whether a browser says that another site sent this.

    Sec-Fetch-Site decides where it is sent; else Origin, else Referer must name our host and port, as
    ``base_url`` or the request's own Host has them. A request with none of them is no browser's form post of the last years: refused when it carries a cookie, and
    harmless when it carries none.
    """
    site = headers.get("sec-fetch-site")
    if site:
        return site not in ("same-origin", "none")
    source = headers.get("origin") or headers.get("referer")
    if source:
        scheme = source.partition("://")[0]
        ours = (host_and_port(base_url), host_and_port(f"{scheme}://{headers.get('host', '')}"))
        return host_and_port(source) not in [each for each in ours if each]
    return "cookie" in headers


def host_and_port(address: str) -> tuple[str, int] | None:
    """The host and port of an address, whose scheme says the port when it is not written; None without both."""
    try:
        parts = urlsplit(address)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port else None


class ForgeryGuard:
    """Refuses forged unsafe requests with 403."""

    def __init__(self, app: ASGIApp, *, base_url: str) -> None:
        self.app = app
        self.base_url = base_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and self._must_check(scope)
            and is_forged(Headers(scope=scope), self.base_url)
        ):
            note(Trace.FORGERY, route_name(scope))
            # Raised here it would pass the app's own handlers by, and end as a fault of ours.
            refusal = HTTPException(
                403,
                _("It was not sent from a page of ours. Go back, load the page again and send."),
            )
            answer = await http_error(Request(scope, receive), refusal)
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _must_check(self, scope: Scope) -> bool:
        return scope["method"] not in SAFE_METHODS and not scope["path"].startswith(EXEMPT)


def route_name(scope: Scope) -> str:
    """The name of the route that a request is for; "no page" where there is none."""
    for route in scope["app"].routes:
        if isinstance(route, Route) and route.matches(scope)[0] is Match.FULL:
            return str(route.name)
    return "no page"
