"""Published remarks: newest first, ten at a time, each with an address of its own, unknown to search engines."""

from __future__ import annotations

import httpx2
import pytest

from consult.public import queries
from consult.responses.remark import Publicity, Remark
from consult.responses.respondent import RespondentKind
from tests.support.factories import DAY, NOW, consultations, drafts, responses
from tests.support.factories.documents import Draft
from tests.support.reading import read

pytestmark = pytest.mark.anyio

LIST = "/consultations/havneplan/remarks"


async def make_many(draft: Draft, count: int) -> list[Remark]:
    """Published in pairs at the same moment, the last made being the newest."""
    return [
        await responses.remark(
            draft,
            drafts.numbered(draft, "1.1"),
            publicity=Publicity.PUBLISHED,
            text=f"Nummer {n}.",
            published_at=NOW - DAY + (n // 2) * DAY / 100,
        )
        for n in range(count)
    ]


async def test_the_pages_hold_every_remark_once_newest_first(draft: Draft) -> None:
    made = await make_many(draft, 25)
    outline = await queries.outline(draft.consultation)
    assert outline is not None
    seen: list[int] = []
    sizes, cursor = [], None
    while True:
        page = await queries.remarks(outline, cursor=cursor)
        seen += [each.id for each in page.items]
        sizes.append(len(page.items))
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert seen == [each.id for each in reversed(made)]
    assert sizes == [10, 10, 5]


async def test_exactly_one_page_has_no_older_page(draft: Draft) -> None:
    await make_many(draft, 10)
    outline = await queries.outline(draft.consultation)
    assert outline is not None
    assert (await queries.remarks(outline)).next_cursor is None


@pytest.mark.parametrize(
    "cursor", ["x", "1", "-", "1-x", "1-" + "9" * 30, "9" * 40 + "-1", "9" * 5000 + "-1", "١-١"]
)
async def test_a_cursor_we_did_not_give_is_a_missing_page(
    draft: Draft, client: httpx2.AsyncClient, cursor: str
) -> None:
    answer = await client.get(LIST, params={"cursor": cursor})
    assert answer.status_code == 404


async def test_one_walks_to_the_older_remarks_without_a_script(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await make_many(draft, 12)
    first = await read(client, LIST)
    [older] = first.xpath("//a[@rel='next']/@href")
    second = await read(client, older)
    assert [len(page.find_class("remark")) for page in (first, second)] == [10, 2]
    assert not second.xpath("//a[@rel='next']")
    assert second.xpath("//a[@rel='prev']/@href") == [LIST]


async def test_htmx_gets_the_same_remarks_without_the_page_round_them(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await make_many(draft, 12)
    part = await client.get(LIST, headers={"hx-request-type": "partial"})
    assert "<html" not in part.text
    assert part.text.count("<article") == 10
    assert "HX-Request-Type" in part.headers["vary"]
    assert "<html" in (await client.get(LIST)).text


async def test_search_engines_are_told_to_stay_away(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    [remark] = await make_many(draft, 1)
    number = (await remark.response).number
    for path in (LIST, f"{LIST}/{number}.1", "/consultations/havneplan/sections/1/remarks"):
        page = await read(client, path)
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"], path
    page = await read(client, "/consultations/havneplan/sections/1")
    assert page.xpath("//meta[@name='robots']/@content") == ["all"]
    assert "Nummer 0." not in page.text_content()


async def test_a_remark_has_a_permanent_address_and_leads_back_to_its_paragraph(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    [remark] = await make_many(draft, 1)
    number = (await remark.response).number
    page = await read(client, f"{LIST}/{number}.1")
    assert "Nummer 0." in page.text_content()
    place = f"/consultations/havneplan/paragraphs/{remark.paragraph_id}"
    assert place in page.xpath("//a/@href")


@pytest.mark.parametrize("reference", ["1", "1.2", "1.", ".1", "1.1.1", "x.y", "1.-1", "9" * 40])
async def test_a_reference_that_is_none_is_a_missing_page(
    draft: Draft, client: httpx2.AsyncClient, reference: str
) -> None:
    await make_many(draft, 1)
    assert (await client.get(f"{LIST}/{reference}")).status_code == 404


async def test_organisation_and_citizen_are_told_apart_by_words(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    response = await responses.response(draft)
    respondent = await response.respondent
    await respondent.update_from_dict(
        {"kind": RespondentKind.ORGANISATION, "organisation": "Fjordens Sejlklub"}
    ).save()
    await responses.remark(draft, within=response, publicity=Publicity.PUBLISHED)
    await responses.remark(draft, publicity=Publicity.PUBLISHED)
    page = await read(client, LIST)
    kinds = [each.text_content().strip() for each in page.find_class("remark__kind")]
    assert sorted(kinds) == ["Borger", "Organisation"]


async def test_hostile_words_of_a_respondent_stay_words(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    hostile = "</p><img src=x onerror=alert(1)><script>alert(1)</script>{{ 7 * 7 }}"
    response = await responses.response(draft)
    await (await response.respondent).update_from_dict({"name": hostile}).save()
    await responses.remark(
        draft,
        drafts.numbered(draft, "1.1"),
        within=response,
        publicity=Publicity.PUBLISHED,
        text=hostile,
        public_proposed_text=hostile,
        public_quote=hostile,
    )
    page = await read(client, LIST)
    assert not page.xpath("//img | //*[@onerror] | //script[not(@src)]")
    assert (
        page.find_class("remark")[0].text_content().count(hostile) == 5
    )  # its heading names who wrote it


async def test_a_correction_that_waits_is_said_beside_the_old_wording(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    [remark] = await make_many(draft, 1)
    await remark.update_from_dict({"text": "NYT", "revision": 2, "queued_at": NOW}).save()
    text = (await client.get(LIST)).text
    assert "Rettet af afsenderen" in text
    assert "Nummer 0." in text
    assert "NYT" not in text


async def test_who_says_to_be_a_consulted_party_is_told_from_who_is_one(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    council = await consultations.party(draft.consultation, name="Prøverådet")
    for confirmed in (True, False):
        theirs = await responses.response(draft, party=council, party_confirmed=confirmed)
        await responses.remark(draft, publicity=Publicity.PUBLISHED, within=theirs)
    await responses.remark(draft, publicity=Publicity.PUBLISHED)
    words = "I en høringsparts navn, ikke bekræftet"
    assert (await client.get(LIST)).text.count(words) == 1
    assert words in (await client.get(f"{LIST}/{theirs.number}.1")).text


async def test_what_came_after_the_deadline_says_so_wherever_it_is_read(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    late = await responses.response(draft, is_late=True)
    await responses.remark(draft, publicity=Publicity.PUBLISHED, within=late)
    await responses.remark(draft, publicity=Publicity.PUBLISHED)
    words = "Modtaget efter fristen"
    assert (await client.get(LIST)).text.count(words) == 1
    assert words in (await client.get(f"{LIST}/{late.number}.1")).text
    data = (await client.get("/api/v1" + LIST)).json()["items"]
    assert {each["number"]: each["late"] for each in data} == {
        f"{late.number}.1": True, f"{(late.number or 0) + 1}.1": False,
    }  # fmt: skip
