"""The body of a write: JSON and nothing else, bounded before it is read, strict where JSON is vague."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request

from consult.public.api.problems import Refusal
from consult.public.api.record_reader import BODY
from consult.responses.validation import FieldError

MEDIA_TYPE = "application/json"
MAX_BYTES = 1024 * 1024


async def read_json(request: Request) -> Any:
    """The parsed body. Raises Refusal: 415 for another type, 413 over a mebibyte, 400 for no JSON."""
    _check_type(request)
    return _parse(await _bounded(request))


def _check_type(request: Request) -> None:
    """One type, in UTF-8, uncompressed. A browser cannot send it from another site without asking first."""
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.replace(" ", "").replace('"', "").lower()
    if media_type.strip().lower() != MEDIA_TYPE or charset not in ("", "charset=utf-8"):
        raise _unsupported("Content-Type", f"Send {MEDIA_TYPE}, in UTF-8.")
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise _unsupported("Content-Encoding", "Send the body uncompressed.")


def _unsupported(header: str, message: str) -> Refusal:
    errors = [FieldError(header, "unsupported", message)]
    return Refusal(415, "unsupported_media_type", "Unsupported media type", errors=errors)


async def _bounded(request: Request) -> bytes:
    """The body, never more than MAX_BYTES of it in memory."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and (len(declared) > 9 or int(declared) > MAX_BYTES):
        raise _too_large()
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise _too_large()
    return bytes(body)


def _too_large() -> Refusal:
    errors = [FieldError(BODY, "too_large", f"A body has at most {MAX_BYTES} bytes.")]
    return Refusal(413, "too_large", "Content too large", errors=errors)


def _parse(body: bytes) -> Any:
    """JSON as RFC 8259 has it: neither NaN nor a name twice, for of two values we would have to guess."""
    try:
        return json.loads(
            body.decode("utf-8"),
            parse_float=_number,
            parse_constant=_refuse_constant,
            object_pairs_hook=_without_duplicates,
        )
    except _DuplicateName as error:
        raise _malformed("a name stands twice in one object") from error
    except RecursionError as error:
        raise _malformed("it is nested too deeply") from error
    except ValueError as error:
        raise _malformed("it is not JSON") from error


def _malformed(why: str) -> Refusal:
    errors = [FieldError(BODY, "malformed", f"The body cannot be read: {why}.")]
    return Refusal(400, "malformed", "Malformed body", errors=errors)


class _DuplicateName(ValueError):
    """A name stands twice in one object."""


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise _DuplicateName
    return values


def _number(digits: str) -> float | int:
    """2.0 is a whole number to JSON Schema, so it is one here."""
    value = float(digits)
    return int(value) if value.is_integer() else value


def _refuse_constant(constant: str) -> Any:
    raise ValueError(constant)
