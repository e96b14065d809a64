"""Sections named by program, across a version that numbers them anew: nothing is read as, and nothing stored under, a
section that was not meant."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from consult import clock
from consult.documents.section import lasting_id
from consult.importing import Draft
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from tests.public.api.asking import get, refused
from tests.support.factories import NOW, responses
from tests.support.factories.consultations import consultation
from tests.support.factories.drafts import paragraph, section, store
from tests.support.factories.versions import (
    BUS,
    FIRST,
    HARBOUR,
    SCHOOL,
    TENANTS,
    Followed,
    follow,
    followed,
)

pytestmark = pytest.mark.anyio


@pytest.fixture
async def made(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Followed:
    """Version 1 calls the town 1 and traffic 2; version 2 puts housing first, so they are 2 and 3."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    found = await followed()
    await found.approve_and_publish()
    return found


def here(made: Followed, step: str = "") -> str:
    return f"/api/v1/consultations/{made.first.consultation.slug}{step}"


def town(made: Followed) -> str:
    return lasting_id(made.first.sections[0].identity_id)


def traffic(made: Followed) -> str:
    return lasting_id(made.first.sections[2].identity_id)


async def housing(made: Followed, client: httpx2.AsyncClient) -> str:
    return str((await sections(made, client))["1"]["id"])


async def sections(made: Followed, client: httpx2.AsyncClient) -> dict[str, Any]:
    """The sections of the heard version by key."""
    items = (await get(client, here(made, "/sections"), "SectionPage"))["items"]
    return {each["key"]: each for each in items}


async def send(
    client: httpx2.AsyncClient, made: Followed, *anchors: Any, key: str = "k"
) -> httpx2.Response:
    body = {
        "respondent": {"kind": "citizen", "name": "Maja Eksempelsen"},
        "remarks": [
            {"anchor": {"type": "section", **each}, "text": "Det er vigtigt."} for each in anchors
        ],
    }
    return await client.post(here(made, "/responses"), json=body, headers={"Idempotency-Key": key})


