"""Asking the API in tests: answers checked against the document as they come, lists walked to their end."""

from __future__ import annotations

from typing import Any

import httpx2
import jsonschema

from consult.public.api.openapi import document

HERE = "/api/v1/consultations/havneplan"
DOCUMENT = document("https://hoering.fjordby.example")


def fits(value: Any, name: str) -> None:
    """Raises jsonschema.ValidationError unless the value is what the document calls ``name``."""
    jsonschema.validate(
        value,
        {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]},
        cls=jsonschema.Draft202012Validator,
        format_checker=jsonschema.FormatChecker(),
    )


async def get(client: httpx2.AsyncClient, path: str, name: str, **params: Any) -> dict[str, Any]:
    """A reading answer, which must be what the document calls ``name``."""
    answer = await client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    found: dict[str, Any] = answer.json()
    fits(found, name)
    return found


async def walk(
    client: httpx2.AsyncClient, path: str, name: str, **params: Any
) -> list[list[dict[str, Any]]]:
    """Every piece of a list, from the first to the last."""
    pieces: list[list[dict[str, Any]]] = []
    cursor: dict[str, str] = {}
    while True:
        found = await get(client, path, name, **params, **cursor)
        pieces.append(found["items"])
        if found["next_cursor"] is None:
            return pieces
        cursor = {"cursor": found["next_cursor"]}


def refused(answer: httpx2.Response, status: int, code: str, *fields: str) -> list[dict[str, Any]]:
    """The errors of an answer, which must be a problem document with this code naming these fields."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    fits(found, "Problem")
    assert (found["status"], found["code"]) == (status, code)
    assert [each["field"] for each in found["errors"]] == list(fields)
    errors: list[dict[str, Any]] = found["errors"]
    return errors
