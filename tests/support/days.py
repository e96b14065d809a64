"""Days around today, for what runs on the real clock: an open period of a usual length.

A far date would do as well, but a page that lists the holidays of a thousand years takes seconds.
"""

from __future__ import annotations

from datetime import timedelta

from consult import clock

LAST_MONTH, NEXT_WEEK, NEXT_MONTH, MONTH_AFTER = -30, 7, 30, 60


def day(from_today: int) -> str:
    """The date so many days from today, as a date field takes it."""
    return (clock.local(clock.now()) + timedelta(days=from_today)).date().isoformat()
