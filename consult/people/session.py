"""Sessions: who is signed in, until when. Rows, so that any of them can be ended at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from tortoise import fields
from tortoise.models import Model

from consult.people.account import Account
from consult.people.person import Person
from consult.people.role import RoleGrant
from consult.tokens import hash_token, new_token

COOKIE = "session"

# Signed in for a working day after the last page, and never longer than a week.
IDLE = timedelta(hours=12)
AT_MOST = timedelta(days=7)
# A session that was seen so recently is not written again: reading pages should not write rows.
SEEN_RECENTLY = timedelta(minutes=5)


class Session(Model):
    """One browser signed in to one account. The cookie holds the token, the row its hash. ``browser`` is which one, roughly, "" where
    it does not say."""

    id = fields.BigIntField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "core.Account", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    created_at = fields.DatetimeField()
    seen_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    browser = fields.CharField(max_length=40, default="", db_default="")

    account_id: int

    class Meta:
        table = "session"


async def person_of(token: str, now: datetime) -> Person | None:
    """Whose session this cookie's token is, with the roles held now.

    None for an ended or unknown session, a disabled account, and for somebody without any role now: taking
    the last role away ends the work at once.
    """
    session = await Session.get_or_none(
        token_hash=hash_token(token), ended_at=None, expires_at__gt=now, account__disabled_at=None
    ).select_related("account")
    if session is None:
        return None
    person = Person(
        session.account, tuple(await RoleGrant.filter(account_id=session.account_id)), now
    )
    if not person.roles:
        return None
    if now - session.seen_at > SEEN_RECENTLY:
        await _prolong(session, now)
    return person


async def _prolong(session: Session, now: datetime) -> None:
    """Somebody at work stays signed in; an ended session stays ended."""
    expires_at = min(now + IDLE, session.created_at + AT_MOST)
    await Session.filter(id=session.id, ended_at=None).update(seen_at=now, expires_at=expires_at)


async def open_session(account: Account, now: datetime, *, browser: str = "") -> str:
    """Sign a browser in to an account, and give the token for its cookie."""
    token = new_token()
    await Session.create(
        token_hash=hash_token(token),
        account=account,
        created_at=now,
        seen_at=now,
        expires_at=now + IDLE,
        browser=browser,
    )
    return token


async def end_session(token: str, now: datetime) -> None:
    """Sign this browser out; one that is not signed in stays so."""
    await Session.filter(token_hash=hash_token(token), ended_at=None).update(ended_at=now)


async def forget_old(now: datetime) -> None:
    """Delete sessions that ended or expired a day ago."""
    await Session.filter(expires_at__lt=now - timedelta(days=1)).delete()
    await Session.filter(ended_at__lt=now - timedelta(days=1)).delete()
