"""The lineage of a version as it is stored: what became of each paragraph, proposed and then approved.

Holds rows alone. How it is proposed says lineage/, what a person does with it mapping.py.
"""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph, ParagraphIdentity


class Lineage(Model):
    """How a version follows the one before it. ``approved_at`` null is a proposal, and the version cannot be
    published. ``lock_version`` counts the corrections, so that nobody approves what they have not seen.
    """

    id = fields.BigIntField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT, unique=True
    )
    follows: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT
    )
    lock_version = fields.IntField(default=1)
    approved_by = fields.CharField(max_length=60, default="")
    approved_at = fields.DatetimeField(null=True)

    version_id: int
    follows_id: int

    class Meta:
        table = "lineage"


class LineageLink(Model):
    """One old paragraph and one new one. A split is several rows with one ``old``, a merge several with one
    ``new``. A paragraph without a row was removed or added. ``kind`` is lineage.LinkKind, ``score`` (0 to 1) how
    sure the program was, 1 where ``made_by`` names the person who drew the link.
    """

    id = fields.BigIntField(primary_key=True)
    lineage: fields.ForeignKeyRelation[Lineage] = fields.ForeignKeyField(
        "core.Lineage", related_name="links", on_delete=fields.RESTRICT
    )
    old: fields.ForeignKeyRelation[ParagraphIdentity] = fields.ForeignKeyField(
        "core.ParagraphIdentity", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    new: fields.ForeignKeyRelation[Paragraph] = fields.ForeignKeyField(
        "core.Paragraph", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    kind = fields.CharField(max_length=10)
    score = fields.FloatField()
    made_by = fields.CharField(max_length=60, default="")

    lineage_id: int
    old_id: int
    new_id: int

    class Meta:
        table = "lineage_link"
        unique_together = (("lineage", "old", "new"),)


class Unlinked(Model):
    """A paragraph of which a person said that it has no counterpart: ``old`` was removed, or ``new`` was added.

    Exactly one of the two is set. Where the program says so there is no row, for it has nothing to add.
    """

    id = fields.BigIntField(primary_key=True)
    lineage: fields.ForeignKeyRelation[Lineage] = fields.ForeignKeyField(
        "core.Lineage", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    old: fields.ForeignKeyNullableRelation[ParagraphIdentity] = fields.ForeignKeyField(
        "core.ParagraphIdentity",
        related_name=False,
        null=True,
        on_delete=fields.RESTRICT,
        db_index=True,
    )
    new: fields.ForeignKeyNullableRelation[Paragraph] = fields.ForeignKeyField(
        "core.Paragraph", related_name=False, null=True, on_delete=fields.RESTRICT, db_index=True
    )
    made_by = fields.CharField(max_length=60)

    lineage_id: int
    old_id: int | None
    new_id: int | None

    class Meta:
        table = "lineage_unlinked"
