"""Error pages: what is wrong, what to do, and what the person wrote. Problem documents for the API."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from tortoise.exceptions import DBConnectionError, OperationalError

from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.forms import posted_texts, read_form
from consult.web.redirects import local_path
from consult.web.rendering import page

log = logging.getLogger("consult.web")

PROBLEM = "application/problem+json"


async def http_error(request: Request, error: Exception) -> Response:
    """The page (or problem document) for an HTTPException, keeping the fields that were posted."""
    assert isinstance(error, HTTPException)
    if request.url.path.startswith("/api/"):
        answer = problem(error.status_code, error.detail)
        answer.headers.update(error.headers or {})
        return answer
    return await _error_page(request, error.status_code, detail=error.detail, headers=error.headers)


async def stale_state(request: Request, error: Exception) -> Response:
    """The page (or problem document) for a StaleState that no handler turned into its own form again."""
    assert isinstance(error, StaleState)
    if request.url.path.startswith("/api/"):
        return problem(409, _("It was changed in another window meanwhile."))
    return await _error_page(request, 409, conflict=error)


async def server_error(request: Request, error: Exception) -> Response:
    """The page for a fault of ours. The log names the fault and the handler; an address may hold a secret."""
    log.error("fault in %s: %s", _handler(request), type(error).__name__)
    # A full disk or a locked database is no fault of the code: the same may be sent again soon.
    code = 503 if isinstance(error, OperationalError | DBConnectionError | OSError) else 500
    if request.url.path.startswith("/api/"):
        return problem(code, HTTPStatus(code).phrase)
    return await _error_page(request, code)


async def unstorable(request: Request, error: Exception) -> Response:
    """The page for a name or words that no column holds: nothing of the kind can exist, or be stored."""
    log.warning("unstorable in %s", _handler(request))
    if request.method in ("GET", "HEAD"):
        return await http_error(request, HTTPException(404))
    words = _("Something you wrote is longer than can be stored. Make it shorter, and send again.")
    return await http_error(request, HTTPException(400, words))


async def gone_away(request: Request, error: Exception) -> Response:
    """Nobody is there to read this: the connection broke while the request was still coming in."""
    return Response(status_code=400)


async def _error_page(
    request: Request,
    code: int,
    *,
    detail: str = "",
    headers: Mapping[str, str] | None = None,
    conflict: StaleState | None = None,
) -> Response:
    kept = await _posted_texts(request) if request.method == "POST" else []
    return page(
        request,
        "shared/error.html",
        status=code,
        headers=headers,
        code=code,
        detail=detail,
        kept=kept,
        conflict=conflict,
        back=_page_before(request) if request.method == "POST" else "",
    )


def _page_before(request: Request) -> str:
    """The page of ours that the form was on; "" where the browser does not say."""
    referer = urlsplit(request.headers.get("referer", ""))
    return local_path(referer._replace(scheme="", netloc="").geturl()) or ""


def problem(status: int, title: str, **members: object) -> JSONResponse:
    """An application/problem+json answer (RFC 9457)."""
    return JSONResponse(
        {"type": "about:blank", "title": title, "status": status, **members},
        status,
        media_type=PROBLEM,
    )


def _handler(request: Request) -> str:
    return str(getattr(request.scope.get("endpoint"), "__qualname__", "no handler"))


async def _posted_texts(request: Request) -> list[str]:
    """What the person wrote, to be shown again; nothing when it cannot be read any more."""
    texts = posted_texts(request) or await _unread_texts(request)
    # One long word is a key of ours, not somebody's text.
    return [text for text in texts if len(text) > 20 and len(text.split()) > 1]


async def _unread_texts(request: Request) -> list[str]:
    try:
        async with read_form(request) as fields:
            return list(fields.values())
    except Exception:
        return posted_texts(request)
