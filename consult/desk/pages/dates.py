"""The dates: when it opens and closes, what becomes of late answers, how long answers are public and kept."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations import frame_edits
from consult.consultations.creation import DatesUnusable
from consult.consultations.frame_edits import LATE_DAYS, Period
from consult.consultations.moment_fields import END_OF_DAY, START_OF_DAY, moment_values, read_moment
from consult.consultations.period import doubts_about
from consult.desk.button_page import ButtonPage
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of
from consult.desk.readiness import Step
from consult.desk.step_page import show
from consult.locale import gettext as _
from consult.locale import ngettext
from consult.numbers import whole_number
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import number_in, read_form
from consult.web.page_fields import FieldGroup, PageFields

LONGEST_POLICY = 1000
# What each button stores.
PERIOD, KEEPING = "period", "keeping"


async def dates(request: Request) -> Response:
    """The dates as they are, and what to think twice about."""
    return await PAGE.open(request)


async def set_period(request: Request) -> Response:
    """Store when it opens and closes."""
    desk = await desk_of(request)
    errors: dict[str, str] = {}
    async with read_form(request) as form:
        opens = read_moment(form, "opens", errors, is_deadline=False)
        closes = read_moment(form, "closes", errors, is_deadline=True)
        if errors:
            return await PAGE.refused(request, form, PERIOD, errors)
        try:
            await frame_edits.set_period(
                desk.consultation,
                Period(opens, closes),
                lock_version=number_in(form["lock_version"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except DatesUnusable:
            wrong = {"closes_day": _("It must close later than it opens.")}
            return await PAGE.refused(request, form, PERIOD, wrong)
        except StaleState as stale:
            return await PAGE.refused(request, form, PERIOD, conflict=stale)
    return await PAGE.stored(request, form, PERIOD)


async def set_keeping(request: Request) -> Response:
    """Store the late policy and the dates of retention."""
    desk = await desk_of(request)
    errors: dict[str, str] = {}
    async with read_form(request) as form:
        public_until = read_moment(form, "public", errors, is_deadline=True)
        kept_until = read_moment(form, "kept", errors, is_deadline=True)
        if len(form["late_policy"]) > LONGEST_POLICY:
            errors["late_policy"] = _("The text may have up to 1,000 characters.")
        # A page that was opened before there was this choice does not send it.
        late_days = whole_number(form["late_days"] or str(desk.consultation.late_days))
        if late_days not in LATE_DAYS:
            errors["late_days"] = _("Choose what happens to late answers.")
        if errors or late_days is None:
            return await PAGE.refused(request, form, KEEPING, errors)
        try:
            await frame_edits.set_keeping(
                desk.consultation,
                late_policy=form["late_policy"].strip(),
                late_days=late_days,
                public_until=public_until,
                kept_until=kept_until,
                lock_version=number_in(form["lock_version"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except DatesUnusable:
            wrong = {"kept_day": _("Answers must be kept at least as long as they are public.")}
            return await PAGE.refused(request, form, KEEPING, wrong)
        except StaleState as stale:
            return await PAGE.refused(request, form, KEEPING, conflict=stale)
    return await PAGE.stored(request, form, KEEPING)


async def _fields(_request: Request, desk: Desk) -> PageFields:
    """The fields as they are stored."""
    c = desk.consultation
    period = {
        **moment_values("opens", c.opens_at, START_OF_DAY),
        **moment_values("closes", c.closes_at, END_OF_DAY),
    }
    keeping = {
        "late_days": str(c.late_days),
        "late_policy": c.late_policy,
        **moment_values("public", c.public_until, END_OF_DAY),
        **moment_values("kept", c.kept_until, END_OF_DAY),
    }
    groups = {
        PERIOD: FieldGroup(_("When it is open"), period, locks={"lock_version": c.lock_version}),
        KEEPING: FieldGroup(
            _("Late answers, and how long answers are kept"),
            keeping,
            locks={"lock_version": c.lock_version},
        ),
    }
    if desk.is_announced:
        del groups[PERIOD]
    return PageFields(groups)


async def _dates(
    request: Request,
    desk: Desk,
    fields: PageFields,
    errors: Mapping[str, str],
    *,
    status: int,
    conflict: StaleState | None,
) -> Response:
    c = desk.consultation
    return await show(
        request,
        desk,
        Step.DATES,
        "dates.html",
        status=status,
        conflict=conflict,
        kept=True,
        fields=fields,
        errors=errors,
        doubts=doubts_about(c.opens_at, c.closes_at, c.announced_at or clock.now()),
        limit=LONGEST_POLICY,
        late_days=[(days, _late_words(days)) for days in LATE_DAYS],
    )


def _late_words(days: int) -> str:
    if not days:
        return _("are not received here")
    return ngettext(
        "are received for %(num)s day, marked as late",
        "are received for %(num)s days, marked as late",
        days,
    ) % {"num": days}


PAGE = ButtonPage("dates", _fields, _dates)
