"""Staff see where they are signed in, and end what is not theirs any more."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html
from starlette.types import ASGIApp

from consult import clock
from consult.audit import AuditEntry
from consult.people import sign_in_link
from consult.people.account import Account
from consult.people.role import Role
from consult.people.session import Session
from consult.settings import Settings
from consult.web.browser_name import browser_name
from tests.support.factories import people
from tests.support.visitors import visitor

pytestmark = pytest.mark.anyio

HERE = "/staff/sessions"


@pytest.fixture
async def kim(db: Settings) -> Account:
    return await people.account(Role.MODERATOR)


async def test_each_sign_in_is_listed_and_this_one_is_marked(
    client: httpx2.AsyncClient, app: ASGIApp, db: Settings, kim: Account
) -> None:
    await people.sign_in(client, kim, db)
    async with visitor(app, db) as laptop:
        await people.sign_in(laptop, kim, db)
    async with visitor(app, db) as stranger:
        await people.sign_in(stranger, await people.account(Role.EDITOR), db)
    page = html.fromstring((await client.get(HERE)).text)
    rows = page.xpath("//main//ul/li")
    assert len(rows) == 2
    assert sum(bool(row.find_class("badge")) for row in rows) == 1


async def test_one_is_ended_and_the_browser_is_out(
    client: httpx2.AsyncClient, app: ASGIApp, db: Settings, kim: Account
) -> None:
    await people.sign_in(client, kim, db)
    async with visitor(app, db) as laptop:
        await people.sign_in(laptop, kim, db)
        other = await Session.all().order_by("-id").first()
        assert other
        answer = await client.post(f"{HERE}/{other.id}/end")
        assert answer.headers["location"] == f"{HERE}?ended=1"
        assert (await laptop.get("/staff")).status_code == 303
    assert (await client.get("/staff")).status_code == 200
    entry = await AuditEntry.all().order_by("-id").first()
    assert entry
    assert entry.verb == "end_session"


async def test_all_others_are_ended_and_this_one_stays(
    client: httpx2.AsyncClient, app: ASGIApp, db: Settings, kim: Account
) -> None:
    await people.sign_in(client, kim, db)
    for _ in range(2):
        async with visitor(app, db) as laptop:
            await people.sign_in(laptop, kim, db)
    await client.post(f"{HERE}/end-others")
    assert await Session.filter(ended_at=None).count() == 1
    assert (await client.get("/staff")).status_code == 200


async def test_nobody_ends_a_colleagues(
    client: httpx2.AsyncClient, app: ASGIApp, db: Settings, kim: Account
) -> None:
    async with visitor(app, db) as colleague:
        await people.sign_in(colleague, kim, db)
        theirs = await Session.get(account=kim)
        await people.sign_in(client, await people.account(Role.ADMIN), db)
        await client.post(f"{HERE}/{theirs.id}/end")
        assert (await colleague.get("/staff")).status_code == 200


async def test_signing_in_notes_which_browser_it_is(
    client: httpx2.AsyncClient, db: Settings, kim: Account
) -> None:
    token = await sign_in_link.issue(kim, lifetime=sign_in_link.MAILED_LIFETIME, now=clock.now())
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    await client.post(f"/sign-in/{token}", headers={"user-agent": agent})
    assert (await Session.get(account=kim)).browser == "Firefox, Windows"
    assert "Firefox, Windows" in (await client.get(HERE)).text


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Linux"),
        ("curl/8", ""),
        ("", ""),
        ("<script>" * 10_000, ""),
    ],
)  # fmt: skip
def test_a_browser_is_named_roughly(agent: str, name: str) -> None:
    assert browser_name(agent) == name
