"""The OpenAPI document: complete, true to the routes, and its examples true to its schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx2
import jsonschema
import pytest

from consult import app as composition
from consult.public.api.openapi import examples
from consult.responses.remark import Publicity
from consult.settings import Settings
from tests.public.api.asking import DOCUMENT, HERE, fits, get
from tests.support.factories import drafts, responses
from tests.support.factories.documents import Draft

READING = [
    "/api/openapi.json", "/api/v1/consultations", HERE, f"{HERE}/sections", f"{HERE}/sections/1-1",
    f"{HERE}/remarks",
]  # fmt: skip


def nodes(of: Any) -> Iterator[dict[str, Any]]:
    """Every object in the document."""
    if isinstance(of, dict):
        yield of
        for each in of.values():
            yield from nodes(each)
    elif isinstance(of, list):
        for each in of:
            yield from nodes(each)


def test_every_path_is_a_route_and_every_route_of_the_api_a_path() -> None:
    served = {
        (re.sub(r":\w+}", "}", route.path), method.lower())
        for route in composition.routes()
        if route.path.startswith("/api/")
        for method in route.methods or ()
        if method != "HEAD"
    }
    described = {(path, method) for path, found in DOCUMENT["paths"].items() for method in found}
    assert described == served


def test_every_reference_leads_somewhere_and_everything_is_referred_to() -> None:
    wanted = {node["$ref"] for node in nodes(DOCUMENT) if "$ref" in node}
    there = {
        f"#/components/{kind}/{name}"
        for kind, found in DOCUMENT["components"].items()
        for name in found
    }
    assert wanted == there


def test_every_schema_is_a_schema() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["description"]


def test_every_operation_says_what_it_is_for_and_how_it_can_fail() -> None:
    operations = [found for path in DOCUMENT["paths"].values() for found in path.values()]
    for each in operations:
        assert each["summary"].endswith(".")
        assert each["security"] == []
        assert each["operationId"] == "getDescription" or set(each["responses"]) & {"400", "404"}
    assert len({each["operationId"] for each in operations}) == len(operations)


@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_an_example_fits_its_schema(name: str) -> None:
    fits(examples.EXAMPLES[name], name)


def test_the_other_examples_fit_too() -> None:
    fits(examples.RESPONSE, "ResponseInput")
    for refusal in DOCUMENT["components"]["responses"].values():
        fits(refusal["content"]["application/problem+json"]["example"], "Problem")


async def test_the_example_of_a_response_can_be_sent(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    sent = await client.post(
        f"{HERE}/responses", json=examples.RESPONSE, headers={"Idempotency-Key": "example"}
    )
    assert sent.status_code == 201


async def test_the_site_hands_it_out_with_its_own_address(
    client: httpx2.AsyncClient, settings: Settings
) -> None:
    found = (await client.get("/api/openapi.json")).json()
    assert found["openapi"] == "3.1.0"
    assert found["servers"] == [{"url": settings.base_url}]
    assert found["paths"] == DOCUMENT["paths"]


@pytest.mark.parametrize("path", READING)
async def test_reading_is_open_to_every_site_and_answered_by_the_outermost_layer(
    draft: Draft, client: httpx2.AsyncClient, path: str
) -> None:
    await responses.remark(draft, drafts.numbered(draft, "1.1"), publicity=Publicity.PUBLISHED)
    first = await client.get(path)
    assert first.status_code == 200
    assert first.headers["access-control-allow-origin"] == "*"
    assert first.headers["cache-control"] == "public, no-cache"
    assert "x-consult-cache-version" not in first.headers
    again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = await client.head(path)
    assert (head.status_code, head.content) == (200, b"")


async def test_a_refusal_of_reading_can_be_read_by_every_site_and_one_of_writing_cannot(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    missing = await client.get("/api/v1/consultations/findes-ikke")
    assert missing.headers["access-control-allow-origin"] == "*"
    sent = await client.post(f"{HERE}/responses", json={})
    assert "access-control-allow-origin" not in sent.headers


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v2/consultations", f"{HERE}/x"])
async def test_an_address_the_api_does_not_have_is_a_problem_document_too(
    draft: Draft, client: httpx2.AsyncClient, path: str
) -> None:
    answer = await client.get(path)
    if path != "/api":
        assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == 404


async def test_a_method_the_api_does_not_have_is_told_which_there_are(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    answer = await client.delete(HERE)
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    fits(answer.json(), "Problem")


async def test_the_api_has_one_address_whatever_language_one_reads(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await get(client, HERE, "ConsultationDetail")
    assert (await client.get(f"/en{HERE}")).status_code == 404
