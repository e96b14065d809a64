"""Respondents: who answers, and what of that everybody may see. How to reach them is in a table of its own."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model


class RespondentKind(StrEnum):
    CITIZEN = "citizen"
    ORGANISATION = "organisation"
    AUTHORITY = "authority"
    OTHER = "other"


class VerifiedBy(StrEnum):
    """Who vouches that the respondent is who it says. Public."""

    NONE = "none"
    EMAIL = "email"
    INVITATION = "invitation"
    STAFF = "staff"
    EID = "eid"


# Respondent.public_name in SQL, of the table respondent.
PUBLIC_NAME = """
    CASE WHEN respondent.name_withheld THEN '' WHEN respondent.organisation <> '' THEN respondent.organisation
    WHEN respondent.publish_name THEN respondent.name ELSE '' END
"""


class Respondent(Model):
    """Who sent one response. ``name`` is private unless ``publish_name``, an organisation's name is public.

    ``name_withheld``: a moderator keeps the name back (it is abuse, or names somebody else).
    """

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharEnumField(RespondentKind, max_length=20)
    name = fields.CharField(max_length=300)
    organisation = fields.CharField(max_length=300, default="")
    cvr = fields.CharField(max_length=8, default="")
    publish_name = fields.BooleanField(default=False)
    name_withheld = fields.BooleanField(default=False)
    verified_by = fields.CharEnumField(VerifiedBy, max_length=20, default=VerifiedBy.NONE)

    class Meta:
        table = "respondent"

    @property
    def public_name(self) -> str:
        """The name everybody may see; "" where there is none to show. PUBLIC_NAME says the same."""
        if self.name_withheld:
            return ""
        if self.organisation:
            return self.organisation
        return self.name if self.publish_name else ""


class Contact(Model):
    """How to reach a respondent. Never public, never in a public query: nothing joins it but letters and staff.

    ``confirmed_at``: somebody at the address pressed the button in our letter. Until then the address has no
    power over the response and gets nothing of its text. ``confirm_token_hash`` null: no letter was sent.
    ``refused_at``: somebody at the address said that the response is not theirs; no letter goes there then.
    ``sender_key`` is one for all that one sender gave with one address, from one browser: they are confirmed together.
    """

    id = fields.BigIntField(primary_key=True)
    respondent: fields.OneToOneRelation[Respondent] = fields.OneToOneField(
        "core.Respondent", related_name="contact", on_delete=fields.RESTRICT
    )
    email = fields.CharField(max_length=320, default="")
    phone = fields.CharField(max_length=40, default="")
    postcode = fields.CharField(max_length=10, default="")
    confirm_token_hash = fields.CharField(max_length=64, null=True, unique=True)
    confirmed_at = fields.DatetimeField(null=True)
    refused_at = fields.DatetimeField(null=True)
    sender_key = fields.CharField(max_length=32, default="", db_default="", db_index=True)

    respondent_id: int

    class Meta:
        table = "contact"
