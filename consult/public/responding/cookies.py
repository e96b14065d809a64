"""The cookies that hold the secret of one response each, sent or unsent, so that addresses need not; and one that says to
our script that there are any, so that nobody else's browser asks what is theirs.
"""

from __future__ import annotations

from functools import partial
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

# Long enough to write, send and look again over a working day; the secret link opens it again afterwards.
LIFETIME_SECONDS = 12 * 60 * 60
# What is not sent must not be out of sight the next morning: its author would think that it was.
UNSENT_LIFETIME_SECONDS = 30 * 24 * 60 * 60
# Read by static/js/my-remarks.js; holds no secret.
HAS_MINE = "has-mine"

# A library's browser sends for many people in a day, and a proxy refuses requests with too large a header.
MAX_COOKIES = 20

Kind = Literal["receipt", "unsent"]


def remember(request: Request, response: Response, kind: Kind, public_id: str, token: str) -> None:
    """Set a cookie with the secret of one response; each response has its own, so that tabs do not disturb each other.

    Of more than MAX_COOKIES the oldest are deleted; their secret links set them again.
    """
    settings = request.app.state.settings
    prefix, name = settings.cookie_name(f"{kind}-"), settings.cookie_name(f"{kind}-{public_id}")
    put = partial(
        response.set_cookie, path="/", secure=settings.is_https, httponly=True, samesite="lax"
    )
    # Browsers send the oldest first.
    others = [each for each in request.cookies if each.startswith(prefix) and each != name]
    for oldest in others[: max(0, len(others) - MAX_COOKIES + 1)]:
        put(oldest, "", max_age=0)
    lifetime = UNSENT_LIFETIME_SECONDS if kind == "unsent" else LIFETIME_SECONDS
    put(name, token, max_age=lifetime)
    put(settings.cookie_name(HAS_MINE), "1", max_age=UNSENT_LIFETIME_SECONDS, httponly=False)


def forget_all(request: Request, response: Response) -> None:
    """End this browser's access to every response, sent or not, and to kept copies of their pages."""
    settings = request.app.state.settings
    prefixes = tuple(map(settings.cookie_name, ("receipt-", "unsent-", HAS_MINE)))
    for name in request.cookies:
        if name.startswith(prefixes):
            response.set_cookie(
                name,
                "",
                max_age=0,
                path="/",
                secure=settings.is_https,
                httponly=True,
                samesite="lax",
            )
    response.headers["clear-site-data"] = '"cache", "storage"'


def receipt_secrets(request: Request) -> list[str]:
    """The secrets that this browser has of responses that were sent. An API's caller has none: it reads no cookie."""
    return _secrets(request, "receipt")


def unsent_secrets(request: Request) -> list[str]:
    """The secrets that this browser has of unsent responses, in whatever consultation."""
    return _secrets(request, "unsent")


def _secrets(request: Request, kind: Kind) -> list[str]:
    prefix = request.app.state.settings.cookie_name(f"{kind}-")
    return [secret for name, secret in request.cookies.items() if name.startswith(prefix)]


def secret_of(request: Request, kind: Kind, public_id: str) -> str:
    """The secret that this browser has for the response with this public id; "" for none."""
    name = request.app.state.settings.cookie_name(f"{kind}-{public_id}")
    return request.cookies.get(name, "")
