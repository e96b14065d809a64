"""Documents and their versions. A published version never changes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.expressions import F, Q
from tortoise.models import Model

from consult.consultations.consultation import Consultation


class DocumentKind(StrEnum):
    """DRAFT: the text that is out for consultation. BACKGROUND: a file beside it."""

    DRAFT = "draft"
    BACKGROUND = "background"


class Document(Model):
    """A text of a consultation in all its versions."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="documents", on_delete=fields.RESTRICT, db_index=True
    )
    kind = fields.CharEnumField(DocumentKind, max_length=20, default=DocumentKind.DRAFT)
    title = fields.CharField(max_length=300)

    consultation_id: int

    class Meta:
        table = "document"


async def lock_document(document: int) -> None:
    """Lock the document's row until the transaction ends: of two who change its text, owners, translations or lineage
    at the same time the second waits, and then reads what the first stored. Lock it before any other row. One query."""
    await Document.filter(id=document).update(title=F("title"))


class PublishedNeverChanges(Exception):
    """The version is published, so its text cannot be changed."""


class Version(Model):
    """One state of a document. ``number`` counts from 1; ``published_at`` null: it is in preparation. ``waits_until`` is
    null unless it was published for a later moment, the same as ``published_at``: until then it is frozen, and nobody but
    staff can see it.

    ``title`` may differ from version to version. ``note`` is plain text on what is new in it, "" for none, public with
    the version; it alone may be corrected after publication, last at ``note_corrected_at``. ``taken_reason`` is null
    unless it was taken down as a whole, see takedown.py; ``takedowns`` counts how often its public text changed so.
    ``is_previewed`` is not stored: pages show this row as if it were published, though it still changes.
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
    waits_until = fields.DatetimeField(null=True)
    takedowns = fields.IntField(default=0, db_default=0)

    document_id: int
    is_previewed = False

    @property
    def public_title(self) -> str:
        """Its title; "" where the whole was taken down, because the title may be what should not have been public."""
        return self.title if self.taken_reason is None else ""

    class Meta:
        table = "version"
        unique_together = (("document", "number"),)

    def is_public(self, now: datetime) -> bool:
        """Whether its moment has come, if it is published."""
        return self.published_at is not None and not self.is_waiting(now)

    def is_waiting(self, now: datetime) -> bool:
        """Whether it is published for a moment that has not come."""
        return self.waits_until is not None and now < self.waits_until


def public_versions(now: datetime, *, version: str = "") -> Q:
    """The versions whose moment has come; ``version`` is the path to them ("version__")."""
    published: dict[str, Any] = {f"{version}published_at__isnull": False}
    at_once: dict[str, Any] = {f"{version}waits_until__isnull": True}
    is_over: dict[str, Any] = {f"{version}waits_until__lte": now}
    return Q(**published) & (Q(**at_once) | Q(**is_over))
