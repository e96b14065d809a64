from __future__ import annotations

import httpx2
import pytest

from consult import clock
from consult.answers.disposition import Disposition, Outcome
from consult.answers.point import Point, PointRemark
from consult.consultations.committee import Committee
from consult.documents.document import Version
from consult.documents.section import Section
from consult.people.person import Person
from consult.people.role import Role, RoleGrant
from consult.responses.remark import Publicity, Remark, Standing
from consult.settings import Settings
from consult.staff.task import Work
from consult.staff.waiting import tasks_of
from consult.web.urls import url
from tests.support.factories import DAY, NOW, consultations, people, responses, serial
from tests.support.factories.documents import draft, owner
from tests.support.queries import queries


async def person(role: Role, **scope: str) -> Person:
    account = await people.account(role, **scope)
    return Person(account, tuple(await RoleGrant.filter(account=account)), NOW)


async def point(on: Section, committee: Committee, *, age: int = 1) -> Point:
    number = next(serial)
    version = await Version.get(id=on.version_id).select_related("document")
    return await Point.create(
        consultation_id=version.document.consultation_id, committee=committee, number=number,
        section_id=on.identity_id, title="x", created_at=NOW - age * DAY,
    )  # fmt: skip


async def answer(to: Point, by: Committee) -> None:
    await Disposition.create(
        point=to, committee=by, outcome=Outcome.MET, reason="x", decided_at=NOW, decided_by="x"
    )


async def test_a_moderator_sees_their_queues_the_oldest_first(db: Settings) -> None:
    young, old, other = [await draft(await consultations.consultation()) for _ in range(3)]
    for place in (young, young, old, other):
        await responses.remark(place)
    await responses.remark(old, publicity=Publicity.PUBLISHED)
    gone = await responses.remark(old)
    await Remark.filter(id=gone.id).update(standing=Standing.WITHDRAWN)
    await Remark.filter(consultation=old.consultation).update(queued_at=NOW - 9 * DAY)
    await Remark.filter(publicity=Publicity.PUBLISHED).update(queued_at=None)
    who = await person(Role.MODERATOR)
    mine = [young.consultation, old.consultation]
    tasks = await tasks_of(who, mine)
    assert [(t.work, t.consultation.id, t.count) for t in tasks] == [
        (Work.QUEUE, old.consultation.id, 1),
        (Work.QUEUE, young.consultation.id, 2),
    ]
    assert tasks[0].since == NOW - 9 * DAY
    narrow = await person(Role.MODERATOR, consultation=young.consultation.slug)
    assert [t.consultation.id for t in await tasks_of(narrow, mine)] == [young.consultation.id]


async def test_a_committee_sees_the_points_it_has_not_answered(db: Settings) -> None:
    here = await draft(await consultations.consultation())
    ours, theirs = await consultations.committee(), await consultations.committee()
    await owner(here.sections[0], ours)
    await owner(here.sections[1], theirs)
    await point(here.sections[0], ours, age=5)
    await point(here.sections[0], ours, age=3)
    await answer(await point(here.sections[0], ours, age=8), ours)
    await point(here.sections[1], theirs, age=9)
    archived = await point(here.sections[0], ours, age=10)
    await Point.filter(id=archived.id).update(archived_at=NOW)
    who = await person(Role.COMMITTEE, committee=ours.slug)
    [task] = await tasks_of(who, [here.consultation])
    assert (task.work, task.count, task.since) == (Work.POINTS, 2, NOW - 5 * DAY)
    assert task.committee == ours


async def test_a_point_of_two_owners_waits_for_the_one_that_has_not_answered(db: Settings) -> None:
    here = await draft(await consultations.consultation())
    first, second = await consultations.committee(), await consultations.committee()
    for committee in (first, second):
        await owner(here.sections[0], committee)
    await answer(await point(here.sections[0], first), first)
    works = [
        (await tasks_of(await person(Role.COMMITTEE, committee=c.slug), [here.consultation]))[
            0
        ].work
        for c in (first, second)
    ]
    assert works == [Work.COMMITTEE, Work.POINTS]


async def test_a_committee_sees_the_remarks_in_none_of_its_points_withheld_ones_too(
    db: Settings,
) -> None:
    here = await draft(await consultations.consultation())
    ours = await consultations.committee()
    await owner(here.sections[0], ours)
    await responses.remark(here, here.sections[0], publicity=Publicity.WITHHELD)
    gathered = await responses.remark(here, here.sections[0])
    await PointRemark.create(point=await point(here.sections[0], ours), remark=gathered)
    await responses.remark(here, here.sections[1])
    who = await person(Role.COMMITTEE, committee=ours.slug)
    tasks = await tasks_of(who, [here.consultation])
    assert {(task.work, task.count) for task in tasks} == {(Work.REMARKS, 1), (Work.POINTS, 1)}


async def test_a_reader_finds_the_page_and_no_work(db: Settings) -> None:
    here = await draft(await consultations.consultation())
    ours, theirs = await consultations.committee(), await consultations.committee()
    await owner(here.sections[0], ours)
    await owner(here.sections[1], theirs)
    await responses.remark(here, here.sections[0])
    who = await person(Role.READER, committee=ours.slug)
    [task] = await tasks_of(who, [here.consultation])
    assert (task.work, task.committee, task.since) == (Work.COMMITTEE, ours, None)


async def test_an_editor_has_no_tasks_of_others(db: Settings) -> None:
    here = await draft(await consultations.consultation())
    await responses.remark(here)
    await consultations.committee()
    assert await tasks_of(await person(Role.EDITOR), [here.consultation]) == []


async def test_more_points_and_remarks_take_no_more_queries(db: Settings) -> None:
    here = await draft(await consultations.consultation())
    ours = await consultations.committee()
    await owner(here.sections[0], ours)
    who = await person(Role.COMMITTEE, committee=ours.slug)
    counts = []
    for _ in range(2):
        for _ in range(3):
            await point(here.sections[0], ours)
            await responses.remark(here, here.sections[0])
        with queries() as sent:
            await tasks_of(who, [here.consultation])
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 10


async def test_the_front_page_links_to_the_work(
    client: httpx2.AsyncClient, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    here = await draft(await consultations.consultation())
    await responses.remark(here)
    hidden = await consultations.unannounced_consultation()
    await people.sign_in(client, await people.account(Role.MODERATOR), db)
    page = await client.get("/staff")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store, private"
    assert here.consultation.title in page.text
    assert f'href="{url("queue", consultation=here.consultation.slug)}"' in page.text
    assert hidden.title not in page.text


async def test_an_editor_sees_the_consultations_they_edit(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    mine = await consultations.unannounced_consultation()
    other = await consultations.consultation()
    await people.sign_in(client, await people.account(Role.EDITOR, consultation=mine.slug), db)
    page = (await client.get("/staff")).text
    assert mine.title in page
    assert f'href="{url("desk", consultation=mine.slug)}"' in page
    assert other.title not in page


async def test_whoever_leads_finds_the_page_that_publishes(db: Settings) -> None:
    here, other = [(await draft(await consultations.consultation())).consultation for _ in range(2)]
    lead = await person(Role.LEAD, consultation=here.slug)
    assert [(task.work, task.consultation) for task in await tasks_of(lead, [here, other])] == [
        (Work.ANSWERS, here)
    ]
