"""Odd addresses: they lead nowhere else, and none of them is a fault of ours."""

from __future__ import annotations

import re

import httpx2
import pytest

from consult.locale import LANGUAGES

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "path",
    [
        "/en//elsewhere.example",
        "//elsewhere.example",
        "/ar/%5Celsewhere.example",
        "/en/%09/elsewhere.example",
    ],
)
async def test_the_languages_of_a_missing_page_lead_to_no_other_site(
    client: httpx2.AsyncClient, path: str
) -> None:
    answer = await client.send(client.build_request("GET", "http://localhost" + path))
    assert answer.status_code == 404
    hrefs = re.findall(r'href="([^"]*elsewhere[^"]*)"', answer.text)
    assert len(hrefs) == len(LANGUAGES)
    for href in hrefs:
        assert re.match(r"/(?![/\\\t])", href), href


async def test_a_redirect_of_the_router_names_no_host(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/privacy/", headers={"host": "elsewhere.example"})
    assert (answer.status_code, answer.headers["location"]) == (307, "/privacy")
    answer = await client.get("/ar?q=1", headers={"host": "elsewhere.example"})
    assert answer.headers["location"] == "/ar/?q=1"


@pytest.mark.parametrize("digits", [19, 30, 5000])
async def test_a_number_no_id_can_be_is_a_missing_page(
    client: httpx2.AsyncClient, digits: int
) -> None:
    answer = await client.get(f"/consultations/havn/paragraphs/{'9' * digits}")
    assert answer.status_code == 404
