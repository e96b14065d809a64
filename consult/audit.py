"""The history of what was done: append-only, one entry a verb. Holds no personal data and no texts."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NewType

from tortoise import fields
from tortoise.models import Model

# Who did something: "account:7" (``Account.actor``) or one of those below.
Actor = NewType("Actor", str)

SYSTEM = Actor("system")
WORKER = Actor("worker")
PUBLIC = Actor("public")


class AuditEntry(Model):
    """``actor`` is an Actor, ``noun`` and ``noun_id`` name what changed."""

    id = fields.BigIntField(primary_key=True)
    at = fields.DatetimeField()
    actor = fields.CharField(max_length=60)
    verb = fields.CharField(max_length=60)
    noun = fields.CharField(max_length=60)
    noun_id = fields.BigIntField(null=True)
    consultation_id = fields.BigIntField(null=True, db_index=True)
    facts: Any = fields.JSONField(default=dict)

    class Meta:
        table = "audit_entry"
        indexes = [("noun", "noun_id")]


async def record(
    verb: str,
    noun: str,
    noun_id: int | None,
    *,
    by: Actor,
    now: datetime,
    consultation_id: int | None = None,
    **facts: str | int | bool | None,
) -> None:
    """Write one entry, inside the transaction of the verb. ``facts`` are keys, counts and ids, never texts."""
    await AuditEntry.create(
        at=now,
        actor=by,
        verb=verb,
        noun=noun,
        noun_id=noun_id,
        consultation_id=consultation_id,
        facts=facts,
    )
