"""Now. One place to ask, so that a test can stop the clock. Holds no calendar rule."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment as the clocks in Copenhagen show it."""
    return moment.astimezone(COPENHAGEN)
