"""Stopping a consultation: suspended for a while, or called off for good. What people sent stays where it is."""

from __future__ import annotations

from datetime import datetime

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.people.conflict import stale

LONGEST_REASON = 1_000


class Suspension(Model):
    """One time that it was stopped. ``reason`` is public, plain text. ``resumed_at`` null: it still holds, and for good
    where ``is_final``. ``told_at``, ``resumption_told_at``: when letters said so, null: not yet."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    is_final = fields.BooleanField()
    reason = fields.TextField()
    decided_by = fields.CharField(max_length=60)
    decided_at = fields.DatetimeField()
    resumed_by = fields.CharField(max_length=60)
    resumed_at = fields.DatetimeField(null=True)
    told_at = fields.DatetimeField(null=True)
    resumption_told_at = fields.DatetimeField(null=True)

    consultation_id: int

    class Meta:
        table = "suspension"


class ReasonMissing(ValueError):
    """Everybody is told why."""


async def suspend(
    consultation: Consultation, *, reason: str, by: Actor, now: datetime
) -> Suspension:
    """Take no responses until it is resumed. Raises ReasonMissing, and StaleState where it is not running any more."""
    async with database.transaction():
        running = Consultation.filter(
            id=consultation.id, announced_at__lte=now, suspended_at=None, called_off_at=None,
            answered_at=None,
        )  # fmt: skip
        return await _stop(consultation, running, {"suspended_at": now}, reason, by, now)


async def call_off(
    consultation: Consultation, *, reason: str, by: Actor, now: datetime
) -> Suspension:
    """Take no responses ever again, also where it is suspended. Raises ReasonMissing, and StaleState where it is called
    off or answered already."""
    async with database.transaction():
        running = Consultation.filter(
            id=consultation.id, announced_at__lte=now, called_off_at=None, answered_at=None
        )
        return await _stop(consultation, running, {"called_off_at": now}, reason, by, now)


async def resume(consultation: Consultation, *, by: Actor, now: datetime) -> None:
    """Take responses again, until the deadline that there is. Raises StaleState where it is not suspended."""
    async with database.transaction():
        suspended = Consultation.filter(
            id=consultation.id, suspended_at__isnull=False, called_off_at=None
        )
        if not await suspended.update(suspended_at=None, stop_reason=""):
            raise await stale("consultation", consultation.id)
        await _end_suspensions(consultation, by, now)
        await _record("resumed", consultation, by, now)
    consultation.suspended_at, consultation.stop_reason = None, ""


async def suspensions_of(consultation: Consultation) -> list[Suspension]:
    """All times that it was stopped, the newest first."""
    return await Suspension.filter(consultation_id=consultation.id).order_by("-id")


async def _stop(
    consultation: Consultation,
    running: QuerySet[Consultation],
    moment: dict[str, datetime],
    reason: str,
    by: Actor,
    now: datetime,
) -> Suspension:
    if not reason.strip():
        raise ReasonMissing(consultation.slug)
    if not await running.update(**moment, stop_reason=reason):
        raise await stale("consultation", consultation.id)
    is_final = "called_off_at" in moment
    if is_final:
        await _end_suspensions(consultation, by, now)
    suspension = await Suspension.create(
        consultation_id=consultation.id, is_final=is_final, reason=reason, decided_by=by, decided_at=now,
        resumed_by="",
    )  # fmt: skip
    await _record("called off" if is_final else "suspended", consultation, by, now)
    consultation.update_from_dict({**moment, "stop_reason": reason})
    return suspension


async def _end_suspensions(consultation: Consultation, by: Actor, now: datetime) -> None:
    holding = Suspension.filter(consultation_id=consultation.id, is_final=False, resumed_at=None)
    await holding.update(resumed_at=now, resumed_by=by)


async def _record(verb: str, consultation: Consultation, by: Actor, now: datetime) -> None:
    await audit.record(
        verb, "consultation", consultation.id, by=by, now=now, consultation_id=consultation.id
    )
    # The front page says so, too.
    await cache_version.bump(cache_version.SITE, consultation.slug)
