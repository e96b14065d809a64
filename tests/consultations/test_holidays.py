from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consultations.holidays import easter, holidays_between, holidays_of


@pytest.mark.parametrize(
    "sunday",
    [
        date(1818, 3, 22), date(1943, 4, 25), date(1954, 4, 18), date(1981, 4, 19),
        date(2000, 4, 23), date(2008, 3, 23), date(2023, 4, 9), date(2024, 3, 31),
        date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25),
        date(2049, 4, 18), date(2076, 4, 19),
    ],
)  # fmt: skip
def test_easter_falls_where_the_almanac_has_it(sunday: date) -> None:
    assert easter(sunday.year) == sunday


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_holidays_of_2027() -> None:
    assert [(f"{h.day:%d.%m}", h.name) for h in holidays_of(2027)] == [
        ("01.01", "New Year's Day"),
        ("25.03", "Maundy Thursday"),
        ("26.03", "Good Friday"),
        ("28.03", "Easter Sunday"),
        ("29.03", "Easter Monday"),
        ("06.05", "Ascension Day"),
        ("16.05", "Whit Sunday"),
        ("17.05", "Whit Monday"),
        ("25.12", "Christmas Day"),
        ("26.12", "Second Christmas Day"),
    ]


def test_great_prayer_day_was_a_holiday_for_the_last_time_in_2023() -> None:
    assert date(2023, 5, 5) in [h.day for h in holidays_of(2023) if h.name == "Great Prayer Day"]
    assert "Great Prayer Day" not in [h.name for h in holidays_of(2024)]


def test_a_period_holds_the_holidays_of_its_first_and_last_day_and_none_outside() -> None:
    found = [h.day for h in holidays_between(date(2023, 3, 8), date(2023, 4, 10))]
    assert found == [date(2023, 4, 6), date(2023, 4, 7), date(2023, 4, 9), date(2023, 4, 10)]
    assert [h.day for h in holidays_between(date(2023, 4, 10), date(2023, 4, 10))] == [
        date(2023, 4, 10)
    ]


def test_a_period_over_new_year_looks_into_both_years() -> None:
    found = [h.day for h in holidays_between(date(2026, 12, 20), date(2027, 1, 5))]
    assert found == [date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)]


def test_a_period_without_holidays_or_turned_round_holds_none() -> None:
    assert holidays_between(date(2027, 8, 1), date(2027, 11, 30)) == []
    assert holidays_between(date(2027, 12, 31), date(2027, 1, 1)) == []
