"""The reasons moderators may give: the rules of this consultation, public with it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.consultations import moderation_reason as verbs
from consult.consultations.announcement import Announced
from consult.consultations.moderation_reason import (
    LastReason,
    ModerationReason,
    TooManyReasons,
)
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, reason_of
from consult.desk.readiness import Step
from consult.desk.step_page import redirect_to, show
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, read_form

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 1000
NEW = "new"


async def reasons(request: Request) -> Response:
    """The list."""
    return await _reasons(request, await desk_of(request))


async def add_reason(request: Request) -> Response:
    """One more at the end."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        errors = _errors(form, NEW, required=True)
        if errors:
            return await _reasons(request, desk, errors, typed={NEW: form})
        try:
            await verbs.add_reason(
                desk.consultation,
                title=form.line("title"),
                description=form.line("description"),
                by=desk.person.actor,
                now=received_at(request),
            )
        except TooManyReasons:
            wrong = {f"title-{NEW}": _("There may be up to 20 reasons.")}
            return await _reasons(request, desk, wrong, typed={NEW: form})
    return redirect_to(desk.url("reasons"))


async def reword_reason(request: Request) -> Response:
    """Other words for one; a shipped one without words of yours keeps its own, in every language."""
    desk = await desk_of(request)
    reason = await reason_of(request, desk)
    async with read_form(request) as form:
        is_own = reason.key.startswith("own_")
        errors = _errors(form, reason.key, required=is_own)
        if errors:
            return await _reasons(request, desk, errors, typed={reason.key: form})
        try:
            await verbs.reword_reason(
                desk.consultation,
                reason.key,
                title=form.line("title"),
                description=form.line("description"),
                before=(form["title_before"], form["description_before"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except StaleState as stale:
            return await _reasons(request, desk, typed={reason.key: form}, conflict=stale)
    return redirect_to(desk.url("reasons"))


async def remove_reason(request: Request) -> Response:
    """Take one off the list, before the rules are public."""
    desk = await desk_of(request)
    key = (await reason_of(request, desk)).key
    try:
        await verbs.remove_reason(
            desk.consultation, key, by=desk.person.actor, now=received_at(request)
        )
    except Announced:
        raise HTTPException(409, _("The rules are public now, so this one stays.")) from None
    except LastReason:
        wrong = {f"title-{key}": _("Keep at least one reason.")}
        return await _reasons(request, desk, wrong)
    return redirect_to(desk.url("reasons"))


def _errors(form: Fields, key: str, *, required: bool) -> dict[str, str]:
    errors = {}
    if required and not form.line("title"):
        errors[f"title-{key}"] = _("Write the reason.")
    if len(form.line("title")) > LONGEST_TITLE:
        errors[f"title-{key}"] = _("The reason may have up to 200 characters.")
    if len(form.line("description")) > LONGEST_DESCRIPTION:
        errors[f"description-{key}"] = _("The explanation may have up to 1,000 characters.")
    return errors


async def _reasons(
    request: Request,
    desk: Desk,
    errors: Mapping[str, str] | None = None,
    *,
    typed: Mapping[str, Mapping[str, str]] | None = None,
    conflict: StaleState | None = None,
) -> Response:
    stored = await ModerationReason.filter(consultation=desk.consultation).order_by("position")
    values = {r.key: {"title": r.title, "description": r.description} for r in stored}
    values[NEW] = {"title": "", "description": ""}
    for key, form in (typed or {}).items():
        values[key] = {"title": form["title"], "description": form["description"]}
    return await show(
        request,
        desk,
        Step.REASONS,
        "reasons.html",
        status=422 if errors else 200,
        conflict=conflict,
        kept=True,
        opened=set(typed or ()),
        reasons=stored,
        values=values,
        errors=errors or {},
    )
