from __future__ import annotations

from datetime import timedelta

import httpx2

from consult import clock
from consult.audit import SYSTEM
from consult.people import session
from consult.people.account import Account
from consult.people.departure import remove
from consult.people.role import Role, RoleGrant, end, grant
from consult.people.session import AT_MOST, IDLE, Session, open_session, person_of
from consult.settings import Settings
from tests.support.factories import NOW, people

MINUTE = timedelta(minutes=1)


async def test_a_session_lasts_while_somebody_works_and_ends_when_they_stop(db: Settings) -> None:
    token = await open_session(await people.account(Role.EDITOR), NOW)
    assert await person_of(token, NOW + IDLE - MINUTE)
    assert await person_of(token, NOW + 2 * IDLE - 2 * MINUTE)
    assert await person_of(token, NOW + 3 * IDLE) is None


async def test_no_session_outlives_a_week(db: Settings) -> None:
    token = await open_session(await people.account(Role.EDITOR), NOW)
    moment = NOW
    while moment < NOW + AT_MOST - IDLE:
        moment += IDLE / 2
        assert await person_of(token, moment)
    assert await person_of(token, NOW + AT_MOST) is None


async def test_reading_many_pages_in_a_row_writes_nothing(db: Settings) -> None:
    token = await open_session(await people.account(Role.EDITOR), NOW)
    await person_of(token, NOW + 4 * MINUTE)
    assert (await Session.get()).seen_at == NOW
    await person_of(token, NOW + 6 * MINUTE)
    assert (await Session.get()).seen_at == NOW + 6 * MINUTE


async def test_a_disabled_account_and_an_ended_role_stop_the_session_at_once(db: Settings) -> None:
    disabled, ended = await people.account(Role.EDITOR), await people.account(Role.MODERATOR)
    other = await people.account(Role.EDITOR)
    tokens = [await open_session(who, NOW) for who in (disabled, ended, other)]
    await remove(disabled, by=SYSTEM, now=NOW)
    await end(await RoleGrant.get(account=ended), by=SYSTEM, now=NOW)
    assert [await person_of(token, NOW + MINUTE) is not None for token in tokens] == [
        False, False, True,
    ]  # fmt: skip


async def test_a_second_role_keeps_the_session_with_that_role_only(db: Settings) -> None:
    who = await people.account(Role.EDITOR, Role.MODERATOR)
    token = await open_session(who, NOW)
    await end(await RoleGrant.get(account=who, role=Role.EDITOR), by=SYSTEM, now=NOW)
    person = await person_of(token, NOW + MINUTE)
    assert person
    assert person.roles == {Role.MODERATOR}


async def test_a_role_is_given_once_and_ended_once(db: Settings) -> None:
    who = await people.account()
    first = await grant(who, Role.READER, committee="by", by=SYSTEM, now=NOW)
    assert (await grant(who, Role.READER, committee="by", by=SYSTEM, now=NOW)).id == first.id
    other = await grant(who, Role.READER, committee="kultur", by=SYSTEM, now=NOW)
    assert other.id != first.id
    assert await end(first, by=SYSTEM, now=NOW)
    assert not await end(first, by=SYSTEM, now=NOW)
    assert not await remove(await _disabled(), by=SYSTEM, now=NOW)


async def _disabled() -> Account:
    who = await people.account()
    await remove(who, by=SYSTEM, now=NOW)
    return who


async def test_old_sessions_are_forgotten(db: Settings) -> None:
    who = await people.account(Role.EDITOR)
    await open_session(who, NOW - timedelta(days=3))
    kept = await open_session(who, NOW)
    await session.forget_old(NOW)
    assert await Session.all().count() == 1
    assert await person_of(kept, NOW)


async def test_who_is_no_longer_signed_in_is_sent_to_sign_in_and_back(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    await people.sign_in(client, await people.account(Role.EDITOR), db)
    assert (await client.get("/en/staff?page=2")).status_code == 200
    await Session.all().update(expires_at=clock.now() - MINUTE)
    answer = await client.get("/en/staff?page=2")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/sign-in?next=%2Fen%2Fstaff%3Fpage%3D2"


async def test_what_was_written_when_the_session_ended_is_kept_to_be_sent_again(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    written = {
        "note": 'A long reason with "quotes" and <b>angles</b> in it.',
        "decision": "withhold",
    }
    answer = await client.post("/en/staff/consultations/havnen/queue/1.1?kind=all", data=written)
    assert answer.status_code == 401
    assert 'action="/en/staff/consultations/havnen/queue/1.1?kind=all"' in answer.text
    assert 'name="decision" value="withhold"' in answer.text
    assert "A long reason with &#34;quotes&#34; and &lt;b&gt;angles&lt;/b&gt; in it." in answer.text
    assert "<b>angles" not in answer.text


async def test_a_forged_request_is_refused_before_it_reaches_a_session(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    await people.sign_in(client, await people.account(Role.EDITOR), db)
    answer = await client.post("/sign-out", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert (await Session.get()).ended_at is None
