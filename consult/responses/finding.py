"""Findings: what a screening rule saw in a wording. A finding never decides anything."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from consult.responses.remark import Revision


class Finding(Model):
    """One place in one field ("text", "proposed_text", "name" or "organisation") of one revision, in characters."""

    id = fields.BigIntField(primary_key=True)
    revision: fields.ForeignKeyRelation[Revision] = fields.ForeignKeyField(
        "core.Revision", related_name="findings", on_delete=fields.RESTRICT, db_index=True
    )
    field = fields.CharField(max_length=20)
    rule = fields.CharField(max_length=40)
    start = fields.IntField()
    end = fields.IntField()
    confidence = fields.CharField(max_length=10)

    revision_id: int

    class Meta:
        table = "finding"
