"""Stopping a public consultation with a reason, and taking it up again: forms of the last step."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations import suspension
from consult.consultations.suspension import LONGEST_REASON
from consult.desk.lookup import desk_of
from consult.desk.pages.publication import CALLING_OFF, PAGE, SUSPENSION
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.field_message import missing
from consult.web.forms import Fields, read_form


async def suspend_consultation(request: Request) -> Response:
    """Take no responses for a while."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        if errors := _reason_errors(form, "stop_reason"):
            return await PAGE.refused(request, form, SUSPENSION, errors)
        try:
            await suspension.suspend(
                desk.consultation,
                reason=form["stop_reason"].strip(),
                by=desk.person.actor,
                now=received_at(request),
            )
        except StaleState as stale:
            return await PAGE.refused(request, form, SUSPENSION, conflict=stale)
        done = _("The consultation is suspended.")
        return await PAGE.stored(request, form, SUSPENSION, done=done)


async def resume_consultation(request: Request) -> Response:
    """Take responses again."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        try:
            await suspension.resume(
                desk.consultation, by=desk.person.actor, now=received_at(request)
            )
        except StaleState as stale:
            return await PAGE.refused(request, form, conflict=stale)
        return await PAGE.stored(request, form, done=_("The consultation is resumed."))


async def call_off_consultation(request: Request) -> Response:
    """Take no responses ever again."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        errors = _reason_errors(form, "final_reason")
        if not form.checked("final"):
            errors["final"] = missing(_("Confirm it: it cannot be undone."))
        if errors:
            return await PAGE.refused(request, form, CALLING_OFF, errors)
        try:
            await suspension.call_off(
                desk.consultation,
                reason=form["final_reason"].strip(),
                by=desk.person.actor,
                now=received_at(request),
            )
        except StaleState as stale:
            return await PAGE.refused(request, form, CALLING_OFF, conflict=stale)
        done = _("The consultation is called off.")
        return await PAGE.stored(request, form, CALLING_OFF, done=done)


def _reason_errors(form: Fields, field: str) -> dict[str, str]:
    reason = form[field].strip()
    if not reason:
        return {field: _("Give the reason; it is public.")}
    if len(reason) > LONGEST_REASON:
        return {field: _("The reason may have up to 1,000 characters.")}
    return {}