async def test_an_id_is_the_same_section_in_every_version(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    found = await sections(made, client)
    assert (found["2"]["id"], found["3"]["id"]) == (town(made), traffic(made))
    detail = await get(client, here(made, f"/sections/{traffic(made)}"), "SectionDetail")
    assert (detail["key"], detail["title"], detail["version"]) == ("3", "Trafik", 2)
    area = (await get(client, here(made), "ConsultationDetail"))["areas"][-1]
    assert (area["id"], area["key"]) == (traffic(made), "3")


async def test_a_key_is_taken_with_its_version(made: Followed, client: httpx2.AsyncClient) -> None:
    for version, key in (("1", "2"), ("2", "3")):
        path = here(made, f"/sections/{key}")
        detail = await get(client, path, "SectionDetail", version=version)
        assert detail["id"] == traffic(made)
    answer = await send(client, made, {"id": "2", "version": 1}, {"id": "3", "version": 2})
    assert answer.status_code == 201
    stored = [await lasting(each) for each in await Remark.all().order_by("ordinal")]
    assert stored == [traffic(made), traffic(made)]


async def lasting(remark: Remark) -> str:
    assert remark.section_id is not None
    return lasting_id(remark.section_id)


async def test_a_key_that_has_meant_another_section_is_ambiguous_everywhere(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    wanted = [town(made), traffic(made)]
    answers = [
        await client.get(here(made, "/sections/2")),
        await client.get(here(made, "/remarks"), params={"section": "2"}),
    ]
    for answer in answers:
        error = refused(answer, 400, "bad_parameter", "section")[0]
        assert (error["code"], error["candidates"]) == ("ambiguous", wanted)
        assert error["message"].startswith(f"2 has meant several sections: {', '.join(wanted)}.")
    sent = await send(client, made, {"id": "2"})
    error = refused(sent, 422, "invalid", "remarks.0.anchor.id")[0]
    assert (error["code"], error["candidates"]) == ("ambiguous", wanted)
    assert await Remark.all().count() == 0


async def test_a_key_that_only_ever_meant_one_section_leads_on(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    """Housing has nothing below it, so that 1-1 is the first version's alone; nobody had a 3 before."""
    detail = await get(client, here(made, "/sections/1-1"), "SectionDetail")
    assert (detail["key"], detail["parent_id"]) == ("2-1", town(made))
    assert (await get(client, here(made, "/sections/3"), "SectionDetail"))["id"] == traffic(made)
    await responses.remark(
        made.first, made.first.sections[1], publicity=Publicity.PUBLISHED, text="I byen."
    )
    found = await get(client, here(made, "/remarks"), "RemarkPage", section="1-1")
    assert [each["text"] for each in found["items"]] == ["I byen."]
    answer = await send(client, made, {"id": "1-1"}, {"id": "3"})
    assert answer.status_code == 201
    first, second = (await Remark.all().order_by("-id").limit(2))[::-1]
    assert await lasting(first) == detail["id"]
    assert await lasting(second) == traffic(made)


async def test_filtering_by_id_gives_the_same_remarks_whatever_the_number_has_become(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    for place, text in ((0, "Om byen."), (2, "Om trafik.")):
        await responses.remark(
            made.first, made.first.sections[place], publicity=Publicity.PUBLISHED, text=text
        )
    for params, text in (
        ({"section": town(made)}, "Om byen."),
        ({"section": "1", "version": "1"}, "Om byen."),
        ({"section": "2", "version": "1"}, "Om trafik."),
        ({"section": traffic(made)}, "Om trafik."),
    ):
        found = await get(client, here(made, "/remarks"), "RemarkPage", **params)
        assert [each["text"] for each in found["items"]] == [text]


async def test_a_repetition_after_the_new_version_finds_its_receipt(
    db: Settings, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = await followed()
    anchors = ({"id": "2"}, {"id": town(made)}, {"id": "2", "version": 1})
    first = await send(client, made, *anchors)
    assert first.status_code == 201
    await made.approve_and_publish()
    again = await send(client, made, *anchors)
    assert (again.status_code, again.content) == (200, first.content)
    refused(await send(client, made, *anchors, key="new"), 422, "invalid", "remarks.0.anchor.id")


@pytest.mark.parametrize("id", ["sec_0", "sec_x", "sec_999", "9", "x" * 100, "\0", "sec_1 2"])
@pytest.mark.parametrize("version", [{}, {"version": 1}, {"version": 2}])
async def test_what_no_version_has_is_unknown(
    made: Followed, client: httpx2.AsyncClient, id: str, version: dict[str, int]
) -> None:
    error = refused(
        await send(client, made, {"id": id, **version}), 422, "invalid", "remarks.0.anchor"
    )
    assert error[0]["code"] == "unknown"
    params = {name: str(value) for name, value in version.items()}
    answer = await client.get(here(made, "/remarks"), params={"section": id, **params})
    assert answer.status_code == 400


async def test_another_consultations_section_is_no_section_here(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    other = await store(await consultation())
    theirs = lasting_id(other.sections[0].identity_id)
    assert (await client.get(here(made, f"/sections/{theirs}"))).status_code == 404
    refused(await send(client, made, {"id": theirs}), 422, "invalid", "remarks.0.anchor")


async def test_a_version_says_what_a_key_is_of_and_nothing_else(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    for path, params, field in (
        ("/remarks", {"version": "1"}, "version"),
        ("/remarks", {"section": town(made), "version": "1"}, "version"),
        ("/remarks", {"section": "2", "version": "3"}, "version"),
        ("/remarks", {"section": "2", "version": "x"}, "version"),
        ("/remarks", {"section": "3", "version": "1"}, "section"),
        (f"/sections/{town(made)}", {"version": "1"}, "version"),
        ("/sections/2", {"version": "0"}, "version"),
    ):
        refused(await client.get(here(made, path), params=params), 400, "bad_parameter", field)
    assert (await client.get(here(made, "/sections/3?version=1"))).status_code == 404


# The chapter on traffic is gone; housing has taken its number.
WITHOUT_TRAFFIC = Draft(
    "Politik for byen, anden udgave",
    (
        section("1", "Byen", number="1"),
        section("1/1", "Fremover", paragraph(HARBOUR), paragraph(SCHOOL), paragraph(BUS)),
        section("2", "Bolig", paragraph(TENANTS), number="2"),
    ),
    (),
)


async def test_a_section_that_is_gone_is_said_to_be_and_never_another_one(
    db: Settings, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    first = await store(await consultation(), FIRST)
    made = Followed(first, await follow(first, WITHOUT_TRAFFIC))
    gone = traffic(made)
    await made.approve_and_publish()
    answer = await client.get(here(made, f"/sections/{gone}"))
    assert refused(answer, 410, "gone", "section")[0]["code"] == "gone"
    answer = await client.get(here(made, "/remarks"), params={"section": gone})
    assert refused(answer, 400, "bad_parameter", "section")[0]["code"] == "gone"
    error = refused(await send(client, made, {"id": gone}), 422, "invalid", "remarks.0.anchor")
    assert error[0]["code"] == "gone"
    assert (await send(client, made, {"id": gone, "version": 1})).status_code == 201
