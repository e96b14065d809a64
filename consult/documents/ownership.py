"""Ownership: which committees answer for which section. Many-to-many, and below area level."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from consult.consultations.committee import Committee
from consult.documents.section import SectionIdentity


class Ownership(Model):
    """A committee answers for a section and everything below it, beside whoever owns more of the path."""

    id = fields.BigIntField(primary_key=True)
    section: fields.ForeignKeyRelation[SectionIdentity] = fields.ForeignKeyField(
        "core.SectionIdentity", related_name="owners", on_delete=fields.RESTRICT
    )
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    is_lead = fields.BooleanField(default=False)

    section_id: int
    committee_id: int

    class Meta:
        table = "ownership"
        unique_together = (("section", "committee"),)
