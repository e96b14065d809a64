"""The municipality's own Word template for the memo of one consultation: which file it is, and who chose it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult import audit, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation


class MemoTemplate(Model):
    """``file`` is a key of the file store, ``name`` what the file was called, ``chosen_by`` an Actor."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.OneToOneRelation[Consultation] = fields.OneToOneField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT
    )
    file = fields.CharField(max_length=64)
    name = fields.CharField(max_length=200)
    size = fields.IntField()
    chosen_by = fields.CharField(max_length=60)
    chosen_at = fields.DatetimeField()

    consultation_id: int

    class Meta:
        table = "memo_template"


@dataclass(frozen=True)
class StoredTemplate:
    """A file that was checked and stored under ``key``; ``size`` in bytes."""

    key: str
    name: str
    size: int


async def template_of(consultation: Consultation) -> MemoTemplate | None:
    """The one that is used; None where it is ours. One query."""
    return await MemoTemplate.get_or_none(consultation_id=consultation.id)


async def choose_template(
    consultation: Consultation, template: StoredTemplate, *, by: Actor, now: datetime
) -> None:
    """Use this file from now on, in the place of another."""
    async with database.transaction():
        await MemoTemplate.filter(consultation_id=consultation.id).delete()
        await MemoTemplate.create(
            consultation_id=consultation.id, file=template.key, name=template.name,
            size=template.size, chosen_by=by, chosen_at=now,
        )  # fmt: skip
        await audit.record(
            "chose", "memo_template", None, by=by, now=now, consultation_id=consultation.id,
            size=template.size,
        )  # fmt: skip


async def remove_template(consultation: Consultation, *, by: Actor, now: datetime) -> bool:
    """Use ours again; False where there was none."""
    async with database.transaction():
        if not await MemoTemplate.filter(consultation_id=consultation.id).delete():
            return False
        await audit.record(
            "removed", "memo_template", None, by=by, now=now, consultation_id=consultation.id
        )
    return True
