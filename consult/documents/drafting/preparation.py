"""A version in preparation: the draft that was read from its file, with the editor's corrections so far."""

from __future__ import annotations

import asyncio

from tortoise import fields
from tortoise.models import Model

from consult.documents.document import Version
from consult.documents.drafting import draft_json
from consult.importing import Draft


class Preparation(Model):
    """``draft`` is the draft as text, see draft_json.py. ``empty_links`` is what links without a target mean in the
    file, "" until an editor answered. ``area_level`` null lets the printed numbers decide which headings are areas.
    ``lock_version`` counts the changes, so that two editors cannot overwrite each other unseen.
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


async def parsed_draft(preparation: Preparation) -> Draft:
    """The draft with its corrections. No query; parsed in a thread, because it may be long."""
    return await asyncio.to_thread(draft_json.from_text, preparation.draft)
