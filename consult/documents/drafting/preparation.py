"""A version in preparation: what was read out of its file, with the editor's corrections so far."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from consult.documents.document import Version


class Preparation(Model):
    """``draft`` is the read draft as text, see draft_text.py. ``empty_links`` says what links without a target
    mean in the file, "" while nobody was asked. ``area_level`` null lets the printed numbers say which headings
    are areas. ``lock_version`` counts the changes, so that two editors cannot overwrite each other unseen.
    """

    id = fields.BigIntField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT, unique=True
    )
    draft = fields.TextField()
    empty_links = fields.CharField(max_length=10, default="")
    area_level = fields.IntField(null=True)
    lock_version = fields.IntField(default=1)

    version_id: int

    class Meta:
        table = "preparation"
