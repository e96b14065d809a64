"""Sign-in links: a secret that opens a session when its button is pressed. Opening the page changes nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from tortoise import fields
from tortoise.models import Model

from consult.people.account import Account
from consult.tokens import hash_token, new_token

MAILED_LIFETIME = timedelta(minutes=30)
HANDED_OVER_LIFETIME = timedelta(days=2)
DEMO_LIFETIME = timedelta(days=30)


class SignInLink(Model):
    """A link for one account. One that is ``reusable`` belongs to a demo account and works until it expires."""

    id = fields.BigIntField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "core.Account", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    reusable = fields.BooleanField(default=False)
    used_at = fields.DatetimeField(null=True)

    account_id: int

    class Meta:
        table = "sign_in_link"


async def issue(account: Account, *, lifetime: timedelta, now: datetime) -> str:
    """Make a link and give its token. It works once; a demo account's works until it expires."""
    token = new_token()
    await SignInLink.create(
        token_hash=hash_token(token),
        account=account,
        created_at=now,
        expires_at=now + lifetime,
        reusable=account.is_demo,
    )
    return token


async def find_open(token: str, now: datetime) -> SignInLink | None:
    """The link, if it would still open a session; looking changes nothing."""
    link = await SignInLink.get_or_none(
        token_hash=hash_token(token), expires_at__gt=now, account__disabled_at=None
    ).select_related("account")
    if link is None or (link.used_at and not link.reusable):
        return None
    return link


async def is_known(token: str) -> bool:
    """Whether there was such a link, though it may open nothing any more; one query."""
    return await SignInLink.filter(token_hash=hash_token(token)).exists()


async def use(link: SignInLink, now: datetime) -> bool:
    """Mark the link as used; False when somebody was first."""
    if link.reusable and link.account.is_demo:
        await SignInLink.filter(id=link.id).update(used_at=now)
        return True
    return bool(await SignInLink.filter(id=link.id, used_at=None).update(used_at=now))


async def forget_expired(now: datetime) -> None:
    """Delete links that open nothing any more, a day after they stopped."""
    await SignInLink.filter(expires_at__lt=now - timedelta(days=1)).delete()
