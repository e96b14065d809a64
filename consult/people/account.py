"""Accounts of the people who work here, and opening them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult import audit, database
from consult.audit import Actor
from consult.mail.address import normal_email, wire_address

_ACTOR = "account:"


class Account(Model):
    """Somebody on the staff. ``is_demo`` accounts exist only on a loopback address."""

    id = fields.BigIntField(primary_key=True)
    email = fields.CharField(max_length=320, unique=True)
    name = fields.CharField(max_length=200, default="")
    is_demo = fields.BooleanField(default=False)
    created_at = fields.DatetimeField()
    disabled_at = fields.DatetimeField(null=True)

    class Meta:
        table = "account"

    @property
    def actor(self) -> Actor:
        """How the audit trail names this person."""
        return Actor(f"{_ACTOR}{self.id}")


def is_account(actor: str) -> bool:
    """Whether an Actor is a person with an account."""
    return actor.startswith(_ACTOR)


async def names_of(actors: Collection[str]) -> dict[str, str]:
    """What those of the actors who are accounts are called; one query, and none for no accounts."""
    ids = [int(actor.removeprefix(_ACTOR)) for actor in actors if is_account(actor)]
    rows = await Account.filter(id__in=ids) if ids else []
    return {each.actor: each.name or each.email for each in rows}


async def account_of(email: str) -> Account | None:
    """The account with this address, removed or not; None for none. Found as well where it was stored with its domain as
    xn--."""
    address = normal_email(email)
    return await Account.get_or_none(email__in={address, wire_address(address)})


async def open_account(
    email: str, *, name: str = "", is_demo: bool = False, by: Actor, now: datetime
) -> Account:
    """The account with this address, made if there is none, and opened again if it was removed. Raises ValueError for
    no e-mail address."""
    address = normal_email(email)
    if not address:
        raise ValueError(f"{email} is not an e-mail address")
    async with database.transaction():
        account, is_new = await account_of(address), False
        if account is None:
            account, is_new = await Account.get_or_create(
                defaults={"name": name, "is_demo": is_demo, "created_at": now}, email=address
            )
        if is_new:
            await audit.record("open", "account", account.id, by=by, now=now)
        elif await Account.filter(id=account.id).exclude(disabled_at=None).update(disabled_at=None):
            await audit.record("reopen", "account", account.id, by=by, now=now)
    return account


async def has_demo_accounts() -> bool:
    """Whether anybody could sign in with the links that ``serve`` prints."""
    return await Account.filter(is_demo=True, disabled_at=None).exists()
