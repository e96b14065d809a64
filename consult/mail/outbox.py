"""The outbox: letters written in the same transaction as what they tell of, sent later by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from consult.tokens import new_token

LONGEST_SUBJECT = 300


class Letter(Model):
    """One letter to one address. ``sent_at`` null = still to be sent, from ``due_at`` on. ``concerns`` is the public id of
    the response, sent or unsent, that it is about; "" for another letter. ``called_back_at``: what it tells is no longer so,
    and it leaves no more; one that was just being sent then may have a ``sent_at`` all the same."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharField(max_length=60)
    to = fields.CharField(max_length=320)
    subject = fields.CharField(max_length=LONGEST_SUBJECT)
    body = fields.TextField()
    message_id = fields.CharField(max_length=120, unique=True)
    written_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    attempts = fields.IntField(default=0)
    sent_at = fields.DatetimeField(null=True)
    given_up_at = fields.DatetimeField(null=True)
    called_back_at = fields.DatetimeField(null=True)
    trouble = fields.CharField(max_length=300, default="")
    concerns = fields.CharField(max_length=32, default="", db_default="", db_index=True)

    class Meta:
        table = "letter"
        indexes = [("sent_at", "due_at")]


async def post(
    kind: str, *, to: str, subject: str, body: str, now: datetime, concerns: str = ""
) -> Letter:
    """Put a plain-text letter in the outbox; it leaves only if the surrounding transaction commits. A subject that is too
    long is cut."""
    written = drawn_up(kind, to=to, subject=subject, body=body, now=now, concerns=concerns)
    await written.save()
    return written


async def post_all(letters: Sequence[Letter]) -> None:
    """Put many letters in the outbox at once; they leave only if the surrounding transaction commits."""
    await Letter.bulk_create(letters, batch_size=200)


def drawn_up(
    kind: str, *, to: str, subject: str, body: str, now: datetime, concerns: str = ""
) -> Letter:
    """A plain-text letter that is in no outbox yet. A subject that is too long is cut."""
    return Letter(
        kind=kind,
        to=to,
        subject=_shortened(" ".join(subject.split())),
        body=body,
        message_id=f"<{new_token()}@consult>",
        written_at=now,
        due_at=now,
        concerns=concerns,
    )


def _shortened(subject: str) -> str:
    return subject if len(subject) <= LONGEST_SUBJECT else subject[: LONGEST_SUBJECT - 1] + "…"


def waiting_letters() -> QuerySet[Letter]:
    """Those that are still to leave."""
    return Letter.filter(sent_at=None, given_up_at=None, called_back_at=None)


async def undelivered_to(concerns: str) -> str:
    """The address that the latest letter about this could not be delivered to; "" where it could, or is on its way. One
    query."""
    latest = await Letter.filter(concerns=concerns).order_by("-id").first() if concerns else None
    return latest.to if latest and latest.given_up_at else ""
