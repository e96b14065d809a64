"""The outbox: letters written in the same transaction as what they tell of, sent later by the worker."""

from __future__ import annotations

from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult.tokens import new_token


class Letter(Model):
    """One letter to one address. ``sent_at`` null = still to be sent, from ``due_at`` on."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharField(max_length=60)
    to = fields.CharField(max_length=320)
    subject = fields.CharField(max_length=300)
    body = fields.TextField()
    message_id = fields.CharField(max_length=120, unique=True)
    written_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    attempts = fields.IntField(default=0)
    sent_at = fields.DatetimeField(null=True)
    given_up_at = fields.DatetimeField(null=True)
    trouble = fields.CharField(max_length=300, default="")

    class Meta:
        table = "letter"
        indexes = [("sent_at", "due_at")]


async def post(kind: str, *, to: str, subject: str, body: str, now: datetime) -> Letter:
    """Put a plain-text letter in the outbox; it leaves only if the surrounding transaction commits."""
    return await Letter.create(
        kind=kind,
        to=to,
        subject=" ".join(subject.split()),
        body=body,
        message_id=f"<{new_token()}@consult>",
        written_at=now,
        due_at=now,
    )
