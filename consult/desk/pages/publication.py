"""The last step: the checklist, announcing now or at a moment; afterwards more time, for all or for one party."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.announcement import NotReady
from consult.consultations.extension import Answered, Extension, NotLater
from consult.consultations.moment_fields import END_OF_DAY, START_OF_DAY, read_moment
from consult.consultations.party import ConsultedParty
from consult.consultations.period import doubts_about
from consult.consultations.suspension import suspensions_of
from consult.desk.button_page import ButtonPage
from consult.desk.desk import Desk
from consult.desk.launch import Incomplete, TooLate, cancel_launch, launch, state_token
from consult.desk.lookup import desk_of
from consult.desk.readiness import STEP_OF, Step
from consult.desk.step_page import redirect_to, show
from consult.documents.drafting.dismissed_warnings import count_open_warnings
from consult.locale import gettext as _
from consult.responses import extending as verbs
from consult.responses.remark import Remark
from consult.stale_state import ANNOUNCED, PUBLISHED, StaleState
from consult.web.arrival import received_at
from consult.web.field_message import missing
from consult.web.forms import Fields, number_in, read_form
from consult.web.page_fields import FieldGroup, PageFields
from consult.web.urls import absolute

LONGEST_REASON = 500
EVERYBODY = "everybody"
LATER = "later"
# What each button stores.
ANNOUNCEMENT, EXTENSION = "announcement", "extension"
SUSPENSION, CALLING_OFF = "suspension", "calling off"


async def publication(request: Request) -> Response:
    """What is missing, and the button."""
    return await PAGE.open(request)


async def announce_consultation(request: Request) -> Response:
    """Publish the text and announce the consultation."""
    desk = await desk_of(request)
    errors: dict[str, str] = {}
    async with read_form(request) as form:
        is_later = form["when"] == LATER
        at = read_moment(form, "at", errors, is_deadline=False) if is_later else None
        if is_later and at is None and not errors:
            errors["at_day"] = _("Write the day on which it is to be announced.")
        if not form.checked("sure"):
            errors["sure"] = missing(_("Say that you have seen what everybody will see."))
        if errors:
            return await PAGE.refused(request, form, ANNOUNCEMENT, errors)
        try:
            await launch(
                desk.consultation,
                by=desk.person.actor,
                now=received_at(request),
                at=at,
                state=form["seen"] or None,
            )
        except (Incomplete, NotReady):
            wrong = {"when": _("Something that is needed is missing, see the list.")}
            return await PAGE.refused(request, form, ANNOUNCEMENT, wrong)
        except StaleState as stale:
            state = await state_token(desk.consultation)
            if stale.happened in (ANNOUNCED, PUBLISHED) and form["seen"] == state:
                return redirect_to(desk.url("publication"), "announced=1")  # pressed twice
            return await PAGE.refused(request, form, ANNOUNCEMENT, conflict=stale)
    return redirect_to(desk.url("publication"), "announced=1")


async def call_off(request: Request) -> Response:
    """Take back an announcement whose moment has not come."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        try:
            await cancel_launch(desk.consultation, by=desk.person.actor, now=received_at(request))
        except TooLate:
            desk = await desk_of(request)
            if not desk.is_announced:
                return redirect_to(desk.url("publication"))  # pressed twice
            wrong = {"when": _("It is announced already, so it cannot be called off.")}
            return await PAGE.refused(request, form, "", wrong, status=409)
    return redirect_to(desk.url("publication"))


async def extend_deadline(request: Request) -> Response:
    """More time, for everybody or for one party, with the reason why."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        errors = _extension_errors(form)
        until = read_moment(form, "until", errors, is_deadline=True)
        party = await _party(desk, form["who"])
        if form["who"] != EVERYBODY and party is None:
            errors["who"] = missing(_("Choose who gets more time."))
        if until is None:
            errors.setdefault("until_day", missing(_("Write the new deadline.")))
        if not desk.is_announced:
            errors["who"] = _("It is not announced yet: change its dates instead.")
        if errors or until is None:
            return await PAGE.refused(request, form, EXTENSION, errors)
        try:
            await verbs.extend_deadline(
                desk.consultation,
                until=until,
                reason=form.line("reason"),
                by=desk.person.actor,
                now=received_at(request),
                party=party,
            )
        except Answered:
            wrong = {"until_day": _("The answers are published, or wait for their moment.")}
            return await PAGE.refused(request, form, EXTENSION, wrong, status=409)
        except NotLater:
            granted = Extension.filter(consultation=desk.consultation, party=party, until=until)
            if await granted.filter(reason=form.line("reason")).exists():
                return await PAGE.stored(request, form, EXTENSION)  # pressed twice
            wrong = {"until_day": _("The new deadline must be later than the present one.")}
            return await PAGE.refused(request, form, EXTENSION, wrong)
        return await PAGE.stored(request, form, EXTENSION)


def _extension_errors(form: Fields) -> dict[str, str]:
    if not form.line("reason"):
        return {"reason": _("Give the reason; it is public.")}
    if len(form.line("reason")) > LONGEST_REASON:
        return {"reason": _("The reason may have up to 500 characters.")}
    return {}


async def _party(desk: Desk, written: str) -> ConsultedParty | None:
    if not written or written == EVERYBODY:
        return None
    return await ConsultedParty.get_or_none(id=number_in(written), consultation=desk.consultation)


async def _fields(request: Request, desk: Desk) -> PageFields:
    """The fields as the page opens: before it is announced those that announce it, then those that extend or stop it."""
    if desk.is_announced:
        usual = {"who": EVERYBODY, "until_day": "", "until_clock": END_OF_DAY, "reason": ""}
        # Called off it has no fields any more: what was typed in them is shown where that is said.
        at = "stop-heading" if desk.consultation.called_off_at else ""
        return PageFields(
            {
                SUSPENSION: FieldGroup(_("Suspend the consultation"), {"stop_reason": ""}, at=at),
                CALLING_OFF: FieldGroup(
                    _("Call the consultation off"), {"final_reason": "", "final": ""}
                ),
                EXTENSION: FieldGroup(_("Extend the deadline"), usual, at=at),
            }
        )
    usual = {"when": "now", "sure": "", "at_day": "", "at_clock": START_OF_DAY}
    seen = await state_token(desk.consultation)
    return PageFields({ANNOUNCEMENT: FieldGroup(_("Publish"), usual, locks={"seen": seen})})


async def _publication(
    request: Request,
    desk: Desk,
    fields: PageFields,
    errors: Mapping[str, str],
    *,
    status: int,
    conflict: StaleState | None,
) -> Response:
    c, now = desk.consultation, clock.now()
    granted = Extension.filter(consultation=c).order_by("-id").select_related("party")
    return await show(
        request,
        desk,
        Step.PUBLICATION,
        "publication.html",
        status=status,
        conflict=conflict,
        kept=True,
        step_of=STEP_OF,
        phase=c.phase(now),
        answers_from=max(c.opens_at, now) if c.opens_at else None,
        is_new="announced" in request.query_params,
        may_call_off=c.announced_at is not None and c.announced_at > now,
        doubts=doubts_about(c.opens_at, c.closes_at, c.announced_at or now),
        address=absolute("consultation", consultation=c.slug),
        open_warnings=await count_open_warnings(desk.version) if desk.version else 0,
        parties=await ConsultedParty.filter(consultation=c).order_by("name"),
        extensions=await granted,
        received=await Remark.filter(consultation=c).count(),
        suspensions=await suspensions_of(c),
        fields=fields,
        errors=errors,
    )


PAGE = ButtonPage("publication", _fields, _publication)
