"""Announcing a consultation: from then on everybody can see that it exists."""

from __future__ import annotations

from datetime import datetime

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.people.conflict import stale
from consult.stale_state import ANNOUNCED


class Announced(Exception):
    """It is announced: what everybody may have read, or what was decided by it, stays."""


class NotReady(Exception):
    """It has no dates yet, so nobody could be told until when to answer."""


async def announce(
    consultation: Consultation, *, by: Actor, now: datetime, at: datetime | None = None
) -> None:
    """Make it known now, or from ``at`` on. Raises NotReady, and StaleState where it is announced already."""
    if consultation.opens_at is None or consultation.closes_at is None:
        raise NotReady(consultation.slug)
    moment = max(now, at or now)
    async with database.transaction():
        changed = await Consultation.filter(
            id=consultation.id, announced_at__isnull=True, opens_at__isnull=False
        ).update(announced_at=moment)
        if not changed:
            raise await stale("consultation", consultation.id, ANNOUNCED)
        await audit.record(
            "announced",
            "consultation",
            consultation.id,
            by=by,
            now=now,
            consultation_id=consultation.id,
            at=moment.isoformat(),
        )
        await cache_version.bump(cache_version.SITE, consultation.slug)
    consultation.announced_at = moment
