"""The remarks in no point, and the reason that everybody is given for each."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.answers.editions.uncovered import (
    GIVEN,
    NoRemark,
    UncoveredReason,
    give_reason,
    uncovered_reasons,
)
from consult.answers.pages.committee_page import go_to
from consult.answers.pages.lead_page import show_lead_page
from consult.consultations.consultation import Consultation
from consult.consultations.lookup import consultation_of
from consult.locale import gettext as _
from consult.numbers import id_in, page_number
from consult.responses.remark import Remark
from consult.web.arrival import received_at
from consult.web.forms import read_form
from consult.web.ticks import ticked
from consult.web.urls import url

PER_PAGE = 50
# Everything in the list that has no reason yet, whatever is ticked.
REST = "rest"


async def uncovered(request: Request) -> Response:
    """Those without a reason first, some at a time."""
    return await _show(request, await consultation_of(request))


async def give_uncovered_reason(request: Request) -> Response:
    """Give the ticked ones a reason, or all that have none."""
    consultation = await consultation_of(request)
    async with read_form(request) as form:
        reason, is_rest = form["reason"], form["which"] == REST
        marked = {id_in(each) for each in ticked(form, "remark")} - {None}
    if reason not in GIVEN:
        error = {"reason": _("Choose why these remarks are in no point.")}
        return await _show(request, consultation, error, marked)
    reasons = await uncovered_reasons(consultation) if is_rest else {}
    chosen = [each for each, given in reasons.items() if given is None] if is_rest else marked
    now, by = received_at(request), request.state.person.actor
    try:
        await give_reason(
            consultation, [each for each in chosen if each], UncoveredReason(reason), by=by, now=now
        )
    except NoRemark:
        error = {"remark": _("No remark was chosen. Tick at least one.")}
        return await _show(request, consultation, error, marked)
    return go_to(url("uncovered", consultation=consultation.slug))


async def _show(
    request: Request,
    consultation: Consultation,
    errors: dict[str, str] | None = None,
    marked: set[int | None] | None = None,
) -> Response:
    reasons = await uncovered_reasons(consultation)
    ordered = sorted(reasons, key=lambda each: (reasons[each] is not None, each))
    number = max(1, page_number(request.query_params.get("page", "")))
    shown = ordered[(number - 1) * PER_PAGE : number * PER_PAGE]
    rows = Remark.filter(id__in=shown).select_related("response__respondent")
    remarks = {each.id: each for each in await rows}
    here = url("uncovered", consultation=consultation.slug)
    return show_lead_page(
        request,
        consultation,
        "uncovered.html",
        status=422 if errors else 200,
        remarks=[remarks[each] for each in shown],
        reasons=reasons,
        missing=sum(each is None for each in reasons.values()),
        choices=GIVEN,
        errors=errors or {},
        ticked=marked or set(),
        newer_href=f"{here}?page={number - 1}" if number > 1 else None,
        older_href=f"{here}?page={number + 1}" if len(ordered) > number * PER_PAGE else None,
    )
