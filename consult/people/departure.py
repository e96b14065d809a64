"""Departures: shutting somebody out at once, for good or until they sign in again. What they did keeps their name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.people.account import Account
from consult.people.role import RoleGrant
from consult.people.session import Session
from consult.people.sign_in_link import SignInLink


@dataclass(frozen=True)
class Departure:
    """How many roles, sessions and unused links ended."""

    roles: int
    sessions: int
    links: int


async def remove(account: Account, *, by: Actor, now: datetime) -> Departure | None:
    """End somebody's roles, sessions and unused links in one go, and let them in no more; None when that had already
    been done."""
    async with database.transaction():
        if not await Account.filter(id=account.id, disabled_at=None).update(disabled_at=now):
            return None
        roles = await RoleGrant.filter(account_id=account.id, ends_at=None).update(ends_at=now)
        # Those given until some day end now as well.
        roles += await RoleGrant.filter(account_id=account.id, ends_at__gt=now).update(ends_at=now)
        ended = Departure(roles, *await _shut_out(account, now))
        await _record("disable", account, ended, by=by, now=now)
    return ended


async def sign_out_everywhere(account: Account, *, by: Actor, now: datetime) -> Departure:
    """End somebody's sessions and unused links; their roles stay, and they may ask for a new link."""
    async with database.transaction():
        ended = Departure(0, *await _shut_out(account, now))
        await _record("sign_out", account, ended, by=by, now=now)
    return ended


async def _shut_out(account: Account, now: datetime) -> tuple[int, int]:
    """(sessions, unused links) that ended."""
    open_sessions = Session.filter(account_id=account.id, ended_at=None, expires_at__gt=now)
    unused = SignInLink.filter(account_id=account.id, expires_at__gt=now)
    links = await unused.filter(used_at=None).count()
    # A demo account's link may be used again and again: it ends as well.
    await unused.update(expires_at=now, reusable=False)
    return await open_sessions.update(ended_at=now), links


async def _record(
    verb: str, account: Account, ended: Departure, *, by: Actor, now: datetime
) -> None:
    await audit.record(
        verb, "account", account.id, by=by, now=now,
        roles=ended.roles, sessions=ended.sessions, links=ended.links,
    )  # fmt: skip
