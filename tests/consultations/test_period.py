"""What an editor should think twice about: a period is what people get of it."""

from __future__ import annotations

from datetime import UTC, datetime

from consult.consultations.period import doubts_about

OPENS, CLOSES = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 4, 10, tzinfo=UTC)


def test_the_days_before_anybody_hears_of_it_do_not_count() -> None:
    planned = doubts_about(OPENS, CLOSES)
    assert planned
    assert (planned.days, planned.is_short) == (41, False)
    late = doubts_about(OPENS, CLOSES, datetime(2027, 4, 1, tzinfo=UTC))
    assert late
    assert (late.days, late.is_short) == (10, True)
    assert len(late.holidays) < len(planned.holidays)
    assert doubts_about(OPENS, CLOSES, datetime(2027, 2, 1, tzinfo=UTC)) == planned


def test_of_a_period_that_is_over_or_not_said_there_is_nothing_to_doubt() -> None:
    assert doubts_about(OPENS, CLOSES, datetime(2027, 5, 1, tzinfo=UTC)) is None
    assert doubts_about(None, CLOSES) is None
