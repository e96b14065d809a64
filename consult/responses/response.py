"""Responses: what one respondent sent at one time, with its number and its receipt."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult.consultations.consultation import Consultation
from consult.consultations.party import ConsultedParty
from consult.responses.respondent import Respondent


class ResponseKind(StrEnum):
    COMMENT = "comment"
    FORMAL = "formal"


class Channel(StrEnum):
    WEB = "web"
    API = "api"
    PAPER = "paper"
    EMAIL = "email"


class Response(Model):
    """One response. ``received_at`` is when the request reached us. The row exists only once it is stored.

    ``party`` is the consulted party it says to be from; it counts for it once ``party_confirmed``.

    ``number`` is public, counts within the consultation and is never reused, ``public_id`` is in the address
    of the respondent's own status page, whose secret is stored as ``status_token_hash``; ``link_generation`` counts how
    often that was renewed. A repeated post is
    known by ``idempotency_key``, ``body_hash`` tells a repetition from another text under the same key.
    """

    id = fields.BigIntField(primary_key=True)
    public_id = fields.CharField(max_length=32, unique=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="responses", on_delete=fields.RESTRICT
    )
    number = fields.IntField(null=True)
    kind = fields.CharEnumField(ResponseKind, max_length=20)
    channel = fields.CharEnumField(Channel, max_length=20, default=Channel.WEB)
    respondent: fields.OneToOneRelation[Respondent] = fields.OneToOneField(
        "core.Respondent", related_name="response", on_delete=fields.RESTRICT
    )
    party: fields.ForeignKeyNullableRelation[ConsultedParty] = fields.ForeignKeyField(
        "core.ConsultedParty", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    party_confirmed = fields.BooleanField(default=False, db_default=False)
    replaces: fields.ForeignKeyNullableRelation[Response] = fields.ForeignKeyField(
        "core.Response", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    language = fields.CharField(max_length=10, default="da")
    received_at = fields.DatetimeField()
    stored_at = fields.DatetimeField()
    is_late = fields.BooleanField(default=False)
    no_remarks = fields.BooleanField(default=False)
    withdrawn_at = fields.DatetimeField(null=True)
    status_token_hash = fields.CharField(max_length=64, unique=True)
    link_generation = fields.IntField(default=0, db_default=0)
    idempotency_key = fields.CharField(max_length=64)
    body_hash = fields.CharField(max_length=64)

    consultation_id: int
    respondent_id: int
    party_id: int | None

    @property
    def claims_party(self) -> bool:
        """Whether it says to be from a consulted party, and nobody has confirmed that."""
        return self.party_id is not None and not self.party_confirmed

    class Meta:
        table = "response"
        unique_together = (("consultation", "number"), ("consultation", "idempotency_key"))
        indexes = [("consultation_id", "received_at")]
