"""Signing in without a password: ask for a link by e-mail, press its button, be signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from consult import audit, database
from consult.people import sign_in_link
from consult.people.account import Account, account_of
from consult.people.letters import send_sign_in_link
from consult.people.person import Person
from consult.people.role import RoleGrant
from consult.people.session import open_session


async def ask_for_link(email: str, *, address_of: Callable[[str], str], now: datetime) -> None:
    """Mail a link, if somebody who works here has this address; nothing tells the asker whether.

    ``address_of`` makes the full address of a token's page.
    """
    account = await account_of(email)
    if account is None or account.disabled_at or not await _works_here(account, now):
        return
    lifetime = sign_in_link.MAILED_LIFETIME
    async with database.transaction():
        token = await sign_in_link.issue(account, lifetime=lifetime, now=now)
        await send_sign_in_link(
            account, link=address_of(token), minutes=int(lifetime.total_seconds() // 60), now=now
        )


async def sign_in(token: str, *, now: datetime, browser: str = "") -> str | None:
    """Use a link: the new session's token, or None when the link opens nothing (used, expired, unknown)."""
    link = await sign_in_link.find_open(token, now)
    if link is None or not await _works_here(link.account, now):
        return None
    async with database.transaction():
        if not await sign_in_link.use(link, now):
            return None
        session = await open_session(link.account, now, browser=browser)
        await audit.record("sign_in", "account", link.account_id, by=link.account.actor, now=now)
    return session


async def _works_here(account: Account, now: datetime) -> bool:
    grants = await RoleGrant.filter(account_id=account.id)
    return bool(Person(account, tuple(grants), now).roles)
