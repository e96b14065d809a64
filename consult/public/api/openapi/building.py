"""Small words to write schemas with: plain functions from pieces to JSON Schema. Knows nothing of the API."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

Schema = dict[str, Any]


def ref(name: str, kind: str = "schemas") -> Schema:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def record(fields: dict[str, Schema], *, optional: Iterable[str] = (), **more: Any) -> Schema:
    """An object of exactly these fields, all there but the optional ones."""
    left_out = set(optional)
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in left_out],
        "additionalProperties": False,
        **more,
    }


def text(description: str = "", **more: Any) -> Schema:
    """A string."""
    return _described({"type": "string"}, description, more)


def maybe_text(description: str = "", **more: Any) -> Schema:
    """A string or null."""
    return _described({"type": ["string", "null"]}, description, more)


def count(description: str) -> Schema:
    """A number of things."""
    return {"type": "integer", "minimum": 0, "description": description}


def moment(description: str) -> Schema:
    """A moment in UTC."""
    return {"type": "string", "format": "date-time", "description": description}


def address(description: str) -> Schema:
    """A full web address."""
    return {"type": "string", "format": "uri", "description": description}


def one_of(words: type[StrEnum], description: str = "", **more: Any) -> Schema:
    """One of the words of an enumeration."""
    schema = {"type": "string", "enum": [each.value for each in words]}
    return _described(schema, description, more)


def many(items: Schema, description: str = "", **more: Any) -> Schema:
    """An array."""
    return _described({"type": "array", "items": items}, description, more)


def page_of(name: str) -> Schema:
    """A piece of a list."""
    return record(
        {
            "items": many(ref(name), maxItems=200),
            "next_cursor": maybe_text("Ask again with this `cursor`; null at the end."),
        }
    )


def _described(schema: Schema, description: str, more: dict[str, Any]) -> Schema:
    return {**schema, **({"description": description} if description else {}), **more}
