"""Committees and their names, which change after elections and are therefore dated."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Committee(Model):
    """A standing committee. ``name`` is today's. Earlier ones are in CommitteeName."""

    id = fields.BigIntField(primary_key=True)
    slug = fields.CharField(max_length=120, unique=True)
    name = fields.CharField(max_length=200)

    class Meta:
        table = "committee"


class CommitteeName(Model):
    """What a committee was called from a day on."""

    id = fields.BigIntField(primary_key=True)
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name="names", on_delete=fields.RESTRICT, db_index=True
    )
    name = fields.CharField(max_length=200)
    since = fields.DateField()

    committee_id: int

    class Meta:
        table = "committee_name"
