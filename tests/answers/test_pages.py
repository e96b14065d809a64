"""The committee's desk through HTTP: what each role sees and may do, and that nothing typed is lost."""

from __future__ import annotations

import html
import re

import httpx2
import pytest

from consult import clock
from consult.answers.disposition import Disposition, DispositionInput, Outcome, dispose
from consult.answers.point import Point, PointRemark
from consult.people.role import Role
from consult.responses.remark import Publicity, Stance, Standing
from consult.responses.respondent import RespondentKind
from consult.responses.response import Response
from consult.settings import Settings
from tests.answers.scene import BY, Scene, scene
from tests.support.factories import NOW, consultations, people, responses
from tests.support.queries import queries

COUNT = re.compile(r'headline-number" role="status">(?:<a[^>]*>)?([\d.]+) bemærkning')
NUMBERED = re.compile(r'href="([^"]*/remarks[^"]*)"[^>]*>(?:<bdi>)?([\d.]+)')


@pytest.fixture
async def hearing(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """It is NOW: before it is announced a consultation is its editors' alone."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return await scene()


@pytest.fixture
async def town(hearing: Scene, client: httpx2.AsyncClient, db: Settings) -> httpx2.AsyncClient:
    """A caseworker of the committee that owns area 2 beside another."""
    await people.sign_in(
        client, await people.account(Role.COMMITTEE, committee=hearing.town.slug), db
    )
    return client


def desk(hearing: Scene, rest: str = "") -> str:
    return f"/staff/consultations/{hearing.consultation.slug}/committees/{hearing.town.slug}{rest}"


async def test_each_number_on_the_page_opens_that_many_remarks(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    await hearing.remark(2, stance=Stance.FOR)
    await hearing.remark(2, stance=Stance.AGAINST, publicity=Publicity.WITHHELD)
    await hearing.remark(2, kind=RespondentKind.ORGANISATION, name="Foreningen Prøve")
    await hearing.remark(2, standing=Standing.WITHDRAWN, publicity=Publicity.WITHHELD)
    await hearing.remark(1)
    await responses.remark(hearing.draft, hearing.draft.sections[1])
    await hearing.point(await hearing.remark(2))
    page = (await town.get(desk(hearing))).text
    numbers = {(html.unescape(href), count) for href, count in NUMBERED.findall(page)}
    assert len(numbers) >= 10
    for href, count in sorted(numbers):
        opened = await town.get(href)
        found = COUNT.search(opened.text)
        assert found is not None, href
        assert found[1] == count, href
    assert "5 bemærkninger" in page
    assert "4 bemærkninger uden punkt" in page


async def test_the_headline_says_how_many_parties_are_silent(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    for _ in range(2):
        await consultations.party(hearing.consultation)
    assert "2 af 2 høringsparter har ikke svaret" in (await town.get(desk(hearing))).text


async def test_withheld_remarks_are_there_and_say_so(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    await hearing.remark(2, publicity=Publicity.WITHHELD, text="Det her må alle ikke se.")
    page = (await town.get(desk(hearing, "/remarks"))).text
    assert "Det her må alle ikke se." in page
    assert "Ikke offentliggjort</span>" in page
    assert "Prøve Person" not in page


async def test_what_a_person_wrote_is_shown_and_not_obeyed(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    evil = "<img src=x onerror=alert(1)>"
    point = await hearing.point(await hearing.remark(2, text=evil), title=evil)
    for rest in ("", "/remarks", f"/points/{point.number}", "/contribution"):
        page = (await town.get(desk(hearing, rest))).text
        assert "<img" not in page
        assert "&lt;img src=x" in page


@pytest.mark.parametrize("query", ["stance=x", "section=1", "before=x", "point=-1", "paragraph=x"])
async def test_an_address_that_means_nothing_is_not_found(
    hearing: Scene, town: httpx2.AsyncClient, query: str
) -> None:
    assert (await town.get(desk(hearing, f"/remarks?{query}"))).status_code == 404


async def test_a_point_is_made_of_the_ticked_remarks(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    ticked, foreign = await hearing.remark(2, text="Flere bænke."), await hearing.remark(1)
    await hearing.remark(2, text="Noget andet.")
    form = (
        await town.get(desk(hearing, f"/points/new?remark={ticked.id}&remark={foreign.id}"))
    ).text
    assert "Flere bænke." in form
    assert f'value="{foreign.id}"' not in form
    made = await town.post(
        desk(hearing, "/points"),
        data={"title": "Bænke", "summary": "Der mangler bænke.", "section": "2", "remark": str(ticked.id)},
    )  # fmt: skip
    assert (made.status_code, made.headers["location"]) == (303, desk(hearing, "/points/1"))
    assert await PointRemark.all().values_list("remark_id", flat=True) == [ticked.id]


@pytest.mark.parametrize("wrong", [{"title": ""}, {"section": "1"}, {"section": "whole"}])
async def test_a_point_that_cannot_be_made_keeps_what_was_typed(
    hearing: Scene, town: httpx2.AsyncClient, wrong: dict[str, str]
) -> None:
    typed = {"title": "Bænke", "summary": "Et langt resumé.", "section": "2", **wrong}
    answer = await town.post(desk(hearing, "/points"), data=typed)
    assert answer.status_code == 422
    assert "Et langt resumé." in answer.text
    assert await Point.all().count() == 0


async def test_ticked_remarks_are_put_into_a_point_there_is(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    point, remark = await hearing.point(), await hearing.remark(2)
    into = {"point": str(point.number)}
    none = await town.post(desk(hearing, "/remarks"), data=into)
    assert none.status_code == 422
    put = await town.post(desk(hearing, "/remarks"), data={**into, "remark": str(remark.id)})
    assert put.status_code == 303
    assert await PointRemark.filter(point=point, remark=remark).exists()


async def test_two_who_reword_see_both_wordings(hearing: Scene, town: httpx2.AsyncClient) -> None:
    await hearing.point()
    address = desk(hearing, "/points/1/wording")
    await town.post(address, data={"title": "Den første", "summary": "A", "lock_version": "1"})
    late = await town.post(
        address, data={"title": "Den anden", "summary": "B", "lock_version": "1"}
    )
    assert late.status_code == 409
    assert "Den første" in late.text
    assert 'value="Den anden"' in late.text
    again = await town.post(
        address, data={"title": "Den anden", "summary": "B", "lock_version": "2"}
    )
    assert again.status_code == 303
    assert (await Point.get()).title == "Den anden"


async def test_two_who_answer_see_both_answers(hearing: Scene, town: httpx2.AsyncClient) -> None:
    point = await hearing.point()
    await dispose(
        point, await hearing.remit(hearing.town), DispositionInput(Outcome.MET, "Ja, straks."), by=BY, now=NOW
    )  # fmt: skip
    late = await town.post(
        desk(hearing, "/points/1/answer"),
        data={"outcome": "not_met", "reason": "Nej, aldrig.", "lock_version": "0"},
    )
    assert late.status_code == 409
    assert "Ja, straks." in late.text
    assert "Nej, aldrig." in late.text
    assert (await Disposition.get()).reason == "Ja, straks."


async def test_a_refused_quote_keeps_the_words(hearing: Scene, town: httpx2.AsyncClient) -> None:
    remark = await hearing.remark(2, text="Flere bænke i parken.")
    await hearing.point(remark)
    address = desk(hearing, f"/points/1/remarks/{remark.id}/quote")
    refused = await town.post(address, data={"quote": "Mange bænke"})
    assert refused.status_code == 422
    assert "Mange bænke</textarea>" in refused.text
    assert (await town.post(address, data={"quote": "Flere bænke"})).status_code == 303
    assert (await PointRemark.get()).quote == "Flere bænke"


async def test_approval_by_its_page(hearing: Scene, town: httpx2.AsyncClient) -> None:
    remark = await hearing.remark(2)
    page = (await town.get(desk(hearing, "/contribution"))).text
    assert desk(hearing, "/remarks?point=none") in page
    checksum = re.search(r'name="checksum" value="(\w+)"', page)
    assert checksum is not None
    approval = desk(hearing, "/contribution/approval")
    unsaid = await town.post(approval, data={"checksum": checksum[1]})
    assert unsaid.status_code == 409
    said = await town.post(approval, data={"checksum": checksum[1], "acknowledged": "yes"})
    assert said.status_code == 303
    assert "Godkendt" in (await town.get(desk(hearing, "/contribution"))).text
    await hearing.point(remark)
    lapsed = (await town.get(desk(hearing, "/contribution"))).text
    assert "Ændret siden godkendelsen" in lapsed
    assert desk(hearing, "/points/1") in lapsed
    taken = await town.post(desk(hearing, "/contribution/approval/withdrawal"))
    assert taken.status_code == 303
    assert (await town.post(desk(hearing, "/contribution/approval/withdrawal"))).status_code == 409


async def test_readers_see_the_same_without_the_tools(
    hearing: Scene, client: httpx2.AsyncClient, db: Settings
) -> None:
    await people.sign_in(client, await people.account(Role.READER, committee=hearing.town.slug), db)
    remark = await hearing.remark(2, text="Flere bænke.")
    await hearing.point(remark)
    for rest in ("", "/remarks", "/points/1", "/contribution"):
        page = (await client.get(desk(hearing, rest))).text
        posts = re.findall(r'method="post" action="([^"]*)"', page)
        assert set(posts) <= {"/sign-out", desk(hearing, "/remarks")}
        assert 'type="checkbox"' not in page
    assert "Flere bænke." in (await client.get(desk(hearing, "/points/1"))).text
    for rest, data in (
        ("/points", {"title": "x"}),
        ("/points/1/answer", {}),
        ("/points/1/wording", {}),
    ):
        assert (await client.post(desk(hearing, rest), data=data)).status_code == 404


async def test_a_committee_answers_for_itself_alone(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    shared = await hearing.point()
    own_of_lead = await hearing.point(area=1, title="Kun for andre øjne")
    answer = {"outcome": "met", "reason": "Ja.", "lock_version": "0"}
    for other in (hearing.money, hearing.lead):
        theirs = desk(hearing).replace(hearing.town.slug, other.slug)
        assert (await town.get(theirs)).status_code == 404
        assert (
            await town.post(f"{theirs}/points/{shared.number}/answer", data=answer)
        ).status_code == 404
    assert (await town.get(desk(hearing, f"/points/{own_of_lead.number}"))).status_code == 404
    assert "Kun for andre øjne" not in (await town.get(desk(hearing))).text
    await town.post(desk(hearing, f"/points/{shared.number}/answer"), data=answer)
    assert [each.committee_id for each in await Disposition.all()] == [hearing.town.id]


async def test_a_committee_without_a_part_has_no_desk(
    hearing: Scene, client: httpx2.AsyncClient, db: Settings
) -> None:
    stranger = await consultations.committee()
    await people.sign_in(client, await people.account(Role.ADMIN), db)
    theirs = desk(hearing).replace(hearing.town.slug, stranger.slug)
    assert (await client.get(theirs)).status_code == 404


async def test_the_memo_is_read_and_downloaded(hearing: Scene, town: httpx2.AsyncClient) -> None:
    await hearing.point(await hearing.remark(2))
    memo = f"/staff/consultations/{hearing.consultation.slug}/memo"
    page = await town.get(memo)
    assert "Punkt 1: Flere grønne byrum" in page.text
    assert "Endnu ikke godkendt" in page.text
    english = await town.get(f"/en{memo}")
    assert "Punkt 1: Flere grønne byrum" in english.text
    assert "Download as Word" in english.text
    for ending, starts in (("docx", b"PK"), ("html", b"<!doctype html>")):
        file = await town.get(f"{memo}/file/{ending}?for=case")
        assert file.content.startswith(starts)
        assert "attachment" in file.headers["content-disposition"]
        assert file.headers["cache-control"] == "no-store, private"
    for rest in ("pdf", "html?for=everybody"):
        assert (await town.get(f"{memo}/file/{rest}")).status_code == 404


@pytest.mark.parametrize("rest", ["", "/remarks", "/points/1", "/contribution"])
async def test_a_page_takes_as_many_queries_for_many_remarks_as_for_few(
    hearing: Scene, town: httpx2.AsyncClient, rest: str
) -> None:
    await hearing.point(await hearing.remark(2))
    await town.get(desk(hearing, rest))
    with queries() as few:
        await town.get(desk(hearing, rest))
    more = [await hearing.remark(2) for _ in range(5)]
    await PointRemark.bulk_create(
        [PointRemark(point_id=(await Point.get()).id, remark=r) for r in more]
    )
    await hearing.remark(2)
    with queries() as many:
        await town.get(desk(hearing, rest))
    assert len(few) == len(many)


async def test_what_came_after_the_deadline_says_so_in_the_list(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    late = await hearing.remark(2)
    await hearing.remark(2)
    await Response.filter(id=late.response_id).update(is_late=True)
    page = (await town.get(desk(hearing, "/remarks"))).text
    assert page.count("Modtaget efter fristen") == 1


async def test_the_memos_page_leaves_the_list_of_responses_to_the_files(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    await hearing.remark(2, kind=RespondentKind.OTHER, name="Sammenslutningen Prøve")
    memo = f"/staff/consultations/{hearing.consultation.slug}/memo"
    page = (await town.get(memo)).text
    assert "Sammenslutningen Prøve" not in page
    assert "er i filen, Word eller HTML." in page
    assert "Sammenslutningen Prøve" in (await town.get(f"{memo}/file/html")).text
