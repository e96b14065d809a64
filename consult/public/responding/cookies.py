"""The scoped cookies behind clean addresses: each opens one response (or unsent one) and nothing else."""

from __future__ import annotations

from functools import partial
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

# Long enough to write a formal response over a working day; the secret link opens it again afterwards.
LIFETIME_SECONDS = 12 * 60 * 60

# A library's browser sends for many people in a day, and a proxy refuses requests with too large a header.
MOST_REMEMBERED = 20

Kind = Literal["receipt", "unsent"]


def remember(request: Request, response: Response, kind: Kind, public_id: str, token: str) -> None:
    """Give the visitor's browser the secret of one response. One cookie each, so two tabs lose nothing.

    Past MOST_REMEMBERED the oldest are forgotten: their secret links open them again.
    """
    settings = request.app.state.settings
    prefix, name = settings.cookie_name(f"{kind}-"), settings.cookie_name(f"{kind}-{public_id}")
    put = partial(
        response.set_cookie, path="/", secure=settings.is_https, httponly=True, samesite="lax"
    )
    # Browsers send the oldest first.
    others = [each for each in request.cookies if each.startswith(prefix) and each != name]
    for oldest in others[: max(0, len(others) - MOST_REMEMBERED + 1)]:
        put(oldest, "", max_age=0)
    put(name, token, max_age=LIFETIME_SECONDS)


def secret_of(request: Request, kind: Kind, public_id: str) -> str:
    """The secret this browser holds for the response in the address, or ""."""
    name = request.app.state.settings.cookie_name(f"{kind}-{public_id}")
    return request.cookies.get(name, "")
