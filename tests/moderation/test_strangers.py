"""Who may not decide reads nothing here and changes nothing, and is told nothing of what there is."""

from __future__ import annotations

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.people.account import Account
from consult.people.role import Role
from consult.responses.remark import Publicity
from consult.settings import Settings
from tests.moderation.pressing import (
    SECRET,
    address,
    press,
    publicity,
    queue_of,
    seen,
    ticks,
)
from tests.support.factories import consultations, people, responses
from tests.support.factories.documents import Draft, draft
from tests.support.visitors import visitor


@pytest.mark.parametrize("state", ["", "1.1", "1.1:1:secret:0", "9.9:1:waiting:0:0"])
async def test_a_state_nobody_saw_decides_nothing(
    moderator: httpx2.AsyncClient, text: Draft, state: str
) -> None:
    remark = await responses.remark(text)
    answer = await press(moderator, remark, "publish", seen=state)
    assert answer.status_code == 200
    assert await publicity(remark) == Publicity.WAITING


async def test_a_remark_of_another_consultation_is_not_to_be_had_here(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    other = await draft(await consultations.consultation())
    for _ in range(3):
        elsewhere = await responses.remark(other)
    reference = (await address(elsewhere)).rsplit("/", 1)[1]
    assert (await moderator.get(f"{queue_of(text)}/{reference}")).status_code == 404
    assert (await moderator.get(await address(elsewhere))).status_code == 404
    answer = await press(moderator, elsewhere, "publish")
    assert answer.status_code == 404
    assert await publicity(elsewhere) == Publicity.WAITING


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.READER, Role.EDITOR])
async def test_no_other_role_reads_or_decides(
    app: ASGIApp, db: Settings, text: Draft, role: Role
) -> None:
    remark = await responses.remark(text, text=SECRET)
    async with visitor(app, db) as browser:
        await people.sign_in(browser, await people.account(role), db)
        for answer in (
            await browser.get(queue_of(text)),
            await browser.get(await address(remark)),
            await press(browser, remark, "publish"),
            await browser.post(queue_of(text), data=ticks(await seen(remark))),
        ):
            assert answer.status_code == 404
            assert SECRET not in answer.text
    assert await publicity(remark) == Publicity.WAITING


async def test_who_is_no_longer_signed_in_keeps_what_was_written(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text)
    answer = await press(client, remark, "withhold", note="Min lange begrundelse.")
    assert answer.status_code == 401
    assert "Min lange begrundelse." in answer.text
    assert await publicity(remark) == Publicity.WAITING
    assert (await client.get(queue_of(text))).status_code == 303


@pytest.mark.parametrize("language", ["/en", "/ar"])
async def test_the_pages_speak_the_moderators_language(
    moderator: httpx2.AsyncClient, text: Draft, language: str
) -> None:
    remark = await responses.remark(text)
    page = await moderator.get(await address(remark, language))
    assert page.status_code == 200
    assert ("Take down" in page.text or "Publish" in page.text) == (language == "/en")


async def test_a_moderator_of_everything_may_decide_here(
    app: ASGIApp, db: Settings, text: Draft
) -> None:
    remark = await responses.remark(text)
    admin: Account = await people.account(Role.ADMIN)
    async with visitor(app, db) as browser:
        await people.sign_in(browser, admin, db)
        assert (await press(browser, remark, "publish")).status_code == 303


async def test_the_public_page_leads_moderators_alone_to_the_queue(
    app: ASGIApp, db: Settings, moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, publicity=Publicity.PUBLISHED)
    queued = await address(remark)
    public = queued.replace("/staff", "").replace("/queue/", "/remarks/")
    assert queued in (await moderator.get(public)).text
    async with visitor(app, db) as reader:
        assert queued not in (await reader.get(public)).text
        await people.sign_in(reader, await people.account(Role.COMMITTEE), db)
        assert queued not in (await reader.get(public)).text
