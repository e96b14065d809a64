"""Deciding on what was written on version 1 when version 2 is heard: the moderator sees both, and decides as ever."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import clock
from consult.people.role import Role
from consult.responses.remark import Publicity, Remark
from consult.responses.tally import recount
from consult.settings import Settings
from moderation.queue import Queue, load_queue
from moderation.queue_filters import QueueFilters
from moderation.queue_page import queue_page
from tests.moderation.pressing import address, press, publicity, queue_of
from tests.support.factories import NOW, consultations, people, responses
from tests.support.factories.histories import again
from tests.support.factories.versions import (
    BUS,
    FOREST,
    HARBOUR,
    LIBRARY,
    SCHOOL,
    SECOND,
    Followed,
    followed,
    on,
)
from tests.support.queries import queries
from tests.support.visitors import visitor

THERE = {
    HARBOUR: "Version 1: 1.1 Fremover · nu 2.1 Fremover, omformuleret",
    SCHOOL: "Version 1: 1.2 Fremover · nu en del af 2.1 Fremover",
    BUS: "Version 1: 2.1 Fremover · nu 3.1 Fremover, omformuleret",
    LIBRARY: "Version 1: 2.2 Fremover · nu 3.2 Fremover",
    FOREST: "Version 1: 2.3 Fremover · ikke længere i teksten",
}


@pytest.fixture
async def made(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> Followed:
    """Two published versions."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    versions = await followed()
    await versions.approve_and_publish()
    await consultations.reason(versions.first.consultation, key="abuse", title="")
    return versions


@pytest.fixture
async def moderator(
    app: ASGIApp, db: Settings, made: Followed
) -> AsyncIterator[httpx2.AsyncClient]:
    async with visitor(app, db) as browser:
        slug = made.first.consultation.slug
        await people.sign_in(browser, await people.account(Role.MODERATOR, consultation=slug), db)
        yield browser


async def waiting(made: Followed) -> dict[str, Remark]:
    """One on each paragraph of version 1, beside one on the whole."""
    await responses.remark(made.first)
    return {text: await responses.remark(made.first, on(made, text)) for text in THERE}


async def queue(made: Followed, area: str) -> Queue:
    return await load_queue(made.first.consultation, QueueFilters(area=area))


def plain(page: str) -> str:
    """What is read of it, without marks and folded."""
    for mark in ("<bdi>", "</bdi>"):
        page = page.replace(mark, "")
    return page


async def test_the_queue_says_where_each_was_written_and_where_that_is_now(
    made: Followed, moderator: httpx2.AsyncClient
) -> None:
    await waiting(made)
    page = plain((await moderator.get(queue_of(made.first))).text)
    for words in THERE.values():
        assert f"<span>{words}</span>" in page
    assert "<span>Hele udkastet</span>" in page


async def test_a_remark_stands_with_the_words_it_was_written_on_and_both_places_are_links(
    made: Followed, moderator: httpx2.AsyncClient
) -> None:
    remarks = await waiting(made)
    slug = made.first.consultation.slug
    merged = (await moderator.get(await address(remarks[SCHOOL]))).text
    assert SCHOOL in merged
    for link in (f"/consultations/{slug}/versions/1/sections/1#p-1-2",
                 f"/consultations/{slug}/paragraphs/{made.identity(HARBOUR)}"):  # fmt: skip
        assert f'href="{link}"' in merged
        assert (await moderator.get(link)).status_code in (200, 303)
    gone = (await moderator.get(await address(remarks[FOREST]))).text
    assert FOREST in gone
    assert f'href="/consultations/{slug}/versions/1/sections/2#p-2-3"' in gone


async def test_a_remark_on_the_heard_version_has_its_place_and_no_number_of_a_version(
    made: Followed, moderator: httpx2.AsyncClient
) -> None:
    second = (await made.rows())[2]
    remark = await responses.remark(made.first, on(made, BUS), version_id=made.second.id)
    assert second.identity_id == remark.paragraph_id
    page = plain((await moderator.get(queue_of(made.first))).text)
    assert "<span>3.1 Fremover</span>" in page


async def test_a_place_that_is_as_it_was_is_said_once(
    made: Followed, moderator: httpx2.AsyncClient
) -> None:
    await again(made.first, SECOND)
    await responses.remark(made.first, on(made, BUS), version_id=made.second.id)
    page = plain((await moderator.get(queue_of(made.first))).text)
    assert "<span>3.1 Fremover · version 2</span>" in page


@pytest.mark.parametrize(
    ("area", "texts"), [("1", []), ("2", [HARBOUR, SCHOOL]), ("3", [BUS, LIBRARY, FOREST])]
)
async def test_an_area_has_what_was_written_on_it_before(
    made: Followed, area: str, texts: list[str]
) -> None:
    remarks = await waiting(made)
    found = await queue_page(await queue(made, area))
    assert [row.remark.reference for row in found.rows] == [
        (await Remark.get(id=remarks[text].id).select_related("response")).reference
        for text in texts
    ]
    assert len((await queue_page(await queue(made, "whole"))).rows) == 1


async def test_a_late_decision_publishes_what_was_written_on_words_that_are_gone(
    made: Followed, moderator: httpx2.AsyncClient
) -> None:
    remarks = await waiting(made)
    for text in (FOREST, SCHOOL):
        assert (await press(moderator, remarks[text], "publish")).status_code == 303
        assert await publicity(remarks[text]) is Publicity.PUBLISHED
    assert (
        await press(moderator, remarks[BUS], "redact", text=f"[[En]]{remarks[BUS].text[2:]}", reason="abuse")
    ).status_code == 303  # fmt: skip
    assert await recount(made.first.consultation.id) == {}
    public = await moderator.get(f"/consultations/{made.first.consultation.slug}/remarks")
    assert remarks[FOREST].text in public.text


async def test_the_queue_takes_as_many_queries_for_many_as_for_few(made: Followed) -> None:
    await waiting(made)
    await queue_page(await queue(made, "3"))
    with queries() as few:
        await queue_page(await queue(made, "3"))
    await waiting(made)
    with queries() as many:
        await queue_page(await queue(made, "3"))
    assert len(few) == len(many)
