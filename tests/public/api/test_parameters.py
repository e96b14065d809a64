"""Query parameters: one that an address does not take is refused and named, not dropped; so is one given twice."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from consult.public.api import PARAMETERS, routes
from consult.public.api.records.problem import MAX_ERRORS
from consult.responses.remark import Publicity
from consult.responses.response import Response
from tests.public.api.asking import DOCUMENT, HERE, refused
from tests.support.factories import responses
from tests.support.factories.documents import Draft

BODY: dict[str, Any] = {
    "respondent": {"kind": "citizen", "name": "P"}, "remarks": [{"text": "Ja."}],
}  # fmt: skip
WHERE = {"consultation": "havneplan", "section": "A", "reference": "1.1"}
READING = [route.path for route in routes if "GET" in (route.methods or ())]


def address(path: str) -> str:
    return path.format(**WHERE)


@pytest.mark.parametrize("path", READING)
async def test_a_parameter_that_an_address_does_not_take_is_named(
    draft: Draft, client: httpx2.AsyncClient, path: str
) -> None:
    await responses.remark(draft, publicity=Publicity.PUBLISHED)
    answer = await client.get(address(path), params={"stance": "against", "": "x"})
    errors = refused(answer, 400, "bad_parameter", "stance", "")
    assert [each["code"] for each in errors] == ["unknown", "unknown"]


@pytest.mark.parametrize("path", READING)
async def test_a_parameter_given_twice_is_named_once(
    draft: Draft, client: httpx2.AsyncClient, path: str
) -> None:
    name = next(route.name for route in routes if route.path == path)
    for known in PARAMETERS[name]:
        answer = await client.get(f"{address(path)}?{known}=1&{known}=2&{known}=x")
        [error] = refused(answer, 400, "bad_parameter", known)
        assert error["code"] == "repeated"


async def test_a_thousand_unknown_parameters_are_not_a_thousand_lines(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    query = "&".join(f"x{number}=1" for number in range(MAX_ERRORS + 10))
    answer = await client.get(f"{HERE}/remarks?{query}")
    assert (answer.status_code, len(answer.json()["errors"])) == (400, MAX_ERRORS)
    long = await client.get(f"{HERE}/remarks?{'x' * 500}=1")
    assert len(refused(long, 400, "bad_parameter", "x" * 40)[0]["message"]) < 200


async def test_parameters_headers_and_fields_at_fault_are_named_in_one_answer(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    wrong = {**BODY, "respondent": {"kind": "citizen", "name": "P", "email": "nobody"}, "x": 1}
    answer = await client.post(f"{HERE}/responses?notify=1", json=wrong)
    refused(answer, 400, "bad_parameter", "notify", "Idempotency-Key", "x", "respondent.email")
    answer = await client.post(f"{HERE}/responses?notify=1", json=BODY)
    refused(answer, 400, "bad_parameter", "notify", "Idempotency-Key")
    headers = {"content-type": "application/json"}
    answer = await client.post(f"{HERE}/responses?notify=1", content=b"{", headers=headers)
    refused(answer, 400, "malformed", "notify", "Idempotency-Key", "body")
    answer = await client.post(f"{HERE}/responses?notify=1", content=b"{")
    refused(answer, 415, "unsupported_media_type", "notify", "Idempotency-Key", "Content-Type")
    assert await Response.all().count() == 0


async def test_a_wrong_value_and_an_unknown_name_are_told_together(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    answer = await client.get(f"{HERE}/remarks?stance=for&limit=0&section=zz&cursor=x&cursor=y")
    refused(answer, 400, "bad_parameter", "stance", "cursor", "limit", "section")


async def test_the_pages_of_the_site_take_no_notice(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    for path in ("/", "/consultations/havneplan", "/consultations/havneplan/remarks"):
        assert (await client.get(f"{path}?stance=against&x=1&x=2")).status_code == 200


def test_the_document_names_the_parameters_there_are_and_no_other() -> None:
    shared = DOCUMENT["components"]["parameters"]
    for route in routes:
        for operation in DOCUMENT["paths"][route.path].values():
            refs = [each["$ref"].rpartition("/")[2] for each in operation.get("parameters", ())]
            named = {shared[each]["name"] for each in refs if shared[each]["in"] == "query"}
            assert named == set(PARAMETERS[route.name]), route.path
