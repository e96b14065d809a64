"""What can go wrong, each with an example that the API really gives."""

from __future__ import annotations

from typing import Any

from consult.public.api.openapi.schemas import ref
from consult.public.api.records.problem import Problem
from consult.web.errors import PROBLEM


def _refusal(
    status: int, code: str, title: str, description: str, *errors: tuple[str, str, str]
) -> dict[str, Any]:
    example = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
        "errors": [dict(zip(("field", "code", "message"), each, strict=True)) for each in errors],
    }
    return {
        "description": description,
        "content": {PROBLEM: {"schema": ref(Problem), "example": example}},
    }


REFUSALS: dict[str, Any] = {
    "BadParameter": _refusal(
        400, "bad_parameter", "Bad parameter", "A parameter cannot be used; `errors` names it.",
        ("limit", "invalid", "A whole number from 1; at most 200 are given."),
    ),
    "NotFound": _refusal(
        404, "not_found", "Not Found", "There is no such thing, or none that everybody may know of."
    ),
    "BadRequest": _refusal(
        400, "malformed", "Malformed body",
        "No Idempotency-Key (`code` bad_parameter), or a body that is not JSON (malformed): not UTF-8, a name "
        "twice in one object, NaN, or nested too deeply.",
        ("body", "malformed", "The body cannot be read: it is not JSON."),
    ),
    "NotOpen": _refusal(
        409, "not_open", "The consultation takes no responses now",
        "Not opened yet, or past `late_until`. When it reached us counts, however long it took to send.",
    ),
    "TooLarge": _refusal(
        413, "too_large", "Content too large", "A body has at most one mebibyte.",
        ("body", "too_large", "A body has at most 1048576 bytes."),
    ),
    "UnsupportedMediaType": _refusal(
        415, "unsupported_media_type", "Unsupported media type",
        "Send application/json, in UTF-8, uncompressed.",
        ("Content-Type", "unsupported", "Send application/json, in UTF-8."),
    ),
    "Invalid": _refusal(
        422, "invalid", "The response cannot be stored as it is",
        "Fields are wrong (`code` invalid), or the key was used with another body (key_reused). "
        "Nothing was stored.",
        ("remarks.0.text", "required", "Skriv din bemærkning."),
    ),
    "TooMany": {
        **_refusal(
            429, "too_many", "Too many responses",
            "This network has used up its minute. Nothing was stored; send the same again with the same key.",
        ),
        "headers": {
            "Retry-After": {
                "description": "Seconds to wait.",
                "schema": {"type": "integer", "minimum": 1},
            }
        },
    },
}  # fmt: skip
