"""Dispositions: what each owning committee decides on a point, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from consult import audit, database
from consult.answers.approval import refuse_locked_part
from consult.answers.point import Point
from consult.answers.remit import NotInRemit, Remit
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.people.conflict import stale, stale_by
from consult.stale_state import StaleState


class Outcome(StrEnum):
    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    OUTSIDE_REMIT = "outside_remit"
    ALREADY_ADDRESSED = "already_addressed"


class Disposition(Model):
    """One committee's answer to a point. ``decided_by`` is an Actor."""

    id = fields.BigIntField(primary_key=True)
    point: fields.ForeignKeyRelation[Point] = fields.ForeignKeyField(
        "core.Point", related_name="dispositions", on_delete=fields.RESTRICT
    )
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name=False, on_delete=fields.RESTRICT
    )
    outcome = fields.CharEnumField(Outcome, max_length=20)
    reason = fields.TextField()
    lock_version = fields.IntField(default=1)
    decided_at = fields.DatetimeField()
    decided_by = fields.CharField(max_length=60)

    point_id: int
    committee_id: int

    class Meta:
        table = "disposition"
        unique_together = (("point", "committee"),)


class ReasonMissing(Exception):
    """An outcome without a reason is no answer."""


@dataclass(frozen=True)
class DispositionInput:
    """``lock_version`` is that of the answer that was read, 0 where there was none."""

    outcome: Outcome
    reason: str
    lock_version: int = 0


async def dispose(
    point: Point, remit: Remit, answer: DispositionInput, *, by: Actor, now: datetime
) -> None:
    """Store the committee's answer to a point.

    Raises NotInRemit when the point is not the committee's to answer, ReasonMissing for an empty reason, StaleState
    when somebody answered meanwhile or the committee has approved its part.
    """
    if not remit.owns(point.section_id):
        raise NotInRemit
    if not answer.reason.strip():
        raise ReasonMissing
    async with database.transaction():
        await refuse_locked_part(remit)
        if not await _store(point, remit.committee, answer, by, now):
            raise await _stale(point, remit.committee)
        await audit.record(
            "disposed", "point", point.id, by=by, now=now, consultation_id=point.consultation_id,
            committee=remit.committee.slug, outcome=str(answer.outcome),
        )  # fmt: skip


async def _store(
    point: Point, committee: Committee, answer: DispositionInput, by: Actor, now: datetime
) -> bool:
    """False where another answer is stored than was read."""
    facts: dict[str, Any] = {
        "outcome": answer.outcome,
        "reason": answer.reason,
        "decided_at": now,
        "decided_by": by,
    }
    stored = Disposition.filter(point_id=point.id, committee_id=committee.id)
    if read := answer.lock_version:
        return bool(await stored.filter(lock_version=read).update(lock_version=read + 1, **facts))
    try:
        # A savepoint: the transaction around it can still be asked who was first.
        async with database.transaction():
            await Disposition.create(point_id=point.id, committee_id=committee.id, **facts)
    except IntegrityError:
        return False
    return True


async def _stale(point: Point, committee: Committee) -> StaleState:
    stored = await Disposition.get_or_none(point_id=point.id, committee_id=committee.id)
    if stored is None:
        return await stale("point", point.id)
    return await stale_by(
        "disposition", stored.decided_by, stored.decided_at, current=[stored.reason]
    )
