"""Answering: what each owning committee decides on a point, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tortoise.exceptions import IntegrityError

from consult import audit, database
from consult.answers.gathering import Changed, NotInRemit
from consult.answers.point import Disposition, Outcome, Point
from consult.answers.remit import Remit
from consult.audit import Actor


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
    Changed when somebody answered meanwhile.
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
                raise Changed
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
        await Disposition.create(point_id=point.id, committee_id=remit.committee.id, **facts)
    except IntegrityError as error:
        raise Changed from error
