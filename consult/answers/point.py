"""Points: remarks answered together, and what each owning committee answers to them."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.section import SectionIdentity
from consult.responses.remark import Remark


class Outcome(StrEnum):
    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    OUTSIDE_REMIT = "outside_remit"
    ALREADY_ADDRESSED = "already_addressed"


class Point(Model):
    """Remarks that say the same thing, with a title and a summary. ``number`` counts within the consultation,
    ``section`` is where in the text it belongs, null for the whole, ``lock_version`` guards against overwriting."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="points", on_delete=fields.RESTRICT
    )
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name=False, on_delete=fields.RESTRICT
    )
    section: fields.ForeignKeyNullableRelation[SectionIdentity] = fields.ForeignKeyField(
        "core.SectionIdentity", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    title = fields.CharField(max_length=300)
    summary = fields.TextField(default="")
    lock_version = fields.IntField(default=1)
    created_at = fields.DatetimeField()
    archived_at = fields.DatetimeField(null=True)

    consultation_id: int
    committee_id: int
    section_id: int | None

    class Meta:
        table = "point"
        unique_together = (("consultation", "number"),)


class PointRemark(Model):
    """A remark gathered into a point. A remark may belong to several points. ``quote`` is what the memo
    quotes of it, literally from its public text. Empty means it is only referred to."""

    id = fields.BigIntField(primary_key=True)
    point: fields.ForeignKeyRelation[Point] = fields.ForeignKeyField(
        "core.Point", related_name="members", on_delete=fields.RESTRICT
    )
    remark: fields.ForeignKeyRelation[Remark] = fields.ForeignKeyField(
        "core.Remark", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    quote = fields.TextField(default="")

    point_id: int
    remark_id: int

    class Meta:
        table = "point_remark"
        unique_together = (("point", "remark"),)


class Disposition(Model):
    """One committee's answer to a point: the outcome and the reason. ``lock_version`` guards against overwriting."""

    id = fields.BigIntField(primary_key=True)
    point: fields.ForeignKeyRelation[Point] = fields.ForeignKeyField(
        "core.Point", related_name="dispositions", on_delete=fields.RESTRICT
    )
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name=False, on_delete=fields.RESTRICT
    )
    outcome = fields.CharEnumField(Outcome, max_length=20)
    reason = fields.TextField()
    lock_version = fields.IntField(default=1)
    decided_at = fields.DatetimeField()
    decided_by = fields.CharField(max_length=60)

    point_id: int
    committee_id: int

    class Meta:
        table = "disposition"
        unique_together = (("point", "committee"),)
