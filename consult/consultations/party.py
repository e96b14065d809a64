"""Consulted parties: who was asked, and what came of it."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult.consultations.consultation import Consultation


class PartyKind(StrEnum):
    ORGANISATION = "organisation"
    AUTHORITY = "authority"
    COUNCIL = "council"


class PartyState(StrEnum):
    """SILENT until a response of theirs arrives; NO_REMARKS is an answer too."""

    SILENT = "silent"
    ANSWERED = "answered"
    NO_REMARKS = "no_remarks"


class ConsultedParty(Model):
    """One invited party of one consultation. Its e-mail address is never public."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="parties", on_delete=fields.RESTRICT
    )
    name = fields.CharField(max_length=300)
    kind = fields.CharEnumField(PartyKind, max_length=20, default=PartyKind.ORGANISATION)
    email = fields.CharField(max_length=320, default="")
    state = fields.CharEnumField(PartyState, max_length=20, default=PartyState.SILENT)
    invited_at = fields.DatetimeField(null=True)

    consultation_id: int

    class Meta:
        table = "consulted_party"
        unique_together = (("consultation", "name"),)
