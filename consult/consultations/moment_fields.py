"""A moment as two fields of a form, a day and a time of day: parsed and formatted."""

from __future__ import annotations

from datetime import datetime, time

from consult.clock import local
from consult.consultations.deadline import deadline, parse_clock
from consult.consultations.period import opening, parse_day
from consult.locale import gettext as _
from consult.web.forms import Fields

END_OF_DAY = "23.59"
START_OF_DAY = "00.00"


def read_moment(
    form: Fields, name: str, errors: dict[str, str], *, is_deadline: bool
) -> datetime | None:
    """The moment in the fields ``<name>_day`` and ``<name>_clock``; None where the day is empty or cannot be parsed.

    A deadline is the last instant of its minute. Messages for fields that cannot be parsed are added to ``errors``.
    """
    day_field, clock_field = f"{name}_day", f"{name}_clock"
    if not form.line(day_field):
        return None
    clock = time()
    try:
        usual = END_OF_DAY if is_deadline else START_OF_DAY
        clock = parse_clock(form.line(clock_field) or usual)
    except ValueError:
        errors[clock_field] = _("Write the time as hours and minutes, such as 23.59.")
    try:
        day = parse_day(form.line(day_field))
        return deadline(day, clock) if is_deadline else opening(day, clock)
    except (ValueError, OverflowError):
        errors[day_field] = _("Write the day as day, month, year, such as 1.3.2027.")
        return None


def moment_values(name: str, moment: datetime | None, usual: str) -> dict[str, str]:
    """The values of the two fields; ``usual`` is the time of day where there is no moment."""
    if moment is None:
        return {f"{name}_day": "", f"{name}_clock": usual}
    shown = local(moment)
    return {f"{name}_day": shown.date().isoformat(), f"{name}_clock": shown.strftime("%H.%M")}
