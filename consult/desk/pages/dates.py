"""The dates: when it opens and closes, what becomes of late answers, how long answers are public and kept."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations import frame_edits
from consult.consultations.consultation import Consultation
from consult.consultations.creation import DatesUnusable
from consult.consultations.frame_edits import Period
from consult.consultations.period import doubts_about
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of
from consult.desk.moment_fields import END_OF_DAY, START_OF_DAY, moment_values, read_moment
from consult.desk.readiness import Step
from consult.desk.step_page import redirect_to, show
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form

LONGEST_POLICY = 1000


async def dates(request: Request) -> Response:
    """The dates as they are, and what to think twice about."""
    return await _dates(request, await desk_of(request))


async def set_period(request: Request) -> Response:
    """Store when it opens and closes."""
    desk = await desk_of(request)
    errors: dict[str, str] = {}
    async with read_form(request) as form:
        opens = read_moment(form, "opens", errors, is_deadline=False)
        closes = read_moment(form, "closes", errors, is_deadline=True)
        if errors:
            return await _dates(request, desk, errors, form=form)
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
            return await _dates(request, desk, wrong, form=form)
        except StaleState as stale:
            return await _dates(request, await desk_of(request), form=form, conflict=stale)
    return redirect_to(desk.url("dates"))


async def set_keeping(request: Request) -> Response:
    """Store the late policy and the dates of retention."""
    desk = await desk_of(request)
    errors: dict[str, str] = {}
    async with read_form(request) as form:
        public_until = read_moment(form, "public", errors, is_deadline=True)
        kept_until = read_moment(form, "kept", errors, is_deadline=True)
        if len(form["late_policy"]) > LONGEST_POLICY:
            errors["late_policy"] = _("The text may have up to 1,000 characters.")
        if errors:
            return await _dates(request, desk, errors, form=form)
        try:
            await frame_edits.set_keeping(
                desk.consultation,
                late_policy=form["late_policy"].strip(),
                public_until=public_until,
                kept_until=kept_until,
                lock_version=number_in(form["lock_version"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except DatesUnusable:
            wrong = {"kept_day": _("Answers must be kept at least as long as they are public.")}
            return await _dates(request, desk, wrong, form=form)
        except StaleState as stale:
            return await _dates(request, await desk_of(request), form=form, conflict=stale)
    return redirect_to(desk.url("dates"))


def _stored(c: Consultation) -> dict[str, str]:
    return {
        **moment_values("opens", c.opens_at, START_OF_DAY),
        **moment_values("closes", c.closes_at, END_OF_DAY),
        **moment_values("public", c.public_until, END_OF_DAY),
        **moment_values("kept", c.kept_until, END_OF_DAY),
        "late_policy": c.late_policy,
    }


async def _dates(
    request: Request,
    desk: Desk,
    errors: Mapping[str, str] | None = None,
    *,
    form: Fields | None = None,
    conflict: StaleState | None = None,
) -> Response:
    """``form`` is what was typed in one of the two forms and not stored."""
    c = desk.consultation
    values = _stored(c)
    if form is not None:
        values |= {name: form[name] for name in values if name in form}
    return await show(
        request,
        desk,
        Step.DATES,
        "dates.html",
        status=422 if errors else 200,
        conflict=conflict,
        kept=True,
        values=values,
        errors=errors or {},
        doubts=doubts_about(c.opens_at, c.closes_at, c.announced_at or clock.now()),
        limit=LONGEST_POLICY,
    )
