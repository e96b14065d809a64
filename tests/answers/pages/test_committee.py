"""The committee's desk through HTTP: what each role sees and may do, and that nothing typed is lost."""

from __future__ import annotations

import html
import re

import httpx2
import pytest

from consult.answers.disposition import Disposition
from consult.answers.point import Point, PointRemark
from consult.people.role import Role
from consult.responses.remark import Publicity, Stance, Standing
from consult.responses.respondent import RespondentKind
from consult.responses.response import Response
from consult.settings import Settings
from tests.answers.scene import Scene, desk
from tests.support.factories import consultations, people, responses
from tests.support.queries import queries

COUNT = re.compile(r'headline-number" role="status">(?:<a[^>]*>)?([\d.]+) bemærkning')
NUMBERED = re.compile(r'href="([^"]*/remarks[^"]*)"[^>]*>(?:<bdi>)?([\d.]+)')


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
    answer = {"outcome": "met", "reason": "Ja.", "answer_lock_version": "0"}
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
