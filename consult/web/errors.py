"""Error pages: what is wrong, what to do, and what the person wrote. Problem documents for the API."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from consult import faults, logs
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.body_limit import limited
from consult.web.forms import Fields, keep_posted, posted
from consult.web.redirects import local_path, referer_of
from consult.web.rendering import page

log = logging.getLogger("consult.web")

RETRY_SECONDS = 30
# What stands in the way passes by itself: the page has a button that sends the same again.
SENT_AGAIN = (429, 500, 503)
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


async def unavailable(request: Request, error: Exception) -> Response:
    """The page for what is no fault of the code: a full disk, a database that is locked or away. The same may be sent
    again soon. Raises the error where it is ours after all."""
    if not faults.will_pass(error):
        raise error
    if faults.is_of_database(error):
        logs.database.begin(error)
    log.error("503 in %s: %s", _handler(request), faults.code_of(error))
    return await _fault_page(request, 503, {"retry-after": str(RETRY_SECONDS)})


async def server_error(request: Request, error: Exception) -> Response:
    """The page for a fault of ours. The log names the fault and the handler; an address may hold a secret."""
    logs.tell(log, _handler(request), error)
    return await _fault_page(request, 500)


async def _fault_page(
    request: Request, code: int, headers: Mapping[str, str] | None = None
) -> Response:
    if not request.url.path.startswith("/api/"):
        return await _error_page(request, code, headers=headers)
    answer = problem(code, HTTPStatus(code).phrase, request=logs.request_id())
    answer.headers.update(headers or {})
    return answer


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
    await keep_posted(limited(request))
    written = posted(request)
    return page(
        request,
        "shared/error.html",
        status=code,
        headers=headers,
        code=code,
        detail=detail,
        kept=_texts(written),
        again=written.pairs() if written and code in SENT_AGAIN else [],
        has_files=bool(written and written.has_files),
        action=_address(request),
        request_id=logs.request_id() if code >= 500 else "",
        conflict=conflict,
        back=_page_before(request) if request.method == "POST" else "",
    )


def _page_before(request: Request) -> str:
    """The page of ours that the form was on; "" where the browser does not say."""
    return local_path(referer_of(request)._replace(scheme="", netloc="").geturl()) or ""


def problem(status: int, title: str, **members: object) -> JSONResponse:
    """An application/problem+json answer (RFC 9457)."""
    return JSONResponse(
        {"type": "about:blank", "title": title, "status": status, **members},
        status,
        media_type=PROBLEM,
    )


def _handler(request: Request) -> str:
    return str(getattr(request.scope.get("endpoint"), "__qualname__", "no handler"))


async def texts_posted(request: Request) -> list[str]:
    """What the person just wrote, for a page that shows it again in the place of an answer."""
    await keep_posted(limited(request))
    return _texts(posted(request))


def _texts(written: Fields | None) -> list[str]:
    """What the person wrote, to be shown again; nothing when it cannot be read any more."""
    # One long word is a key of ours, not somebody's text.
    texts = (value for _name, value in written.pairs()) if written else ()
    return [text for text in texts if len(text) > 20 and len(text.split()) > 1]


def _address(request: Request) -> str:
    """Where it was sent to, on this site."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
