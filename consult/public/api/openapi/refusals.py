"""What can go wrong, each with an example that the API really gives."""

from __future__ import annotations

from typing import Any

from consult.public.api.openapi.examples import EXAMPLES
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


def _gone_remark() -> dict[str, Any]:
    made = _refusal(
        410, "gone", "Gone",
        "It was public once and is not now: `gone` says since when and for what kind of reason. What never was public is "
        "answered like what does not exist (404).",
    )  # fmt: skip
    example = made["content"][PROBLEM]["example"]
    example["gone"] = EXAMPLES["Gone"]
    return made


REFUSALS: dict[str, Any] = {
    "BadParameter": _refusal(
        400, "bad_parameter", "Bad parameter",
        "Parameters cannot be used, and `errors` names each: `unknown` to the address or as a value, `repeated`, "
        "`invalid`, `ambiguous` (then with `candidates`), a `contradiction`, or `gone`.",
        ("stance", "unknown", "There is no such parameter. There are: limit, cursor."),
    ),
    "GoneSection": _refusal(
        410, "gone", "Gone", "Only earlier versions of the text have this section; `errors` says which had it last.",
        ("section", "gone", "The text has this section no more; version 1 had it last, as 3-1. "
         "Remarks on it are counted in sec_12."),
    ),
    "NotFound": _refusal(
        404, "not_found", "Not Found", "There is no such thing, or none that everybody may know of."
    ),
    "GoneRemark": _gone_remark(),
    "BadRequest": _refusal(
        400, "malformed", "Malformed body",
        "Parameters or headers at fault, as a missing Idempotency-Key (`code` bad_parameter; `errors` names the wrong "
        "fields of the body as well), or a body that is not JSON (malformed): not UTF-8, a name twice in one object, "
        "NaN, or nested too deeply.",
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
            "This network has used up its minute or its day. Nothing was stored; send the same again with the same key. "
            "What is sent again and has its receipt is neither counted nor refused.",
        ),
        "headers": {
            "Retry-After": {
                "description": "Seconds to wait.",
                "schema": {"type": "integer", "minimum": 1},
            }
        },
    },
}  # fmt: skip
