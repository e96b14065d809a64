from __future__ import annotations

import re
from datetime import timedelta

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import clock
from consult.audit import SYSTEM
from consult.mail.outbox import Letter
from consult.people import pages as sign_in_pages
from consult.people import sign_in_link
from consult.people.account import Account
from consult.people.departure import remove
from consult.people.role import Role, RoleGrant, end
from consult.people.session import COOKIE, Session, person_of
from consult.people.sign_in_link import SignInLink
from consult.settings import Settings
from tests.support.factories import people
from tests.support.visitors import visitor

HOUR = timedelta(hours=1)


async def link_for(who: Account, *, lifetime: timedelta = HOUR) -> str:
    return await sign_in_link.issue(who, lifetime=lifetime, now=clock.now())


async def ask(client: httpx2.AsyncClient, email: str, **fields: str) -> httpx2.Response:
    return await client.post("/sign-in", data={"email": email, **fields})


async def test_a_letter_with_a_link_signs_in_by_its_button_and_not_by_opening_it(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    who = await people.account(Role.MODERATOR, email="kim@fjordby.example")
    answer = await ask(client, " Kim@Fjordby.example ", next="/staff?a=1&b=2")
    assert answer.status_code == 200
    letter = await Letter.get()
    assert letter.to == "kim@fjordby.example"
    link = re.search(rf"{db.base_url}(/sign-in/\S+)", letter.body)
    assert link

    opened = await client.get(link[1])
    assert opened.status_code == 200
    assert "kim@fjordby.example" in opened.text
    assert await Session.all().count() == 0
    assert opened.headers["cache-control"] == "no-store, private"

    pressed = await client.post(link[1].split("?")[0], data={"next": "/staff?a=1&b=2"})
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/staff?a=1&b=2")
    person = await person_of(client.cookies[db.cookie_name(COOKIE)], clock.now())
    assert person
    assert person.account.id == who.id


@pytest.mark.parametrize("email", ["nobody@fjordby.example", "gone@fjordby.example"])
async def test_the_answer_does_not_tell_who_has_an_account(
    client: httpx2.AsyncClient, db: Settings, email: str
) -> None:
    await people.account(Role.EDITOR, email="kim@fjordby.example")
    gone = await people.account(Role.EDITOR, email="gone@fjordby.example")
    await remove(gone, by=SYSTEM, now=clock.now())
    known = await ask(client, "kim@fjordby.example")
    unknown = await ask(client, email)
    assert known.status_code == unknown.status_code == 200
    assert known.text.replace("kim@fjordby.example", email) == unknown.text
    assert [letter.to for letter in await Letter.all()] == ["kim@fjordby.example"]


async def test_something_that_is_no_address_is_asked_for_again_and_kept(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    answer = await ask(client, "kim<b>")
    assert answer.status_code == 422
    assert 'value="kim&lt;b&gt;"' in answer.text


async def test_strangers_who_ask_cannot_use_up_what_its_owner_needs(
    client: httpx2.AsyncClient, app: ASGIApp, db: Settings
) -> None:
    """The letterbox does not fill, and a running link is always in it."""
    await people.account(Role.EDITOR, email="kim@fjordby.example")
    for n in range(5):
        async with visitor(app, db, address=f"192.0.2.{n}") as stranger:
            assert (await ask(stranger, "kim@fjordby.example")).status_code == 200
    letters = await Letter.all().order_by("id")
    assert len(letters) == 2
    mine = await ask(client, "kim@fjordby.example")
    assert mine.status_code == 200
    assert "inden for de sidste ti minutter" in mine.text
    token = re.search(r"/sign-in/([\w-]+)", letters[-1].body)
    assert token is not None
    assert (await client.post(f"/sign-in/{token[1]}")).status_code == 303


async def test_nothing_tells_whether_an_address_that_is_asked_for_often_is_somebodys(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    await people.account(Role.EDITOR, email="kim@fjordby.example")
    pages = {"kim": "", "nobody": ""}
    for name in pages:
        for _ in range(3):
            pages[name] = (await ask(client, f"{name}@fjordby.example")).text
    assert pages["kim"].replace("kim@", "nobody@") == pages["nobody"]
    assert await Letter.all().count() == 2


async def test_a_network_that_asks_too_often_waits(
    client: httpx2.AsyncClient, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_pages, "ASKS_PER_NETWORK", 3)
    for n in range(3):
        assert (await ask(client, f"{n}@fjordby.example")).status_code == 200
    stopped = await ask(client, "kim@fjordby.example")
    assert stopped.status_code == 429
    assert 0 < int(stopped.headers["retry-after"]) <= 61
    assert 'value="kim@fjordby.example"' in stopped.text


async def test_a_link_signs_in_once(client: httpx2.AsyncClient, app: ASGIApp, db: Settings) -> None:
    token = await link_for(await people.account(Role.EDITOR))
    assert (await client.post(f"/sign-in/{token}")).status_code == 303
    async with visitor(app, db) as other:
        again = await other.post(f"/sign-in/{token}")
        assert again.status_code == 410
        assert not other.cookies
        assert (await other.get(f"/sign-in/{token}")).status_code == 410
    assert await Session.all().count() == 1


async def test_only_a_demo_account_s_link_works_again(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    who = await people.account(Role.EDITOR)
    await Account.filter(id=who.id).update(is_demo=True)
    token = await link_for(await Account.get(id=who.id))
    for _ in range(2):
        assert (await client.post(f"/sign-in/{token}")).status_code == 303
    await Account.filter(id=who.id).update(is_demo=False)
    assert (await client.post(f"/sign-in/{token}")).status_code == 410


async def test_a_link_that_is_too_old_or_unknown_opens_nothing(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    old = await link_for(await people.account(Role.EDITOR), lifetime=-HOUR)
    # The last is longer than any name in an address may be, and so no page at all.
    for token, status in ((old, 410), ("unknown", 410), ("a" * 120, 410), ("a" * 4000, 404)):
        for answer in (
            await client.get(f"/sign-in/{token}"),
            await client.post(f"/sign-in/{token}"),
        ):
            assert answer.status_code == status
    assert await Session.all().count() == 0


async def test_somebody_without_a_role_now_cannot_sign_in(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    who = await people.account(Role.EDITOR, email="kim@fjordby.example")
    token = await link_for(who)
    await end(await RoleGrant.get(account=who), by=SYSTEM, now=clock.now())
    assert (await client.post(f"/sign-in/{token}")).status_code == 410
    await ask(client, "kim@fjordby.example")
    assert await Letter.all().count() == 0


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "/\\evil.example", "https://evil.example", "/%2Fevil.example", "staff"],
)
async def test_signing_in_leads_to_no_other_site(
    client: httpx2.AsyncClient, db: Settings, elsewhere: str
) -> None:
    token = await link_for(await people.account(Role.EDITOR))
    for page in (f"/sign-in/{token}", "/sign-in"):
        assert 'name="next"' in (await client.get(page, params={"next": "/staff"})).text
        assert 'name="next"' not in (await client.get(page, params={"next": elsewhere})).text
    answer = await client.post(f"/sign-in/{token}", data={"next": elsewhere})
    assert answer.headers["location"] == "/staff"


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    token = await link_for(await people.account(Role.EDITOR))
    cookie = (await client.post(f"/sign-in/{token}")).headers["set-cookie"].lower()
    assert cookie.startswith("session=")
    assert {"httponly", "samesite=lax", "path=/"} <= set(cookie.replace(" ", "").split(";"))
    stored = await Session.get()
    assert stored.token_hash not in cookie


async def test_a_new_session_takes_the_place_of_the_browser_s_old_one(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    first, second = await people.account(Role.EDITOR), await people.account(Role.MODERATOR)
    await client.post(f"/sign-in/{await link_for(first)}")
    await client.post(f"/sign-in/{await link_for(second)}")
    assert [session.account_id for session in await Session.filter(ended_at=None)] == [second.id]


async def test_signing_out_ends_the_session_everywhere_it_was_copied_to(
    client: httpx2.AsyncClient, app: ASGIApp, db: Settings
) -> None:
    await client.post(f"/sign-in/{await link_for(await people.account(Role.EDITOR))}")
    async with visitor(app, db) as thief:
        thief.cookies.update(client.cookies)
        assert (await thief.get("/staff")).status_code == 200
        assert (await client.post("/sign-out")).headers["location"] == "/sign-in"
        assert not client.cookies
        assert (await thief.get("/staff")).status_code == 303


async def test_old_links_are_forgotten_and_others_kept(db: Settings) -> None:
    who = await people.account(Role.EDITOR)
    await link_for(who, lifetime=-timedelta(days=2))
    await link_for(who, lifetime=-HOUR)
    await link_for(who)
    await sign_in_link.forget_expired(clock.now())
    assert await SignInLink.all().count() == 2
