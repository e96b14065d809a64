"""The body of a write: JSON and nothing else, bounded before it is read, strict where JSON is vague."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request

from consult.public.api.field_reader import WHOLE
from consult.public.api.problems import Problem
from consult.responses.validation import FieldError

MEDIA_TYPE = "application/json"
MAX_BYTES = 1024 * 1024


async def read_json(request: Request) -> Any:
    """What the body says. Raises Problem: 415 for another type, 413 over a mebibyte, 400 for no JSON."""
    _check_type(request)
    return _parse(await _bounded(request))


def _check_type(request: Request) -> None:
    """One type, in UTF-8, as it is. A browser cannot send it from another site without asking first."""
    given, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.replace(" ", "").replace('"', "").lower()
    if given.strip().lower() != MEDIA_TYPE or charset not in ("", "charset=utf-8"):
        raise _unsupported("Content-Type", f"Send {MEDIA_TYPE}, in UTF-8.")
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise _unsupported("Content-Encoding", "Send the body uncompressed.")


def _unsupported(field: str, message: str) -> Problem:
    errors = [FieldError(field, "unsupported", message)]
    return Problem(415, "unsupported_media_type", "Unsupported media type", errors=errors)


async def _bounded(request: Request) -> bytes:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and (len(declared) > 9 or int(declared) > MAX_BYTES):
        raise _too_large()
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise _too_large()
    return body


def _too_large() -> Problem:
    errors = [FieldError(WHOLE, "too_large", f"A body has at most {MAX_BYTES} bytes.")]
    return Problem(413, "too_large", "Content too large", errors=errors)


def _parse(body: bytes) -> Any:
    """Neither NaN nor a name twice: of two values for one field we would have to guess."""
    try:
        return json.loads(
            body.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_without_repetition
        )
    except (ValueError, RecursionError) as error:
        said = "it is nested too deeply" if isinstance(error, RecursionError) else "it is not JSON"
        if isinstance(error, _Repeated):
            said = "a name stands twice in one object"
        errors = [FieldError(WHOLE, "malformed", f"The body cannot be read: {said}.")]
        raise Problem(400, "malformed", "Malformed body", errors=errors) from error


class _Repeated(ValueError):
    """A name stands twice in one object."""


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Repeated
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
