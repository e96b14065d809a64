"""Extensions of a deadline: recorded events, for everybody or for one consulted party."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from consult.consultations.consultation import Consultation
from consult.consultations.party import ConsultedParty


class Extension(Model):
    """Who may answer until when, decided when and why. ``party`` null means everybody."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="extensions", on_delete=fields.RESTRICT, db_index=True
    )
    party: fields.ForeignKeyNullableRelation[ConsultedParty] = fields.ForeignKeyField(
        "core.ConsultedParty", related_name="extensions", null=True, on_delete=fields.RESTRICT
    )
    until = fields.DatetimeField()
    reason = fields.CharField(max_length=500)
    decided_at = fields.DatetimeField()
    decided_by = fields.CharField(max_length=60)

    consultation_id: int
    party_id: int | None

    class Meta:
        table = "extension"
