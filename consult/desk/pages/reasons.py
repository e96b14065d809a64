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
from consult.desk.button_page import ButtonPage
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, reason_of
from consult.desk.readiness import Step
from consult.desk.step_page import show
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.field_message import missing
from consult.web.forms import Fields, read_form
from consult.web.page_fields import FieldGroup, PageFields

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 1000
NEW = "new"


async def reasons(request: Request) -> Response:
    """The list."""
    return await PAGE.open(request)


async def add_reason(request: Request) -> Response:
    """One more at the end."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        title, description = _words(form, NEW)
        if errors := _errors(NEW, title, description, required=True):
            return await PAGE.refused(request, form, NEW, errors)
        try:
            await verbs.add_reason(
                desk.consultation,
                title=title,
                description=description,
                by=desk.person.actor,
                now=received_at(request),
            )
        except TooManyReasons:
            wrong = {f"title-{NEW}": _("There may be up to 20 reasons.")}
            return await PAGE.refused(request, form, NEW, wrong)
    return await PAGE.stored(request, form, NEW)


async def reword_reason(request: Request) -> Response:
    """Other words for one; a shipped one without words of yours keeps its own, in every language."""
    desk = await desk_of(request)
    key = (await reason_of(request, desk)).key
    async with read_form(request) as form:
        title, description = _words(form, key)
        if errors := _errors(key, title, description, required=key.startswith("own_")):
            return await PAGE.refused(request, form, key, errors)
        try:
            await verbs.reword_reason(
                desk.consultation,
                key,
                title=title,
                description=description,
                before=(form[f"title_before-{key}"], form[f"description_before-{key}"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except StaleState as stale:
            return await PAGE.refused(request, form, key, conflict=stale)
    return await PAGE.stored(request, form, key)


async def remove_reason(request: Request) -> Response:
    """Take one off the list, before the rules are public."""
    desk = await desk_of(request)
    key = (await reason_of(request, desk)).key
    async with read_form(request) as form:
        try:
            await verbs.remove_reason(
                desk.consultation, key, by=desk.person.actor, now=received_at(request)
            )
        except Announced:
            raise HTTPException(409, _("The rules are public now, so this one stays.")) from None
        except LastReason:
            wrong = {f"title-{key}": _("Keep at least one reason.")}
            return await PAGE.refused(request, form, key, wrong)
    return await PAGE.stored(request, form)


def _words(form: Fields, key: str) -> tuple[str, str]:
    """Title and explanation as typed for one reason."""
    return form.line(f"title-{key}"), form.line(f"description-{key}")


def _errors(key: str, title: str, description: str, *, required: bool) -> dict[str, str]:
    errors: dict[str, str] = {}
    if required and not title:
        errors[f"title-{key}"] = missing(_("Write the reason."))
    if len(title) > LONGEST_TITLE:
        errors[f"title-{key}"] = _("The reason may have up to 200 characters.")
    if len(description) > LONGEST_DESCRIPTION:
        errors[f"description-{key}"] = _("The explanation may have up to 1,000 characters.")
    return errors


async def _fields(_request: Request, desk: Desk) -> PageFields:
    """The fields as they are stored: two for each reason, and two for a new one."""
    groups = {each.key: _group(each) for each in await _stored(desk)}
    new = FieldGroup(_("Add a reason"), {f"title-{NEW}": "", f"description-{NEW}": ""})
    return PageFields(groups | {NEW: new})


def _group(reason: ModerationReason) -> FieldGroup:
    key, title, description = reason.key, reason.title, reason.description
    before = {f"title_before-{key}": title, f"description_before-{key}": description}
    stored = {f"title-{key}": title, f"description-{key}": description}
    return FieldGroup(reason.words, stored, locks=before)


async def _stored(desk: Desk) -> list[ModerationReason]:
    return await ModerationReason.filter(consultation=desk.consultation).order_by("position")


async def _reasons(
    request: Request,
    desk: Desk,
    fields: PageFields,
    errors: Mapping[str, str],
    *,
    status: int,
    conflict: StaleState | None,
) -> Response:
    return await show(
        request,
        desk,
        Step.REASONS,
        "reasons.html",
        status=status,
        conflict=conflict,
        kept=True,
        reasons=await _stored(desk),
        fields=fields,
        errors=errors,
    )


PAGE = ButtonPage("reasons", _fields, _reasons)
