"""Contributions: each committee's part of the memo, and whether the committee has approved it."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation


class ContributionState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"


class Contribution(Model):
    """One committee's part. ``checksum`` is over what was approved: if an answer changes, approval lapses."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT
    )
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name=False, on_delete=fields.RESTRICT
    )
    state = fields.CharEnumField(ContributionState, max_length=20, default=ContributionState.DRAFT)
    checksum = fields.CharField(max_length=64, default="")
    approved_at = fields.DatetimeField(null=True)
    approved_by = fields.CharField(max_length=60, default="")

    consultation_id: int
    committee_id: int

    class Meta:
        table = "contribution"
        unique_together = (("consultation", "committee"),)
