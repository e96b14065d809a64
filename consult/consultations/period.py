"""The period of a consultation as an editor writes it, and what to think twice about. Pure; asks no database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from consult.clock import COPENHAGEN, local
from consult.consultations.holidays import Holiday, holidays_between

SHORT = timedelta(weeks=4)
_DANISH = re.compile(r"(\d{1,2})[./-]\s*(\d{1,2})[./-]\s*(\d{4})", re.ASCII)


@dataclass(frozen=True)
class Doubts:
    """``days`` the period lasts, ``is_short`` when that is under four weeks, and the holidays in it."""

    days: int
    is_short: bool
    holidays: tuple[Holiday, ...]


def parse_day(written: str) -> date:
    """The day of "2027-03-01" (what browsers send) or "1.3.2027". Raises ValueError for anything else."""
    if danish := _DANISH.fullmatch(written.strip()):
        return date(int(danish[3]), int(danish[2]), int(danish[1]))
    return date.fromisoformat(written.strip())


def opening(day: date, clock: time) -> datetime:
    """The first accepted instant, aware, in UTC. Of a time that comes twice the first is meant."""
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC)


def doubts_about(
    opens_at: datetime | None, closes_at: datetime | None, known_at: datetime | None = None
) -> Doubts | None:
    """What the editor should know of a period; None while a date is missing, or when nothing is left of it.

    ``known_at`` is when people hear of it at the earliest: the days before are no part of what they get.
    """
    if opens_at is None or closes_at is None:
        return None
    starts_at = max(opens_at, known_at or opens_at)
    first, last = local(starts_at).date(), local(closes_at).date()
    if last < first:
        return None
    days = (last - first).days + 1
    return Doubts(days, days < SHORT.days, tuple(holidays_between(first, last)))
