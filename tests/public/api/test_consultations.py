"""Consultations as data: announced ones alone, with their areas and committees."""

from __future__ import annotations

import httpx2
import pytest

from consult import cache_version
from consult.responses.remark import Publicity
from consult.settings import Settings
from tests.public.api.asking import HERE, get, refused, walk
from tests.support.factories import DAY, NOW, consultations, documents, drafts, responses
from tests.support.factories.documents import Draft
from tests.support.queries import queries

LIST = "/api/v1/consultations"


async def test_the_list_holds_what_is_announced_the_next_deadline_first(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await consultations.unannounced_consultation(slug="hemmelig", title="Hemmelig plan")
    await consultations.consultation(slug="senere-kendt", announced_at=NOW + DAY)
    await consultations.consultation(slug="sidst", closes_at=NOW + 40 * DAY)
    await consultations.closed_consultation(slug="lukket")
    await consultations.consultation(slug="kommer", opens_at=NOW + DAY)
    found = await get(client, LIST, "ConsultationPage")
    assert [(each["id"], each["phase"]) for each in found["items"]] == [
        ("lukket", "closed"), ("havneplan", "open"), ("kommer", "planned"), ("sidst", "open"),
    ]  # fmt: skip


async def test_walking_the_list_meets_each_once_in_order(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    for number in range(6):
        await consultations.consultation(slug=f"plan-{number}", closes_at=NOW + 30 * DAY)
    pieces = await walk(client, LIST, "ConsultationPage", limit=3)
    assert [len(piece) for piece in pieces] == [3, 3, 1]
    slugs = [each["slug"] for piece in pieces for each in piece]
    assert slugs == ["havneplan", *(f"plan-{number}" for number in range(6))]


async def test_one_consultation_says_when_and_where_it_is_read(
    draft: Draft, client: httpx2.AsyncClient, settings: Settings
) -> None:
    found = await get(client, HERE, "ConsultationDetail")
    assert found["id"] == found["slug"] == "havneplan"
    assert found["title"] == "Politik for havnen"
    assert found["opens_at"] == "2027-02-28T11:00:00Z"
    assert found["closes_at"] == "2027-03-30T11:00:00Z"
    assert found["html_url"] == f"{settings.base_url}/consultations/havneplan"
    assert found["summary"]["decides"] == "<p>Byrådet beslutter.</p>"
    assert (await client.get(found["html_url"])).status_code == 200


async def test_areas_and_committees_are_told_with_who_answers_for_what(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    water = await consultations.committee(slug="vand", name="Vandudvalget")
    money = await consultations.committee(slug="oekonomi", name="Økonomiudvalget")
    await consultations.committee(slug="andet", name="Et udvalg uden del i sagen")
    await documents.owner(drafts.keyed(draft, "1"), water, is_lead=True)
    await documents.owner(drafts.keyed(draft, "1-2"), money)
    found = await get(client, HERE, "ConsultationDetail")
    areas = {each["key"]: each for each in found["areas"]}
    assert [(each["number"], each["title"]) for each in found["areas"]][1:] == [
        ("1", "Vand og bad"), ("2", "Kajer og byliv"),
    ]  # fmt: skip
    assert areas["1"]["committees"] == [{"id": "vand", "name": "Vandudvalget"}]
    assert areas["2"]["committees"] == []
    assert [each["id"] for each in found["committees"]] == ["vand", "oekonomi"]


async def test_the_count_is_of_published_remarks_in_this_consultation(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    other = await drafts.store(await consultations.consultation(slug="anden"))
    for publicity in Publicity:
        await responses.remark(draft, drafts.numbered(draft, "1.1"), publicity=publicity)
    await responses.remark(draft, None, publicity=Publicity.PUBLISHED)
    await responses.remark(other, None, publicity=Publicity.PUBLISHED)
    assert (await get(client, HERE, "ConsultationDetail"))["remark_count"] == 3
    items = (await get(client, LIST, "ConsultationPage"))["items"]
    assert {each["id"]: each["remark_count"] for each in items} == {"havneplan": 3, "anden": 1}


async def test_an_announced_consultation_without_a_published_text_has_no_parts_yet(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await drafts.store(await consultations.consultation(slug="tom"), published=False)
    base = "/api/v1/consultations/tom"
    assert (await get(client, base, "ConsultationDetail"))["areas"] == []
    assert (await get(client, f"{base}/sections", "SectionPage"))["items"] == []
    assert (await get(client, f"{base}/remarks", "RemarkPage"))["items"] == []
    refused(await client.get(f"{base}/sections/1"), 404, "not_found")


@pytest.mark.parametrize("below", ["", "/sections", "/sections/1", "/remarks"])
async def test_what_is_not_announced_is_answered_as_what_does_not_exist(
    draft: Draft, client: httpx2.AsyncClient, below: str
) -> None:
    await drafts.store(await consultations.unannounced_consultation(slug="hemmelig"))
    secret = await client.get(f"/api/v1/consultations/hemmelig{below}")
    missing = await client.get(f"/api/v1/consultations/findes-ikke{below}")
    refused(secret, 404, "not_found")
    assert secret.content == missing.content
    assert dict(secret.headers) == dict(missing.headers)


async def test_a_list_and_a_consultation_cost_the_same_number_of_queries_however_much_there_is(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    async def cost(path: str) -> int:
        await cache_version.bump(cache_version.SITE)  # or the kept answer would cost nothing
        with queries() as statements:
            assert (await client.get(path)).status_code == 200
        return len(statements)

    before = [await cost(LIST), await cost(HERE)]
    for _ in range(5):
        more = await drafts.store(await consultations.consultation())
        await responses.remark(more, None, publicity=Publicity.PUBLISHED)
        who = await consultations.committee()
        for each in draft.sections:
            await documents.owner(each, who)
    assert [await cost(LIST), await cost(HERE)] == before


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/consultations/%00", "/api/v1/consultations/a%00/remarks", "/consultations/%00",
        "/consultations/" + "x" * 121, "/ar/consultations/" + "9" * 3000 + "/text",
        "/api/v1/consultations/" + "x" * 121, "/pictures/" + "a" * 65, "/pictures/" + "9" * 3000,
    ],
)  # fmt: skip
async def test_a_name_no_database_could_be_asked_for_is_missing(
    draft: Draft, client: httpx2.AsyncClient, path: str
) -> None:
    assert (await client.get(path)).status_code == 404
