"""The roster: who has an account, what they may do now, and when they were last here. For operators."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from consult.people.account import Account
from consult.people.role import RoleGrant
from consult.people.session import Session


@dataclass(frozen=True)
class Entry:
    """One account with the roles it holds now, its open sessions, and when one was last used (None: long ago, or never)."""

    account: Account
    roles: tuple[RoleGrant, ...]
    sessions: int
    seen_at: datetime | None


async def roster(now: datetime) -> list[Entry]:
    """All accounts by address, removed ones too; three queries."""
    accounts = await Account.all().order_by("email")
    grants = await RoleGrant.all().order_by("id")
    sessions = await Session.all()
    is_open = Counter(s.account_id for s in sessions if s.ended_at is None and s.expires_at > now)
    seen = {s.account_id: s.seen_at for s in sorted(sessions, key=lambda each: each.seen_at)}
    return [
        Entry(account, _now(account, grants, now), is_open[account.id], seen.get(account.id))
        for account in accounts
    ]


def _now(account: Account, grants: list[RoleGrant], now: datetime) -> tuple[RoleGrant, ...]:
    theirs = (each for each in grants if each.account_id == account.id)
    return tuple(each for each in theirs if each.covers(each.role, None, None, now))
