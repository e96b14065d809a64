"""The last step: the checklist, announcing now or at a moment; afterwards more time, for all or for one party."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.announcement import NotReady
from consult.consultations.extension import Extension, NotLater, extend
from consult.consultations.party import ConsultedParty
from consult.consultations.period import doubts_about
from consult.consultations.suspension import suspensions_of
from consult.desk.desk import Desk
from consult.desk.launch import Lacking, TooLate, cancel_launch, launch, seen_now
from consult.desk.lookup import desk_of
from consult.desk.moment_fields import END_OF_DAY, START_OF_DAY, read_moment
from consult.desk.pages.step_page import show, then
from consult.desk.readiness import STEP_OF, Step
from consult.documents.drafting.judgement import left_to_judge
from consult.locale import gettext as _
from consult.stale_state import ANNOUNCED, PUBLISHED, StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form
from consult.web.urls import absolute

LONGEST_REASON = 500
EVERYBODY = "everybody"
LATER = "later"


async def publication(request: Request) -> Response:
    """What is missing, and the button."""
    return await show_publication(request, await desk_of(request))


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
            errors["sure"] = _("Say that you have seen what everybody will see.")
        if errors:
            return await show_publication(request, desk, errors, form=form)
        try:
            await launch(
                desk.consultation,
                by=desk.person.actor,
                now=received_at(request),
                at=at,
                seen=form["seen"] or None,
            )
        except (Lacking, NotReady):
            wrong = {"when": _("Something that is needed is missing, see the list.")}
            return await show_publication(request, desk, wrong, form=form)
        except StaleState as stale:
            seen = await seen_now(desk.consultation)
            if stale.happened in (ANNOUNCED, PUBLISHED) and form["seen"] == seen:
                return then(desk.url("publication"), "announced=1")  # pressed twice
            return await show_publication(
                request, await desk_of(request), form=form, conflict=stale
            )
    return then(desk.url("publication"), "announced=1")


async def call_off(request: Request) -> Response:
    """Take back an announcement whose moment has not come."""
    desk = await desk_of(request)
    try:
        await cancel_launch(desk.consultation, by=desk.person.actor, now=received_at(request))
    except TooLate:
        desk = await desk_of(request)
        if not desk.is_announced:
            return then(desk.url("publication"))  # pressed twice
        wrong = {"when": _("It is announced already, so it cannot be called off.")}
        return await show_publication(request, await desk_of(request), wrong, status=409)
    return then(desk.url("publication"))


async def extend_deadline(request: Request) -> Response:
    """More time, for everybody or for one party, with the reason why."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        errors = _extension_errors(form)
        until = read_moment(form, "until", errors, is_deadline=True)
        party = await _party(desk, form["who"])
        if form["who"] != EVERYBODY and party is None:
            errors["who"] = _("Choose who gets more time.")
        if until is None:
            errors.setdefault("until_day", _("Write the new deadline."))
        if not desk.is_announced:
            errors["who"] = _("It is not announced yet: change its dates instead.")
        if errors or until is None:
            return await show_publication(request, desk, errors, form=form)
        try:
            await extend(
                desk.consultation,
                until=until,
                reason=form.line("reason"),
                by=desk.person.actor,
                now=received_at(request),
                party=party,
            )
        except NotLater:
            granted = Extension.filter(consultation=desk.consultation, party=party, until=until)
            if await granted.filter(reason=form.line("reason")).exists():
                return then(desk.url("publication"))  # pressed twice
            wrong = {"until_day": _("The new deadline must be later than the present one.")}
            return await show_publication(request, desk, wrong, form=form)
    return then(desk.url("publication"))


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


async def show_publication(
    request: Request,
    desk: Desk,
    errors: Mapping[str, str] | None = None,
    *,
    form: Mapping[str, str] | None = None,
    status: int = 422,
    conflict: StaleState | None = None,
) -> Response:
    """The page, with what was typed in ``form`` and not stored."""
    usual = {
        "when": "now",
        "sure": "",
        "at_day": "",
        "at_clock": START_OF_DAY,
        "who": EVERYBODY,
        "until_day": "",
        "until_clock": END_OF_DAY,
        "reason": "",
        "stop_reason": "",
        "final": "",
    }
    typed = {name: form[name] for name in usual if name in form} if form else {}
    c, now = desk.consultation, clock.now()
    granted = Extension.filter(consultation=c).order_by("-id").select_related("party")
    return await show(
        request,
        desk,
        Step.PUBLICATION,
        "publication.html",
        status=status if errors else 200,
        conflict=conflict,
        step_of=STEP_OF,
        phase=c.phase(now),
        is_new="announced" in request.query_params,
        may_call_off=c.announced_at is not None and c.announced_at > now,
        doubts=doubts_about(c.opens_at, c.closes_at, c.announced_at or now),
        address=absolute("consultation", consultation=c.slug),
        left=await left_to_judge(desk.version) if desk.version else 0,
        seen=await seen_now(c),
        parties=await ConsultedParty.filter(consultation=c).order_by("name"),
        extensions=await granted,
        suspensions=await suspensions_of(c),
        values={**usual, **typed},
        errors=errors or {},
    )
