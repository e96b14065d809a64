from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.clock import COPENHAGEN
from consult.consultations.deadline import days_left, deadline, next_midnight, parse_clock


def utc(
    year: int, month: int, day: int, hour: int, minute: int = 0, second: int = 0, micro: int = 0
) -> datetime:
    return datetime(year, month, day, hour, minute, second, micro, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "last"),
    [
        (date(2027, 4, 14), time(23, 59), utc(2027, 4, 14, 21, 59, 59, 999999)),
        (date(2027, 1, 14), time(23, 59), utc(2027, 1, 14, 22, 59, 59, 999999)),
        (date(2027, 1, 14), time(10, 0), utc(2027, 1, 14, 9, 0, 59, 999999)),
        (date(2027, 1, 14), time(0, 0), utc(2027, 1, 13, 23, 0, 59, 999999)),
    ],
)
def test_the_whole_minute_counts_on_copenhagens_clocks(
    day: date, clock: time, last: datetime
) -> None:
    assert deadline(day, clock) == last
    assert deadline(day, clock).tzinfo is UTC


def test_a_time_that_comes_twice_means_the_later_one() -> None:
    assert deadline(date(2026, 10, 25), time(2, 30)) == utc(2026, 10, 25, 1, 30, 59, 999999)
    assert deadline(date(2026, 10, 25), time(1, 59)) == utc(2026, 10, 24, 23, 59, 59, 999999)
    assert deadline(date(2026, 10, 25), time(3, 0)) == utc(2026, 10, 25, 2, 0, 59, 999999)


def test_a_time_that_never_comes_moves_on_by_the_skipped_hour() -> None:
    moved = deadline(date(2027, 3, 28), time(2, 30))
    assert moved == utc(2027, 3, 28, 1, 30, 59, 999999)
    assert (moved.astimezone(COPENHAGEN).hour, moved.astimezone(COPENHAGEN).minute) == (3, 30)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_the_next_minute_is_too_late_and_nobody_is_shut_out_early(
    day: date, hour: int, minute: int
) -> None:
    last = deadline(day, time(hour, minute))
    shown = last.astimezone(COPENHAGEN).replace(tzinfo=None)
    after = (last + timedelta(microseconds=1)).astimezone(COPENHAGEN).replace(tzinfo=None)
    assert shown >= datetime.combine(day, time(hour, minute, 59, 999999))
    assert (after.second, after.microsecond) == (0, 0)


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("23.59", time(23, 59)),
        ("23:59", time(23, 59)),
        ("kl. 9.00", time(9, 0)),
        (" Kl 10.05 ", time(10, 5)),
        ("00.00", time(0, 0)),
    ],
)
def test_the_clock_is_read_with_dot_or_colon(written: str, clock: time) -> None:
    assert parse_clock(written) == clock


@pytest.mark.parametrize(
    "written", ["", "24.00", "12.60", "12", "1200", "12.5", "23:59:59", "٢٣:٥٩"]
)
def test_other_times_are_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_clock(written)


def test_days_left_counts_copenhagens_midnights() -> None:
    closes = deadline(date(2027, 4, 14), time(23, 59))
    assert days_left(utc(2027, 4, 2, 12), closes) == 12
    assert days_left(utc(2027, 4, 13, 21, 59, 59), closes) == 1
    assert days_left(utc(2027, 4, 13, 22, 0), closes) == 0  # midnight in Copenhagen
    assert days_left(closes, closes) == 0
    assert days_left(closes + timedelta(microseconds=1), closes) is None


def test_a_naive_moment_is_refused() -> None:
    closes = deadline(date(2027, 4, 14), time(23, 59))
    naive = closes.replace(tzinfo=None)
    for now, end in ((naive, closes), (closes, naive)):
        with pytest.raises(ValueError):
            days_left(now, end)
    with pytest.raises(ValueError):
        next_midnight(naive)


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        (utc(2027, 1, 1, 12), utc(2027, 1, 1, 23)),
        (utc(2027, 1, 1, 23), utc(2027, 1, 2, 23)),  # midnight itself: the next one
        (utc(2027, 3, 27, 23, 30), utc(2027, 3, 28, 22)),  # a day of 23 hours
        (utc(2026, 10, 24, 22), utc(2026, 10, 25, 23)),  # a day of 25 hours
    ],
)
def test_the_next_midnight_is_copenhagens(now: datetime, midnight: datetime) -> None:
    assert next_midnight(now) == midnight


@given(st.integers(0, 90 * 365 * 24 * 3600))
def test_days_left_changes_at_the_next_midnight_and_not_before(seconds: int) -> None:
    now = utc(2000, 1, 1, 0) + timedelta(seconds=seconds)
    closes = now + timedelta(days=30)
    midnight = next_midnight(now)
    assert now < midnight <= now + timedelta(hours=25)
    left = days_left(now, closes)
    assert left is not None
    assert days_left(midnight - timedelta(microseconds=1), closes) == left
    assert days_left(midnight, closes) == left - 1
