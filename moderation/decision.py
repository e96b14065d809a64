"""Decisions: what a moderator decided about one revision, and why. Append-only."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult.consultations.moderation_reason import ModerationReason
from consult.responses.remark import Remark


class DecisionKind(StrEnum):
    PUBLISH = "publish"
    REDACT = "redact"
    WITHHOLD = "withhold"
    TAKE_DOWN = "take_down"


class Decision(Model):
    """One decision. ``note`` is what the author is told beside the reason, ``number`` counts from 1 within the
    remark, so that the remark's own count names the latest. ``decided_by`` is an actor."""

    id = fields.BigIntField(primary_key=True)
    remark: fields.ForeignKeyRelation[Remark] = fields.ForeignKeyField(
        "core.Remark", related_name=False, on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    revision = fields.IntField()
    kind = fields.CharEnumField(DecisionKind, max_length=20)
    reason: fields.ForeignKeyNullableRelation[ModerationReason] = fields.ForeignKeyField(
        "core.ModerationReason", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    note = fields.TextField(default="")
    decided_by = fields.CharField(max_length=60)
    decided_at = fields.DatetimeField()

    redactions: fields.ReverseRelation[Redaction]

    remark_id: int
    reason_id: int | None

    class Meta:
        table = "decision"
        unique_together = (("remark", "number"),)


class Redaction(Model):
    """Words taken out of the public copy: characters ``start`` to ``end`` of ``field`` ("text", "proposed_text")."""

    id = fields.BigIntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "core.Decision", related_name="redactions", on_delete=fields.RESTRICT
    )
    field = fields.CharField(max_length=20)
    start = fields.IntField()
    end = fields.IntField()
    reason: fields.ForeignKeyRelation[ModerationReason] = fields.ForeignKeyField(
        "core.ModerationReason", related_name=False, on_delete=fields.RESTRICT
    )

    decision_id: int
    reason_id: int

    class Meta:
        table = "redaction"
