"""Changing the frame of a consultation: what it is called, its summary box, its period, how long it is kept.

Every change names the ``lock_version`` that was read, so that two editors cannot overwrite each other unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import F

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.consultations.creation import (
    ADDRESS,
    LONGEST_ADDRESS,
    AddressTaken,
    DatesUnusable,
    cleaned_summaries,
    is_free,
)
from consult.people.conflict import stale
from consult.people.role import RoleGrant

# For how many days after the deadline late answers may be received; 0: they are not.
LATE_DAYS = (0, 1, 2, 3, 5, 7, 14)


@dataclass(frozen=True)
class Period:
    """From when until when, both aware; ``closes_at`` is the last instant that is in time. None: not yet said."""

    opens_at: datetime | None
    closes_at: datetime | None


async def rename(
    consultation: Consultation,
    *,
    title: str,
    language: str,
    slug: str,
    lock_version: int,
    by: Actor,
    now: datetime,
) -> None:
    """Give it a title, a language and, until it is announced, another address, to which roles follow.

    Raises StaleState, AddressTaken, ValueError for an address that cannot be.
    """
    if not ADDRESS.fullmatch(slug) or len(slug) > LONGEST_ADDRESS:
        raise ValueError(f"not an address: {slug!r}")
    values = {"title": title, "language": language, "slug": slug}
    async with database.transaction():
        is_moved = slug != consultation.slug
        if is_moved and not await is_free(slug):
            raise AddressTaken(slug)
        await _change(consultation, values, lock_version, only_unannounced=is_moved)
        if is_moved:
            await RoleGrant.filter(consultation=consultation.slug).update(consultation=slug)
        await _record("renamed", consultation, slug, by=by, now=now, moved=is_moved)


async def summarise(
    consultation: Consultation,
    *,
    summaries: Mapping[str, str],
    contact_unit: str,
    contact_email: str,
    lock_version: int,
    by: Actor,
    now: datetime,
) -> None:
    """Store the summary box (HTML by field name, cleaned here) and whom one may write to. Raises StaleState."""
    values = {
        **cleaned_summaries(summaries),
        "contact_unit": contact_unit,
        "contact_email": contact_email,
    }
    async with database.transaction():
        await _change(consultation, values, lock_version)
        await _record("summarised", consultation, consultation.slug, by=by, now=now)


async def set_period(
    consultation: Consultation, period: Period, *, lock_version: int, by: Actor, now: datetime
) -> None:
    """Say from when until when it is open, while it is not announced; later the deadline is extended.

    Raises StaleState, also where it was announced meanwhile, DatesUnusable.
    """
    if period.opens_at and period.closes_at and period.closes_at <= period.opens_at:
        raise DatesUnusable(consultation.slug)
    values = {"opens_at": period.opens_at, "closes_at": period.closes_at}
    async with database.transaction():
        await _change(consultation, values, lock_version, only_unannounced=True)
        await _record("dated", consultation, consultation.slug, by=by, now=now)


async def set_keeping(
    consultation: Consultation,
    *,
    late_policy: str,
    late_days: int,
    public_until: datetime | None,
    kept_until: datetime | None,
    lock_version: int,
    by: Actor,
    now: datetime,
) -> None:
    """Say what becomes of late answers, for how many days they are received (one of LATE_DAYS), until when answers are public and until when they are kept.

    Raises StaleState, DatesUnusable where they would be public for longer than they are kept.
    """
    if public_until and kept_until and kept_until < public_until:
        raise DatesUnusable(consultation.slug)
    values = {
        "late_policy": late_policy,
        "late_days": late_days,
        "public_until": public_until,
        "kept_until": kept_until,
    }
    async with database.transaction():
        await _change(consultation, values, lock_version)
        await _record("kept", consultation, consultation.slug, by=by, now=now)


async def _change(
    consultation: Consultation,
    values: Mapping[str, Any],
    lock_version: int,
    *,
    only_unannounced: bool = False,
) -> None:
    """Write the values over the row that was read. Raises StaleState."""
    rows = Consultation.filter(id=consultation.id, lock_version=lock_version)
    if only_unannounced:
        rows = rows.filter(announced_at__isnull=True)
    if not await rows.update(**values, lock_version=F("lock_version") + 1):
        raise await stale("consultation", consultation.id)


async def _record(
    verb: str, consultation: Consultation, slug: str, *, by: Actor, now: datetime, **facts: bool
) -> None:
    await audit.record(
        verb,
        "consultation",
        consultation.id,
        by=by,
        now=now,
        consultation_id=consultation.id,
        **facts,
    )
    if consultation.announced_at is not None:
        await cache_version.bump(cache_version.SITE, slug)
