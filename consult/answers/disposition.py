"""Answering: what each owning committee decides on a point, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tortoise.exceptions import IntegrityError

from consult import audit, database
from consult.answers.gathering import NotInRemit
from consult.answers.point import Disposition, Outcome, Point
from consult.answers.remit import Remit
from consult.audit import Actor
from consult.people.conflict import stale, stale_by
from consult.stale_state import StaleState


class ReasonMissing(Exception):
    """An outcome without a reason is no answer."""


async def dispose(
    point: Point,
    remit: Remit,
    *,
    outcome: Outcome,
    reason: str,
    lock_version: int,
    by: Actor,
    now: datetime,
) -> None:
    """The committee's answer to a point. ``lock_version`` is that of the answer that was read, 0 for none yet.

    Raises NotInRemit when the point is not the committee's to answer, ReasonMissing for an empty reason,
    StaleState when somebody answered meanwhile.
    """
    if not remit.owns(point.section_id):
        raise NotInRemit
    if not reason.strip():
        raise ReasonMissing
    facts: dict[str, Any] = {
        "outcome": outcome,
        "reason": reason,
        "decided_at": now,
        "decided_by": by,
    }
    async with database.transaction():
        if lock_version:
            mine = Disposition.filter(
                point_id=point.id, committee_id=remit.committee.id, lock_version=lock_version
            )
            if not await mine.update(lock_version=lock_version + 1, **facts):
                raise await _stale(point, remit)
        else:
            await _first(point, remit, facts)
        await audit.record(
            "disposed",
            "point",
            point.id,
            by=by,
            now=now,
            consultation_id=point.consultation_id,
            committee=remit.committee.slug,
            outcome=str(outcome),
        )


async def _first(point: Point, remit: Remit, facts: dict[str, Any]) -> None:
    try:
        async with (
            database.transaction()
        ):  # a savepoint: the transaction around it can still be asked
            await Disposition.create(point_id=point.id, committee_id=remit.committee.id, **facts)
    except IntegrityError:
        raise await _stale(point, remit) from None


async def _stale(point: Point, remit: Remit) -> StaleState:
    mine = await Disposition.get_or_none(point_id=point.id, committee_id=remit.committee.id)
    if mine is None:
        return await stale("point", point.id)
    return await stale_by("disposition", mine.decided_by, mine.decided_at, current=[mine.reason])
