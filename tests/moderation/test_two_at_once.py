"""Two who decide at once, an author who corrects meanwhile: nobody overwrites anybody, and no word is lost."""

from __future__ import annotations

import asyncio

import httpx2
from lxml import html
from starlette.types import ASGIApp

from consult import locale
from consult.people.role import Role
from consult.responses.remark import Publicity, Revision
from consult.settings import Settings
from moderation.decision import Decision
from moderation.remark_state import tick_name
from tests.moderation.pressing import (
    address,
    press,
    public_words,
    publicity,
    seen,
)
from tests.support.factories import NOW, people, responses
from tests.support.factories.documents import Draft
from tests.support.visitors import visitor


async def test_the_second_moderator_is_told_who_and_what_and_loses_no_word(
    app: ASGIApp, db: Settings, moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text="En tekst.")
    state = await seen(remark)
    await press(moderator, remark, "withhold", reason="abuse")
    colleague = await people.account(Role.MODERATOR)
    async with visitor(app, db) as browser:
        await people.sign_in(browser, colleague, db)
        answer = await press(
            browser, remark, "redact", seen=state, text="En [[tekst]].", reason="private",
            note="Min begrundelse.",
        )  # fmt: skip
    assert answer.status_code == 409
    assert "Mona Prøve kom først: Ikke offentliggjort." in answer.text
    assert "En [[tekst]]." in answer.text
    assert "Min begrundelse." in answer.text
    assert f'value="{await seen(remark)}"' in answer.text
    assert await publicity(remark) == Publicity.WITHHELD


async def test_who_goes_back_is_told_of_the_own_decision_and_its_time(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text="En tekst.")
    state = await seen(remark)
    await press(moderator, remark, "withhold", reason="abuse")
    again = await press(moderator, remark, "publish", seen=state)
    told = " ".join(html.fromstring(again.text).text_content().split())
    with locale.speaking("da"):
        moment = locale.show_datetime((await Decision.get()).decided_at)
    assert f"Du afgjorde det selv tidligere: Ikke offentliggjort. {moment}." in told
    assert "kom først" not in told
    several = await moderator.post(
        (await address(remark)).rpartition("/")[0], data={tick_name(state): "yes"}
    )
    assert "Du afgjorde det selv tidligere" in several.text


async def test_of_two_presses_at_once_one_decides_and_one_is_told(
    app: ASGIApp, db: Settings, moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text="En tekst.")
    async with visitor(app, db) as other:
        await people.sign_in(other, await people.account(Role.MODERATOR, name="Bo"), db)
        answers = await asyncio.gather(
            press(moderator, remark, "publish"), press(other, remark, "withhold", reason="abuse")
        )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert await Decision.all().count() == 1


async def test_a_correction_stands_beside_what_is_public_until_somebody_decides(
    app: ASGIApp, db: Settings, moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(
        text, text.paragraphs[0], publicity=Publicity.PUBLISHED, text="Vi er imod planen."
    )
    remark.text, remark.revision, remark.queued_at = "Vi er for planen.", 2, NOW
    await remark.save()
    await Revision.create(
        remark=remark, number=2, text=remark.text, written_at=NOW, screened_at=NOW
    )
    page = (await moderator.get(await address(remark))).text
    assert "imod<" in page.replace("</span>", "<")
    assert "Hold rettelsen tilbage" in page
    public = await public_words(app, db, text, remark)
    assert "imod planen" in public
    assert "for planen" not in public
    await press(moderator, remark, "publish")
    public = await public_words(app, db, text, remark)
    assert "imod planen" not in public
    assert "for planen" in public
