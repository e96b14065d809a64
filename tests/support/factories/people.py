"""Accounts with roles, and visitors signed in as them."""

from __future__ import annotations

from datetime import timedelta

import httpx2

from consult import clock
from consult.people.account import Account
from consult.people.role import Role, RoleGrant
from consult.people.session import COOKIE, Session
from consult.settings import Settings
from consult.tokens import hash_token, new_token
from tests.support.factories import DAY, NOW, serial


async def account(
    *roles: Role, consultation: str = "", committee: str = "", name: str = "", email: str = ""
) -> Account:
    """Somebody on the staff with these roles, everywhere unless slugs narrow them."""
    number = next(serial)
    made = await Account.create(
        email=email or f"staff{number}@fjordby.example",
        name=name or f"Medarbejder {number}",
        created_at=NOW - 3650 * DAY,
    )
    for role in roles:
        await RoleGrant.create(
            account=made,
            role=role,
            consultation=consultation,
            committee=committee,
            starts_at=NOW - 3650 * DAY,
        )
    return made


async def sign_in(visitor: httpx2.AsyncClient, who: Account, settings: Settings) -> None:
    """From here on the visitor's cookie is that of a session of ``who``, for a day by the real clock."""
    token, now = new_token(), clock.now()
    await Session.create(
        token_hash=hash_token(token),
        account=who,
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(days=1),
    )
    visitor.cookies.set(settings.cookie_name(COOKIE), token)
