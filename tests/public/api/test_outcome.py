"""The outcome as data: the points with their answers, the editions, and what each remark was answered."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from consult.answers.editions.publishing import take_back
from consult.cache_version import bump
from consult.responses.publicity import retract
from tests.answers.editions.ready import ANSWER, Answered, answered, publish, published
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW

pytestmark = pytest.mark.usefixtures("stopped_clock")


async def get(client: httpx2.AsyncClient, made: Answered, rest: str = "") -> dict[str, Any]:
    answer = await client.get(f"/api/v1{made.address(rest)}")
    assert answer.status_code == 200
    read: dict[str, Any] = answer.json()
    return read


async def test_before_publication_there_is_nothing(client: httpx2.AsyncClient) -> None:
    made = await answered()
    await publish(made, at=NOW + DAY)
    assert (await get(client, made))["phase"] == "closed"
    for rest in ("/points", "/memo"):
        assert await get(client, made, rest) == {"items": [], "next_cursor": None}
    (remark,) = (await get(client, made, "/remarks"))["items"]
    assert (remark["points"], remark["no_point_reason"]) == ([], None)


async def test_the_points_with_their_answers(client: httpx2.AsyncClient) -> None:
    made = await published()
    assert (await get(client, made))["phase"] == "answered"
    (point,) = (await get(client, made, "/points"))["items"]
    assert point["html_url"].endswith(made.address("/points/1"))
    assert {key: point[key] for key in ("number", "title", "section_id", "remarks", "not_shown")} == {
        "number": 1, "title": "Flere grønne byrum", "section_id": "2", "remarks": ["1.1"],
        "not_shown": 1,
    }  # fmt: skip
    assert point["quotes"] == [{"remark": "1.1", "text": "parken ved åen"}]
    met, not_met = point["answers"]
    assert met["committee"]["id"] == made.hearing.town.slug
    assert (met["outcome"], met["reason"]) == ("met", ANSWER)
    assert not_met["outcome"] == "not_met"
    assert point["changes"] == []


async def test_a_remark_names_its_points_or_why_it_is_in_none(client: httpx2.AsyncClient) -> None:
    made = await published()
    await made.hearing.remark(1)
    await bump(made.consultation.slug)
    later, first = (await get(client, made, "/remarks"))["items"]
    if first["number"] != "1.1":
        later, first = first, later
    assert (first["points"], first["no_point_reason"]) == ([1], None)
    assert (later["points"], later["no_point_reason"]) == ([], "later")


async def test_what_is_withdrawn_is_counted_alone(client: httpx2.AsyncClient) -> None:
    made = await published()
    await retract(made.remark.response_id, now=NOW)
    (point,) = (await get(client, made, "/points"))["items"]
    assert (point["remarks"], point["quotes"], point["not_shown"]) == ([], [], 2)


async def test_the_editions_and_what_was_taken_back(client: httpx2.AsyncClient) -> None:
    made = await answered()
    edition = await publish(made, now=NOW - DAY / 24)
    (item,) = (await get(client, made, "/memo"))["items"]
    assert (item["number"], item["sha256"], item["taken_back"]) == (1, edition.checksum, None)
    await take_back(made.consultation, 1, reason="Fejl.", by=BY, now=NOW)
    (item,) = (await get(client, made, "/memo"))["items"]
    assert item["taken_back"]["reason"] == "Fejl."
    assert (await get(client, made, "/points"))["items"] == []
