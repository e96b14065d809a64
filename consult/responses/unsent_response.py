"""Unsent responses: kept on the server behind a secret link, readable by their author alone."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from tortoise import fields
from tortoise.models import Model

from consult.consultations.consultation import Consultation

KEPT_AFTER_CLOSING = timedelta(days=30)


def as_stored(content: Any) -> str:
    """The JSON that is stored. In UTF-8: with escapes an emoji takes twelve bytes instead of four."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


class Unsent(Model):
    """A response being written, by whomever. ``content`` is what its page holds, ``lock_version`` guards against two
    browsers overwriting each other. ``reminded_at``: its author was written to before the deadline."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT
    )
    token_hash = fields.CharField(max_length=64, unique=True)
    public_id = fields.CharField(max_length=32, unique=True)
    language = fields.CharField(max_length=10, default="da")
    content: Any = fields.JSONField(encoder=as_stored)
    lock_version = fields.IntField(default=1)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    sent_as = fields.CharField(max_length=32, default="")
    reminded_at = fields.DatetimeField(null=True)

    consultation_id: int

    class Meta:
        table = "unsent"


class UnsentAnnex(Model):
    """A file put to an unsent response. Becomes an Annex when it is sent."""

    id = fields.BigIntField(primary_key=True)
    unsent: fields.ForeignKeyRelation[Unsent] = fields.ForeignKeyField(
        "core.Unsent", related_name="annexes", on_delete=fields.RESTRICT, db_index=True
    )
    name = fields.CharField(max_length=255)
    media_type = fields.CharField(max_length=120)
    size = fields.IntField()
    file_key = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()

    unsent_id: int

    class Meta:
        table = "unsent_annex"
