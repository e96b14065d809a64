"""Public changes: what everybody could see of a remark, change by change. Append-only, without a word of any remark.

Only what is or was public has any. Written in the transaction of the change, right after the cache version is bumped:
that row is held until the commit, so within a consultation the ids ascend in the order in which readers can see them,
and whoever has read up to one misses none before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.responses.remark import VISIBLE, Remark, Standing


class PublicChangeKind(StrEnum):
    """PUBLISHED: it can be read, for the first time or again. REDACTED, RESTORED: words are left out now, or are no
    longer. CORRECTED: its author's new wording. SENDER: the name shown, who vouches for it, or whether it was late.
    FILES: those of its response. QUOTE: the draft's words that it quotes are shown no more, or again. EXPLAINED: why it
    was taken down."""

    PUBLISHED = "published"
    REDACTED = "redacted"
    RESTORED = "restored"
    CORRECTED = "corrected"
    SENDER = "sender"
    FILES = "files"
    QUOTE = "quote"
    TAKEN_DOWN = "taken_down"
    EXPLAINED = "explained"
    WITHDRAWN = "withdrawn"


# After these nobody can read it.
GONE = (PublicChangeKind.TAKEN_DOWN, PublicChangeKind.WITHDRAWN)


class PublicChange(Model):
    """One change. ``reason`` is why it was taken down, null where that was not said or is not the case."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT
    )
    remark: fields.ForeignKeyRelation[Remark] = fields.ForeignKeyField(
        "core.Remark", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    kind = fields.CharEnumField(PublicChangeKind, max_length=20)
    at = fields.DatetimeField()
    reason: fields.ForeignKeyNullableRelation[ModerationReason] = fields.ForeignKeyField(
        "core.ModerationReason", related_name=False, null=True, on_delete=fields.RESTRICT
    )

    consultation_id: int
    remark_id: int
    reason_id: int | None

    class Meta:
        table = "public_change"
        indexes = [("consultation_id", "id"), ("consultation_id", "at")]


def first_changes(published: Iterable[Remark]) -> list[PublicChange]:
    """That each of these was published, in the order in which they were; to be stored."""
    rows = [
        PublicChange(
            consultation_id=each.consultation_id,
            remark_id=each.id,
            kind=PublicChangeKind.PUBLISHED,
            at=each.published_at,
        )
        for each in published
    ]
    return sorted(rows, key=lambda row: row.at)


async def record_change(
    remarks: Iterable[Remark],
    kind: PublicChangeKind,
    *,
    now: datetime,
    reason_id: int | None = None,
) -> None:
    """Note what changed for everybody. Call inside the changing transaction, after the bump. One query."""
    rows = [
        PublicChange(
            consultation_id=each.consultation_id,
            remark_id=each.id,
            kind=kind,
            at=now,
            reason_id=reason_id,
        )
        for each in remarks
    ]
    if rows:
        await PublicChange.bulk_create(rows, batch_size=500)


async def record_change_of_response(
    response_id: int, kind: PublicChangeKind, *, now: datetime
) -> None:
    """The same of every published remark of a response. Two queries."""
    published = Remark.filter(
        response_id=response_id, publicity__in=VISIBLE, standing=Standing.RECEIVED
    )
    await record_change(await published.order_by("ordinal"), kind, now=now)
