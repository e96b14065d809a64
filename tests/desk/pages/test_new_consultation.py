"""A consultation begins with a title; its address is blank of that or chosen."""

from __future__ import annotations

import httpx2
from starlette.types import ASGIApp

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.people.role import Role, RoleGrant
from consult.settings import Settings
from tests.desk.desk_work import desk
from tests.support.factories import people
from tests.support.factories.consultations import (
    consultation,
    unannounced_consultation,
)
from tests.support.visitors import visitor


async def test_the_address_is_made_of_the_title_and_may_be_chosen(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    assert blank.announced_at is None
    assert await ModerationReason.filter(consultation=blank).count() == 5
    again = {"title": "Havnen på tværs", "slug": "", "language": "da"}
    assert (await editor.post("/staff/consultations", data=again)).status_code == 303
    assert await Consultation.filter(slug="havnen-paa-tvaers-2").exists()
    taken = await editor.post("/staff/consultations", data={**again, "slug": blank.slug})
    assert taken.status_code == 422
    assert "Havnen på tværs" in taken.text
    bad = await editor.post("/staff/consultations", data={**again, "slug": "Havn!"})
    assert bad.status_code == 422
    assert await Consultation.filter(title="Havnen på tværs").count() == 2


async def test_nobody_learns_from_an_address_that_a_hidden_consultation_has_it(
    db: Settings, app: ASGIApp
) -> None:
    await unannounced_consultation(title="Hemmelig", slug="hemmelig")
    await consultation(title="Kendt", slug="kendt")
    scoped = await people.account(Role.EDITOR, consultation="kun-denne")
    told = []
    async with visitor(app, db) as browser:
        await people.sign_in(browser, scoped, db)
        for slug in ("hemmelig", "kendt", "test"):
            fields = {"title": "Ny", "slug": slug, "language": "da"}
            answer = await browser.post("/staff/consultations", data=fields)
            assert answer.status_code == 422
            told.append(answer.text.replace(slug, "…"))
            assert (await browser.get(desk(slug))).status_code == 404
    assert told[0] == told[1] == told[2], "hidden, public and kept addresses sound alike"


async def test_whoever_edits_one_may_start_another_and_edit_it(db: Settings, app: ASGIApp) -> None:
    scoped = await people.account(Role.EDITOR, consultation="kun-denne")
    async with visitor(app, db) as browser:
        await people.sign_in(browser, scoped, db)
        await browser.post("/staff/consultations", data={"title": "Ny", "language": "da"})
        assert (await browser.get(desk("ny"))).status_code == 200
    assert await RoleGrant.filter(account=scoped, consultation="ny", role=Role.EDITOR).exists()
