"""The parameters that operations share."""

from __future__ import annotations

from typing import Any

from consult.public.api.paging import DEFAULT_LIMIT
from consult.public.api.remarks import PARAGRAPH_PATTERN, SINCE
from consult.public.api.responses import KEY, KEY_PATTERN

PARAMETERS: dict[str, Any] = {
    "Consultation": {
        "name": "consultation",
        "in": "path",
        "required": True,
        "description": "The consultation's id.",
        "schema": {"type": "string", "minLength": 1},
    },
    "Section": {
        "name": "section",
        "in": "path",
        "required": True,
        "description": "The section's id; or a key together with `version`. A key alone is taken only where it never "
        "meant another section, else refused as `ambiguous` (400).",
        "schema": {"type": "string", "minLength": 1},
    },
    "KeyVersion": {
        "name": "version",
        "in": "query",
        "description": "The number of the published version that the section's key is of; only with a key. What is "
        "answered is how that section stands in the heard version.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "Limit": {
        "name": "limit",
        "in": "query",
        "description": "How many at most; above 200 gives 200.",
        "schema": {"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT},
    },
    "Cursor": {
        "name": "cursor",
        "in": "query",
        "description": "`next_cursor` of an earlier answer, as it is.",
        "schema": {"type": "string"},
    },
    "InSection": {
        "name": "section",
        "in": "query",
        "description": "Only remarks on this section, its paragraphs, and its subsections in the same area. An id; or a "
        "key together with `version`; a key alone only where it never meant another section.",
        "schema": {"type": "string"},
    },
    "OnParagraph": {
        "name": "paragraph",
        "in": "query",
        "description": "Only remarks on this paragraph, which the text has or had; where there are none, an empty list.",
        "schema": {"type": "string", "pattern": PARAGRAPH_PATTERN},
    },
    "UpdatedSince": {
        "name": SINCE,
        "in": "query",
        "description": "Only remarks whose `updated_at` is this moment or later. Let it overlap the last time by some "
        "minutes, or use `changes`, which misses nothing.",
        "schema": {"type": "string", "format": "date-time"},
    },
    "Reference": {
        "name": "reference",
        "in": "path",
        "required": True,
        "description": "The remark's number: 17.3.",
        "schema": {"type": "string", "minLength": 1},
    },
    "After": {
        "name": "after",
        "in": "query",
        "description": "`after` of the last answer, as it is; left out: from the first change.",
        "schema": {"type": "string", "pattern": "^[0-9]{1,18}(-[0-9a-f]{12})?$"},
    },
    "IdempotencyKey": {
        "name": KEY,
        "in": "header",
        "required": True,
        "description": "A new random value for each response, such as a UUID. Sent again with the same body it "
        "gives the first receipt again: after a timeout, repeat without fear.",
        "schema": {"type": "string", "pattern": KEY_PATTERN},
        "example": "6f1d2a52-3c1e-4c8e-9a51-0d6f7b8e4a10",
    },
}
