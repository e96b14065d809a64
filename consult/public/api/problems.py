"""What went wrong, as application/problem+json (RFC 9457) that names the field. Says nothing in HTML.

``title`` and the messages about the shape of a request are in English: they speak to whoever writes the
program. What is wrong with the words of the person who answers comes in that person's language.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import wraps

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.public.api.json_response import OPEN
from consult.responses.validation import FieldError
from consult.web.errors import problem

Handler = Callable[[Request], Awaitable[Response]]

# As many as help to mend a request; a hostile one shall not make us write a book.
MOST_ERRORS = 50


class Problem(Exception):
    """An answer other than the one that was hoped for. ``code`` is for machines and never changes."""

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        *,
        errors: Sequence[FieldError] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.title = title
        self.errors = list(errors)
        self.headers = headers or {}


def bad_parameter(field: str, message: str, code: str = "invalid") -> Problem:
    """400, because of one parameter or header."""
    return Problem(400, "bad_parameter", "Bad parameter", errors=[FieldError(field, code, message)])


def told(handler: Handler) -> Handler:
    """The handler, with everything it refuses told as a problem document.

    The API has one address: below a language's prefix there is none.
    """

    @wraps(handler)
    async def telling(request: Request) -> Response:
        if request.scope.get("root_path"):
            raise HTTPException(404)
        try:
            return await handler(request)
        except Problem as refusal:
            return _document(request, refusal)
        except HTTPException as error:
            return _document(request, Problem(error.status_code, "not_found", error.detail))

    return telling


def _document(request: Request, refusal: Problem) -> Response:
    errors = [
        {"field": each.path, "code": each.code, "message": each.message}
        for each in refusal.errors[:MOST_ERRORS]
    ]
    answer = problem(refusal.status, refusal.title, code=refusal.code, errors=errors)
    answer.headers.update(refusal.headers)
    if request.method in ("GET", "HEAD"):
        answer.headers.update(OPEN)
    return answer
