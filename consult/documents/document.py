"""Documents and their versions. A published version never changes."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.expressions import F
from tortoise.models import Model

from consult.consultations.consultation import Consultation


class DocumentKind(StrEnum):
    """The DRAFT is what is heard; BACKGROUND is what helps to understand it."""

    DRAFT = "draft"
    BACKGROUND = "background"


class Document(Model):
    """A text of a consultation, through all its versions."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="documents", on_delete=fields.RESTRICT, db_index=True
    )
    kind = fields.CharEnumField(DocumentKind, max_length=20, default=DocumentKind.DRAFT)
    title = fields.CharField(max_length=300)

    consultation_id: int

    class Meta:
        table = "document"


async def hold(document: int) -> None:
    """Let nobody else change the text, or what is said of its parts, before this transaction ends: of two who do at
    once the second waits, and then finds what the first made of it. Take it before any other row."""
    await Document.filter(id=document).update(title=F("title"))


class PublishedNeverChanges(Exception):
    """The version is published, and a published version never changes: make a new one."""


class Version(Model):
    """One state of a document. ``number`` counts from 1, ``published_at`` null means still being prepared.

    ``title`` is its own, because a draft may be called something else when it comes again. ``note`` is plain text
    that says what is new in it, public with the version and "" where nobody wrote any; it alone may be put right
    afterwards, last at ``note_corrected_at``. ``taken_reason`` is null unless it was taken down as a whole, see
    takedown.py; ``takedowns`` counts how often what everybody may see of it changed so. ``is_previewed`` is never
    stored: the row in hand is shown as if it were published, and still changes.
    """

    id = fields.BigIntField(primary_key=True)
    document: fields.ForeignKeyRelation[Document] = fields.ForeignKeyField(
        "core.Document", related_name="versions", on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    created_at = fields.DatetimeField()
    published_at = fields.DatetimeField(null=True)
    source_name = fields.CharField(max_length=300, default="")
    source_file = fields.CharField(max_length=64, default="")
    title = fields.CharField(max_length=300, default="", db_default="")
    note = fields.TextField(default="", db_default="")
    note_corrected_at = fields.DatetimeField(null=True)
    taken_reason = fields.TextField(null=True)
    takedowns = fields.IntField(default=0, db_default=0)

    document_id: int
    is_previewed = False

    class Meta:
        table = "version"
        unique_together = (("document", "number"),)
