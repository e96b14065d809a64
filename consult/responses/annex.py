"""Annexes: files that came with a response. Each has a publicity of its own."""

from __future__ import annotations

from typing import Any

from tortoise import fields
from tortoise.models import Model

from consult.responses.remark import Publicity
from consult.responses.response import Response


class Annex(Model):
    """One file of a response. The bytes are in the file store under ``file_key``. ``size`` in bytes.

    ``omissions`` are the tracked changes and comments that a moderator left out of the public copy: the key of the
    reason by the annotation's number, as text; None for none. ``abridged_key`` is the file without them in the store, "" for
    none; nobody but the cleaning reads it."""

    id = fields.BigIntField(primary_key=True)
    response: fields.ForeignKeyRelation[Response] = fields.ForeignKeyField(
        "core.Response", related_name="annexes", on_delete=fields.RESTRICT
    )
    ordinal = fields.IntField()
    name = fields.CharField(max_length=255)
    media_type = fields.CharField(max_length=120)
    size = fields.IntField()
    file_key = fields.CharField(max_length=64)
    publicity = fields.CharEnumField(Publicity, max_length=20, default=Publicity.WAITING)
    published_at = fields.DatetimeField(null=True)
    abridged_key = fields.CharField(max_length=64, default="", db_default="")
    omissions: Any = fields.JSONField(null=True)

    response_id: int

    class Meta:
        table = "annex"
        unique_together = (("response", "ordinal"),)

    @property
    def public_source(self) -> str:
        """The key of what the public copy is made from."""
        return self.abridged_key or self.file_key

    @property
    def left_out(self) -> int:
        """How many changes and comments are left out of the public copy."""
        return len(self.omissions or {})
