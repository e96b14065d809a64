"""The summary box: four short texts, and whom one may write to."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations.creation import SUMMARIES
from consult.consultations.frame_edits import summarise as store_summary
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of
from consult.desk.readiness import Step
from consult.desk.step_page import redirect_to, show
from consult.locale import gettext as _
from consult.mail.address import normal_email
from consult.mail.address_words import words_on_address
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form
from consult.web.small_markup import to_html, to_text

LIMIT = 3000
LONGEST_UNIT = 200


async def summary(request: Request) -> Response:
    """The texts as they are stored, ready to be written on."""
    desk = await desk_of(request)
    c = desk.consultation
    values = {name: to_text(getattr(c, name)) for name in SUMMARIES}
    values |= {"contact_unit": c.contact_unit, "contact_email": c.contact_email}
    return await _summary(request, desk, values, {})


async def summarise(request: Request) -> Response:
    """Store the box."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        if errors := _errors(form):
            return await _summary(request, desk, form, errors)
        try:
            await store_summary(
                desk.consultation,
                summaries={name: to_html(form[name]) for name in SUMMARIES},
                contact_unit=form.line("contact_unit"),
                contact_email=normal_email(form["contact_email"]),
                lock_version=number_in(form["lock_version"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except StaleState as stale:
            return await _summary(request, await desk_of(request), form, {}, stale)
    return redirect_to(desk.url("summary"))


def _errors(form: Fields) -> dict[str, str]:
    errors = {
        name: _("The text may have up to 3,000 characters.")
        for name in SUMMARIES
        if len(form[name]) > LIMIT
    }
    if form.line("contact_email") and (words := words_on_address(form.line("contact_email"))):
        errors["contact_email"] = words
    if len(form.line("contact_unit")) > LONGEST_UNIT:
        errors["contact_unit"] = _("The unit's name may have up to 200 characters.")
    return errors


async def _summary(
    request: Request,
    desk: Desk,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    conflict: StaleState | None = None,
) -> Response:
    fields = (*SUMMARIES, "contact_unit", "contact_email")
    return await show(
        request,
        desk,
        Step.SUMMARY,
        "summary.html",
        status=422 if errors else 200,
        conflict=conflict,
        kept=True,
        values={name: values.get(name, "") for name in fields},
        errors=errors,
        limit=LIMIT,
    )
