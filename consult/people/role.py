"""Roles: what a person may do, where, from when until when, and giving and ending them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult import audit, database
from consult.audit import Actor
from consult.people.account import Account


class Role(StrEnum):
    """The field's roles. ADMIN opens accounts, EDITOR owns texts and dates, MODERATOR decides what is
    published, COMMITTEE answers for one committee, READER reads what one committee reads, LEAD publishes the
    answers of them all."""

    ADMIN = "admin"
    EDITOR = "editor"
    MODERATOR = "moderator"
    COMMITTEE = "committee"
    READER = "reader"
    LEAD = "lead"


class RoleGrant(Model):
    """One role of one account. Empty ``consultation`` or ``committee`` (slugs) means everywhere."""

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "core.Account", related_name="grants", on_delete=fields.RESTRICT, db_index=True
    )
    role = fields.CharEnumField(Role, max_length=20)
    consultation = fields.CharField(max_length=120, default="")
    committee = fields.CharField(max_length=120, default="")
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField(null=True)

    account_id: int

    class Meta:
        table = "role_grant"

    def covers(
        self, role: Role, consultation: str | None, committee: str | None, now: datetime
    ) -> bool:
        """Whether this grant gives ``role`` there and now; None asks for no particular place."""
        return (
            self.role == role
            and self.starts_at <= now
            and (self.ends_at is None or now < self.ends_at)
            and (not consultation or self.consultation in ("", consultation))
            and (not committee or self.committee in ("", committee))
        )


async def grant(
    account: Account,
    role: Role,
    *,
    consultation: str = "",
    committee: str = "",
    by: Actor,
    now: datetime,
) -> RoleGrant:
    """Give a role from now on, for one consultation or committee (slugs) or everywhere; never twice."""
    async with database.transaction():
        held = await RoleGrant.get_or_none(
            account=account, role=role, consultation=consultation, committee=committee, ends_at=None
        )
        if held:
            return held
        given = await RoleGrant.create(
            account=account,
            role=role,
            consultation=consultation,
            committee=committee,
            starts_at=now,
        )
        await audit.record("grant", "role", given.id, by=by, now=now, role=str(role))
    return given


async def end(given: RoleGrant, *, by: Actor, now: datetime) -> bool:
    """Take a role back at once; False when it had already ended."""
    async with database.transaction():
        if not await RoleGrant.filter(id=given.id, ends_at=None).update(ends_at=now):
            return False
        await audit.record("end", "role", given.id, by=by, now=now)
    return True
