"""The API after a new version: what each remark was written on, where that is now, and what may be written on."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from consult import clock
from consult.documents.section import lasting_id
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from tests.public.api.asking import get, refused
from tests.support.factories import NOW, responses
from tests.support.factories.versions import (
    BUS,
    FOREST,
    HARBOUR,
    SCHOOL,
    Followed,
    followed,
    on,
)

pytestmark = pytest.mark.anyio


@pytest.fixture
async def made(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Followed:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return await followed()


def here(made: Followed, step: str = "") -> str:
    return f"/api/v1/consultations/{made.first.consultation.slug}{step}"


def traffic(made: Followed) -> str:
    """The id of the section that the first version calls 2 and the second 3."""
    return lasting_id(made.first.sections[2].identity_id)


async def send(client: httpx2.AsyncClient, made: Followed, anchor: Any) -> httpx2.Response:
    body = {
        "respondent": {"kind": "citizen", "name": "Maja Eksempelsen"},
        "remarks": [{"anchor": anchor, "text": "Det er vigtigt."}],
    }
    key = {"Idempotency-Key": f"{anchor}".encode().hex()[:120]}
    return await client.post(here(made, "/responses"), json=body, headers=key)


async def test_sections_and_paragraphs_say_their_version_and_where_they_are_read_for_good(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    before = await get(client, here(made, "/sections/2-1"), "SectionDetail")
    assert before["version"] == 1
    await made.approve_and_publish()
    assert (await get(client, here(made), "ConsultationDetail"))["version"] == 2
    section = await get(client, here(made, "/sections/3-1"), "SectionDetail")
    assert section["version"] == 2
    was, now = before["paragraphs"][0], section["paragraphs"][0]
    assert was["id"] == now["id"] == str(made.identity(BUS))
    assert was["html_url"] == now["html_url"]
    for each in (was, now):
        page = await client.get(each["permanent_url"])
        assert page.status_code == 200
        assert each["text"] in page.text


async def test_a_remark_says_what_it_was_written_on_and_where_that_is_now(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    places = [on(made, BUS), on(made, SCHOOL), on(made, FOREST), made.first.sections[2], None]
    for place in places:
        await responses.remark(made.first, place, publicity=Publicity.PUBLISHED)
    await made.approve_and_publish()
    items = (await get(client, here(made, "/remarks"), "RemarkPage"))["items"][::-1]
    assert {each["anchor"]["version"] for each in items} == {1}
    assert [each["anchor"]["id"] for each in items] == [
        *(str(made.identity(text)) for text in (BUS, SCHOOL, FOREST)),
        traffic(made),
        None,
    ]
    assert [each["anchor"]["key"] for each in items] == [None, None, None, "2", None]
    assert [each["anchor"]["now"] for each in items] == [
        {"type": "paragraph", "id": str(made.identity(BUS)), "key": None},
        {"type": "paragraph", "id": str(made.identity(HARBOUR)), "key": None},
        None,
        {"type": "section", "id": traffic(made), "key": "3"},
        {"type": "consultation", "id": None, "key": None},
    ]
    sections = (await get(client, here(made, "/sections"), "SectionPage"))["items"]
    keys = {each["id"]: each["key"] for each in sections} | {None: None}
    assert [keys[each["section_id"]] for each in items] == ["3-1", "2-1", "3-1", "3", None]


async def test_a_place_of_an_earlier_version_is_refused_unless_the_version_is_said(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await made.approve_and_publish()
    forest = {"type": "paragraph", "id": str(made.identity(FOREST))}
    school = {"type": "paragraph", "id": str(made.identity(SCHOOL))}
    for anchor, code in ((forest, "gone"), (school, "merged")):
        found = refused(await send(client, made, anchor), 422, "invalid", "remarks.0.anchor")
        assert found[0]["code"] == code
    assert str(made.identity(HARBOUR)) in found[0]["message"]
    trafik = {"type": "section", "id": "2"}
    for anchor in (forest, school, trafik):
        assert (await send(client, made, {**anchor, "version": 1})).status_code == 201
    stored = await Remark.all().order_by("id")
    assert {each.version_id for each in stored} == {made.first.version.id}
    assert [each.paragraph_id for each in stored[:2]] == [
        made.identity(FOREST),
        made.identity(SCHOOL),
    ]
    assert stored[2].section_id == made.first.sections[2].identity_id


async def test_a_version_that_is_not_published_is_no_version(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await made.approve()
    bus = {"type": "paragraph", "id": str(made.identity(BUS))}
    for number in (2, 9):
        answer = await send(client, made, {**bus, "version": number})
        found = refused(answer, 422, "invalid", "remarks.0.anchor")
        assert found[0]["code"] == "unknown"
    wrongs: list[Any] = ["1", 0, -1, 1.5, True, [], 10**9]
    for wrong in wrongs:
        answer = await send(client, made, {**bus, "version": wrong})
        refused(answer, 422, "invalid", "remarks.0.anchor.version")
    assert await Remark.all().count() == 0
