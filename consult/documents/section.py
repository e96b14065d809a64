"""Sections: the tree of headings of a version, and the identity of a section across versions."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from consult.documents.document import Document, Version


class SectionIdentity(Model):
    """What stays the same across versions when a section is retitled or moved. ``key`` ("5", "5-2") is in its address."""

    id = fields.BigIntField(primary_key=True)
    document: fields.ForeignKeyRelation[Document] = fields.ForeignKeyField(
        "core.Document", related_name=False, on_delete=fields.RESTRICT
    )
    key = fields.CharField(max_length=60)

    document_id: int

    class Meta:
        table = "section_identity"
        unique_together = (("document", "key"),)


class Section(Model):
    """A heading of one version with the paragraphs below it until the next heading.

    ``path`` has the positions in the outline, from 1 ("5/2"); ``number`` is the printed one ("5", "" for none), ``area``
    the key of the section's area, ``position`` counts in reading order from 0. ``change`` is "", "insertion" or
    "deletion".
    """

    id = fields.BigIntField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name="sections", on_delete=fields.RESTRICT
    )
    identity: fields.ForeignKeyRelation[SectionIdentity] = fields.ForeignKeyField(
        "core.SectionIdentity", related_name="sections", on_delete=fields.RESTRICT, db_index=True
    )
    parent: fields.ForeignKeyNullableRelation[Section] = fields.ForeignKeyField(
        "core.Section", related_name="children", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    key = fields.CharField(max_length=60)
    area = fields.CharField(max_length=60)
    path = fields.CharField(max_length=60)
    number = fields.CharField(max_length=20, default="")
    title = fields.CharField(max_length=500)
    level = fields.IntField()
    position = fields.IntField()
    change = fields.CharField(max_length=10, default="")

    version_id: int
    identity_id: int
    parent_id: int | None

    class Meta:
        table = "section"
        unique_together = (("version", "key"), ("version", "position"))
        indexes = [("version_id", "area")]
