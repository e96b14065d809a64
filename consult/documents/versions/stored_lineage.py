"""The lineage of a version as it is stored: what became of each paragraph, proposed and then approved.

Holds the models alone: mapping_proposal.py stores a proposal, mapping_approval.py corrects and approves it.
"""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph, ParagraphIdentity


class Lineage(Model):
    """The mapping from one version to the next. ``approved_at`` null: it is a proposal, and the version cannot be
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
    """A link between one old paragraph and one new one. A split is several rows with one ``old``, a merge several with
    one ``new``. A paragraph without a row was removed or added. ``kind`` is a lineage.LinkKind; ``score`` (0 to 1) is
    the matching's, 1 where ``made_by`` names the person who made the link.
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
    """A paragraph that has no counterpart by a person's decision: ``old`` was removed, or ``new`` was added.

    Exactly one of the two is set. Where the matching found no counterpart there is no row.
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
