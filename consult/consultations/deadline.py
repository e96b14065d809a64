"""Deadlines on the clocks of Copenhagen: the last accepted instant, and how long is left.

Pure: takes dates and moments, reads no clock and no database. Whether a given response is in time
is decided where responses are written; this says only what a deadline means.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from consult.clock import COPENHAGEN

_WRITTEN = re.compile(r"(?:kl\.?\s*)?([01]?\d|2[0-3])[.:]([0-5]\d)", re.ASCII | re.IGNORECASE)


def parse_clock(written: str) -> time:
    """The time of "23.59", "23:59" or "kl. 9.00". Raises ValueError for anything else."""
    match = _WRITTEN.fullmatch(written.strip())
    if match is None:
        raise ValueError("a time of day is hours and minutes, such as 23.59")
    return time(int(match[1]), int(match[2]))


def deadline(day: date, clock: time) -> datetime:
    """The last accepted instant, aware, in UTC: the whole minute that ``clock`` names counts.

    23.59 accepts through 23:59:59.999999. Where summer time ends and the minute comes twice, the
    later one is meant; where it begins and the minute never comes, the deadline moves on by the
    hour that was skipped (02.30 becomes 03.30). Nobody loses time to the clock.
    """
    local = datetime.combine(day, clock.replace(second=59, microsecond=999999, tzinfo=None))
    # The two readings of a doubtful time differ by the hour; of a plain time they are equal.
    return max(local.replace(tzinfo=COPENHAGEN, fold=fold).astimezone(UTC) for fold in (0, 1))


def days_left(now: datetime, closes: datetime) -> int | None:
    """Midnights in Copenhagen between ``now`` and ``closes``: 0 on the last day, None when over.

    Both aware; ``closes`` itself is still open. Raises ValueError for a naive moment.
    """
    if _copenhagen(now) > _copenhagen(closes):
        return None
    return (_copenhagen(closes).date() - _copenhagen(now).date()).days


def next_midnight(now: datetime) -> datetime:
    """The first Copenhagen midnight after ``now`` (aware), in UTC: when "days left" changes.

    Raises ValueError for a naive moment.
    """
    tomorrow = _copenhagen(now).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), COPENHAGEN).astimezone(UTC)


def _copenhagen(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(COPENHAGEN)
