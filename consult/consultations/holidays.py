"""Danish public holidays, so that an editor is warned when a hearing's period holds some.

Sources: the days of the national church's year that the Danish holiday laws count (helligdage);
store bededag was abolished by law from 1 January 2024. Days that are merely off by agreement
(1 May, Constitution Day, 24 and 31 December) are not among them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

# Marks words for the catalogues; the page that shows them translates.
N_: Callable[[str], str] = str

_LAST_PRAYER_DAY = 2023

_FIXED = (
    (1, 1, N_("New Year's Day")),
    (12, 25, N_("Christmas Day")),
    (12, 26, N_("Second Christmas Day")),
)
# Days after Easter Sunday.
_MOVABLE = (
    (-3, N_("Maundy Thursday")),
    (-2, N_("Good Friday")),
    (0, N_("Easter Sunday")),
    (1, N_("Easter Monday")),
    (26, N_("Great Prayer Day")),
    (39, N_("Ascension Day")),
    (49, N_("Whit Sunday")),
    (50, N_("Whit Monday")),
)
_PRAYER_DAY = 26


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A public holiday; ``name`` is an English msgid."""

    day: date
    name: str


def holidays_between(first: date, last: date) -> list[Holiday]:
    """The holidays from ``first`` to ``last``, both included, in order; none if last is earlier."""
    return sorted(
        holiday
        for year in range(first.year, last.year + 1)
        for holiday in holidays_of(year)
        if first <= holiday.day <= last
    )


def holidays_of(year: int) -> list[Holiday]:
    """The holidays of one year (Gregorian), in order."""
    sunday = easter(year)
    movable = [
        Holiday(sunday + timedelta(days=after), name)
        for after, name in _MOVABLE
        if after != _PRAYER_DAY or year <= _LAST_PRAYER_DAY
    ]
    return sorted(
        [*movable, *(Holiday(date(year, month, day), name) for month, day, name in _FIXED)]
    )


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year.

    The anonymous Gregorian algorithm (Nature, 1876; Meeus, Astronomical Algorithms, chapter 8):
    the golden number and the century's corrections give the full moon, then the Sunday after it.
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leap_years, year_rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - moon - year_rest) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
