"""What becomes of a response by when it arrives: in time to the last instant, late while it is received, then not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from consult.audit import Actor
from consult.clock import COPENHAGEN
from consult.consultations.consultation import Consultation
from consult.consultations.extension import extend
from consult.consultations.intake import Intake, intake_at
from consult.settings import Settings
from tests.support.factories import DAY, NOW
from tests.support.factories.consultations import consultation, party

INSTANT = timedelta(microseconds=1)
CLOSES = datetime(2027, 3, 30, 23, 59, 59, 999999, COPENHAGEN).astimezone(UTC)


@pytest.fixture
async def hearing(db: Settings) -> Consultation:
    return await consultation(closes_at=CLOSES)


@pytest.mark.parametrize("days", [0, 1, 7])
async def test_in_time_to_the_last_instant_then_late_for_as_many_days_as_were_chosen(
    hearing: Consultation, days: int
) -> None:
    hearing.late_days = days
    moments = {
        hearing.opens_at: Intake.IN_TIME,
        CLOSES: Intake.IN_TIME,
        CLOSES + INSTANT: Intake.LATE if days else Intake.CLOSED,
        CLOSES + days * DAY + INSTANT: Intake.CLOSED,
        NOW - 11 * DAY: Intake.CLOSED,
    }
    if days:
        moments[CLOSES + days * DAY] = Intake.LATE
        assert hearing.late_until == CLOSES + days * DAY
    for moment, due in moments.items():
        assert moment is not None
        assert await intake_at(hearing, moment) is due, moment


async def test_a_late_day_ends_on_the_clock_at_which_the_deadline_was(db: Settings) -> None:
    """Also where summer time ends between the two: nobody loses the hour."""
    closes = datetime(2027, 10, 30, 23, 59, 59, 999999, COPENHAGEN)
    hearing = await consultation(closes_at=closes)
    assert hearing.late_until == datetime(2027, 10, 31, 23, 59, 59, 999999, COPENHAGEN)


@pytest.mark.parametrize("stopped", ["suspended_at", "called_off_at", "answered_at"])
async def test_nothing_late_is_received_once_it_is_stopped_or_answered(
    hearing: Consultation, stopped: str
) -> None:
    setattr(hearing, stopped, CLOSES + INSTANT)
    assert await intake_at(hearing, CLOSES + DAY / 2) is Intake.CLOSED


async def test_a_party_with_a_longer_deadline_has_that(hearing: Consultation) -> None:
    hearing.late_days = 0
    await hearing.save()
    given, other = await party(hearing), await party(hearing)
    until = CLOSES + 7 * DAY
    by = Actor("account:1")
    await extend(hearing, until=until, reason="Møde", by=by, now=NOW, party=given)
    assert await intake_at(hearing, until, given) is Intake.PARTY
    assert await intake_at(hearing, until + INSTANT, given) is Intake.CLOSED
    assert await intake_at(hearing, CLOSES + INSTANT, other) is Intake.CLOSED
    assert await intake_at(hearing, CLOSES, given) is Intake.IN_TIME


async def test_kept_pages_change_when_late_responses_are_no_longer_received(
    hearing: Consultation,
) -> None:
    assert hearing.next_change(CLOSES) == CLOSES + INSTANT
    assert hearing.late_until is not None
    assert hearing.next_change(CLOSES + INSTANT) == hearing.late_until + INSTANT
