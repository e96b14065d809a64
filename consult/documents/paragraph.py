"""Paragraphs: the smallest part of a text that has a number and can be commented on."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model

from consult.documents.document import Document, Version
from consult.documents.section import Section


class ParagraphKind(StrEnum):
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    FIGURE = "figure"
    FOOTNOTE = "footnote"


class ParagraphIdentity(Model):
    """What stays the same across versions when a paragraph is reworded or moved. Its id is in the permanent address."""

    id = fields.BigIntField(primary_key=True)
    document: fields.ForeignKeyRelation[Document] = fields.ForeignKeyField(
        "core.Document", related_name=False, on_delete=fields.RESTRICT
    )

    document_id: int

    class Meta:
        table = "paragraph_identity"


class Paragraph(Model):
    """A paragraph of one version.

    ``number`` is what people cite ("5.12": the twelfth of area 5, "A.3" where the area has no number).
    ``text`` is the text without tracked changes, "" for a tracked deletion; ``runs`` are the importer's runs with
    them; ``html`` and ``changes_html`` are rendered and cleaned once, when stored. ``folded`` is the text for searching,
    ``level`` an item's depth in its list (0 outside lists), ``marker`` what the list prints before it ("2)").
    ``picture`` is a figure's key in the file store, "" for none; ``description`` is its alternative text: "" for one
    that only decorates, null for unknown. ``taken_reason`` is null unless it was taken down, see takedown.py: then the
    words are elsewhere, and this is why, "" for no reason yet.
    """

    id = fields.BigIntField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT
    )
    section: fields.ForeignKeyRelation[Section] = fields.ForeignKeyField(
        "core.Section", related_name="paragraphs", on_delete=fields.RESTRICT, db_index=True
    )
    identity: fields.ForeignKeyRelation[ParagraphIdentity] = fields.ForeignKeyField(
        "core.ParagraphIdentity",
        related_name="paragraphs",
        on_delete=fields.RESTRICT,
        db_index=True,
    )
    number = fields.CharField(max_length=20)
    position = fields.IntField()
    kind = fields.CharEnumField(ParagraphKind, max_length=20)
    level = fields.IntField(default=0)
    marker = fields.CharField(max_length=20, default="")
    text = fields.TextField()
    folded = fields.TextField()
    runs: Any = fields.JSONField()
    html = fields.TextField()
    changes_html = fields.TextField()
    has_changes = fields.BooleanField(default=False)
    picture = fields.CharField(max_length=64, default="", db_default="", db_index=True)
    description = fields.TextField(null=True)
    taken_reason = fields.TextField(null=True)

    version_id: int
    section_id: int
    identity_id: int

    class Meta:
        table = "paragraph"
        unique_together = (("version", "position"), ("version", "identity"))


def anchor_of(number: str) -> str:
    """The id on the reading page of the paragraph with this number: "5.12" → "p-5-12"."""
    return "p-" + number.replace(".", "-")
