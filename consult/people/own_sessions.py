"""Somebody's own sign-ins: which browsers, and ending them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tortoise.queryset import QuerySet

from consult import audit, database
from consult.people.account import Account
from consult.people.session import Session
from consult.tokens import hash_token


async def open_sessions(account: Account, now: datetime) -> Sequence[Session]:
    """Those that are open, the one seen last first; one query."""
    return await _open(account, now).order_by("-seen_at", "-id")


def is_of(session: Session, token: str) -> bool:
    """Whether this cookie's token is the session's."""
    return session.token_hash == hash_token(token)


async def end_one(account: Account, session_id: int, now: datetime) -> bool:
    """End one of the account's own; False when it is not, or had ended."""
    return await _end(account, _open(account, now).filter(id=session_id), now) == 1


async def end_others(account: Account, token: str, now: datetime) -> int:
    """End all but the session of this token; how many that were."""
    others = _open(account, now).exclude(token_hash=hash_token(token))
    return await _end(account, others, now)


def _open(account: Account, now: datetime) -> QuerySet[Session]:
    return Session.filter(account_id=account.id, ended_at=None, expires_at__gt=now)


async def _end(account: Account, sessions: QuerySet[Session], now: datetime) -> int:
    async with database.transaction():
        ended = await sessions.update(ended_at=now)
        if ended:
            await audit.record(
                "end_session", "account", account.id, by=account.actor, now=now, sessions=ended
            )
    return ended
