"""Remarks: the unit everything later counts, with its two facts, standing and publicity."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.documents.document import Version
from consult.documents.paragraph import ParagraphIdentity
from consult.documents.section import SectionIdentity
from consult.numbers import Reference
from consult.responses.omission import Piece, pieces_of
from consult.responses.response import Response


class AnchorType(StrEnum):
    """What a remark is written on. Words quoted from a paragraph make it no other type."""

    CONSULTATION = "consultation"
    SECTION = "section"
    PARAGRAPH = "paragraph"


class Stance(StrEnum):
    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class Standing(StrEnum):
    """Does it count? SET_ASIDE is no response at all (spam, test, wrong consultation, doubled)."""

    RECEIVED = "received"
    SET_ASIDE = "set_aside"
    WITHDRAWN = "withdrawn"


class Publicity(StrEnum):
    """May everyone read it?"""

    WAITING = "waiting"
    PUBLISHED = "published"
    REDACTED = "redacted"
    WITHHELD = "withheld"


VISIBLE = (Publicity.PUBLISHED, Publicity.REDACTED)


class Remark(Model):
    """One remark. ``text`` and ``proposed_text`` are the author's current words, for committees and the
    author. Everybody else reads ``public_text``, ``public_proposed_text`` and ``public_quote``, empty unless
    shown; ``public_omissions`` are the reasons of the marks in them (Omissions), null where there is none.

    ``quote_language`` is "" where the quote is of the text itself, else that of the translation it is from.
    ``section`` is filled for paragraph anchors too. Both point at identities, ``version`` says which text it
    was written on. ``revision`` counts the author's versions, ``public_revision`` is the one shown.
    ``queued_at`` is set while a person must decide on the current revision, ``decisions`` counts the decisions
    made, so that two people who decide at once are told apart. ``kept_back_at`` is when the current revision was
    withheld or taken down, null when it was not: its author has a while from then to mend it. ``unexplained_since`` is
    when it was taken down, until the reason is given; ``notice_due_at`` when its author is told so at the latest, null
    once that is done. ``published_at`` is when it was first published, and stays when it is taken down or withdrawn:
    null, it was never public. ``untold_since`` is when it was published, until its author is told by letter.
    """

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="remarks", on_delete=fields.RESTRICT
    )
    response: fields.ForeignKeyRelation[Response] = fields.ForeignKeyField(
        "core.Response", related_name="remarks", on_delete=fields.RESTRICT
    )
    ordinal = fields.IntField()
    anchor_type = fields.CharEnumField(AnchorType, max_length=20)
    section: fields.ForeignKeyNullableRelation[SectionIdentity] = fields.ForeignKeyField(
        "core.SectionIdentity", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    paragraph: fields.ForeignKeyNullableRelation[ParagraphIdentity] = fields.ForeignKeyField(
        "core.ParagraphIdentity", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    quote = fields.TextField(default="")
    quote_language = fields.CharField(max_length=12, default="", db_default="")
    text = fields.TextField()
    proposed_text = fields.TextField(default="")
    stance = fields.CharEnumField(Stance, max_length=20, default=Stance.NEUTRAL)
    language = fields.CharField(max_length=10, default="da")
    revision = fields.IntField(default=1)
    standing = fields.CharEnumField(Standing, max_length=20, default=Standing.RECEIVED)
    publicity = fields.CharEnumField(Publicity, max_length=20, default=Publicity.WAITING)
    queued_at = fields.DatetimeField(null=True)
    decisions = fields.IntField(default=0)
    kept_back_at = fields.DatetimeField(null=True)
    unexplained_since = fields.DatetimeField(null=True, db_index=True)
    notice_due_at = fields.DatetimeField(null=True)
    public_revision = fields.IntField(null=True)
    public_quote = fields.TextField(default="")
    public_text = fields.TextField(default="")
    public_proposed_text = fields.TextField(default="")
    public_omissions: Any = fields.JSONField(null=True)
    published_at = fields.DatetimeField(null=True)
    untold_since = fields.DatetimeField(null=True, db_index=True)

    consultation_id: int
    response_id: int
    section_id: int | None
    paragraph_id: int | None
    version_id: int

    class Meta:
        table = "remark"
        unique_together = (("response", "ordinal"),)
        indexes = [
            ("consultation_id", "queued_at"),
            # What everybody reads, newest first; and counting by publicity without reading the remarks.
            ("consultation_id", "published_at"),
            ("consultation_id", "publicity", "standing"),
            ("section_id", "publicity"),
            ("paragraph_id", "publicity"),
        ]

    @property
    def reference(self) -> str:
        """Its public number, "17.3": the third of response 17. The remark comes with its response."""
        return f"{self.response.number}.{self.ordinal}"

    def public_pieces(
        self, field: str, reasons: Mapping[str, ModerationReason] | None = None
    ) -> tuple[Piece, ...]:
        """The public copy of a field ("text", "proposed_text", "quote"), cut where words were left out."""
        keys = (self.public_omissions or {}).get(field, ())
        return pieces_of(getattr(self, f"public_{field}"), keys, reasons)

    @property
    def correction_waits(self) -> bool:
        """Whether the wording that waits for a decision would replace one that is public."""
        return self.publicity in VISIBLE and self.queued_at is not None

    @property
    def is_counted_in_public(self) -> bool:
        """Whether a public page shows it, or counts it among the remarks that were not published."""
        return self.publicity != Publicity.WAITING or self.published_at is not None


def published_of(*responses: int) -> QuerySet[Remark]:
    """The remarks of these responses that everybody can read. Nothing else of a response is public without one."""
    return Remark.filter(
        response_id__in=responses,
        publicity__in=VISIBLE,
        standing=Standing.RECEIVED,
    )


def cited_as(reference: Reference) -> Q:
    """A filter for the remark that is cited so, within one consultation."""
    return Q(response__number=reference.response, ordinal=reference.ordinal)


class Revision(Model):
    """One wording by the author. Append-only. ``screened_at`` must be set before it can be published;
    ``rules_version`` is the generation of the rules it was screened by."""

    id = fields.BigIntField(primary_key=True)
    remark: fields.ForeignKeyRelation[Remark] = fields.ForeignKeyField(
        "core.Remark", related_name="revisions", on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    text = fields.TextField()
    proposed_text = fields.TextField(default="")
    written_at = fields.DatetimeField()
    screened_at = fields.DatetimeField(null=True)
    rules_version = fields.IntField(default=1, db_default=1, db_index=True)

    remark_id: int

    class Meta:
        table = "revision"
        unique_together = (("remark", "number"),)
