"""Sections: the tree of headings of a version, and the identity of a section across versions."""

from __future__ import annotations

import re

from tortoise import fields
from tortoise.models import Model

from consult.documents.document import Document, Version
from consult.numbers import id_in

# No key has an underscore, so that nobody can take the one for the other.
_LASTING = "sec_"
_KEY = re.compile(r"[0-9A-Za-z.-]{1,60}", re.ASCII)


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


def can_be_key(written: str) -> bool:
    """Whether a section could have this key: no other is looked for, and the column holds no longer one."""
    return _KEY.fullmatch(written) is not None


def lasting_id(identity: int) -> str:
    """What programs name a section by, the same in every version: "sec_12"."""
    return f"{_LASTING}{identity}"


def identity_in(written: str) -> int | None:
    """The identity that a lasting id names; None for anything that ``lasting_id`` does not write."""
    if not written.startswith(_LASTING):
        return None
    identity = id_in(written.removeprefix(_LASTING))
    return identity if identity is not None and lasting_id(identity) == written else None
