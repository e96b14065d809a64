"""What went wrong, as application/problem+json (RFC 9457) that names the fields. Holds no HTML.

``title`` and the messages about parameters, headers and an unreadable body are in English: they speak to whoever
writes the program. What is wrong with the fields of a response comes in the language of the response.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import wraps

from msgspec import UNSET, UnsetType
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.public.api.json_response import OPEN, RecordResponse
from consult.public.api.records import problem as records
from consult.public.api.records.change import Gone
from consult.responses.validation import FieldError
from consult.web.errors import PROBLEM

# Takes a request and what is wrong with its parameters' names, to be told with whatever else is.
Answering = Callable[[Request], Awaitable[Response]]
Handler = Callable[[Request, list[FieldError]], Awaitable[Response]]


class Refusal(Exception):
    """A request that is answered with a problem document. ``code`` is for machines and never changes."""

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        *,
        errors: Sequence[FieldError] = (),
        headers: dict[str, str] | None = None,
        gone: Gone | UnsetType = UNSET,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.title = title
        self.errors = list(errors)
        self.headers = headers or {}
        self.gone = gone


def bad_parameters(errors: Sequence[FieldError]) -> Refusal:
    """400, because of parameters or headers."""
    return Refusal(400, "bad_parameter", "Bad parameter", errors=errors)


def answering_refusals(handler: Answering) -> Answering:
    """The handler, with every Refusal and HTTPException it raises answered as a problem document.

    The API has one address: below a language's prefix there is none.
    """

    @wraps(handler)
    async def answer(request: Request) -> Response:
        if request.scope.get("root_path"):
            raise HTTPException(404)
        try:
            return await handler(request)
        except Refusal as refusal:
            return _document(request, refusal)
        except HTTPException as error:
            return _document(request, Refusal(error.status_code, "not_found", error.detail))

    return answer


def _document(request: Request, refusal: Refusal) -> Response:
    problem = records.Problem(
        type="about:blank",
        title=refusal.title,
        status=refusal.status,
        code=refusal.code,
        errors=[records.FieldError.of(each) for each in refusal.errors[: records.MAX_ERRORS]],
        gone=refusal.gone,
    )
    is_reading = request.method in ("GET", "HEAD")
    headers = {**refusal.headers, **(OPEN if is_reading else {})}
    return RecordResponse(problem, refusal.status, headers=headers, media_type=PROBLEM)
