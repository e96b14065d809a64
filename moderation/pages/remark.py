"""One remark's page, and the decision made on it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.lookup import consultation_of
from consult.consultations.party import ConsultedParty
from consult.locale import gettext as _
from consult.numbers import reference_in
from consult.responses.publicity import NotScreened
from consult.stale_state import StaleState
from consult.web.forms import read_form
from consult.web.rendering import page
from consult.web.urls import url
from moderation.conflict import read_seen, write_seen
from moderation.deciding import decide, reasons_in
from moderation.history import history_of
from moderation.lookup import actor_of, filters_of, item_of
from moderation.pages.decision_form import DecisionForm, blank_form, posted_form
from moderation.queue import QueuePage, cursor_before, decided_page, next_waiting, waiting_page
from moderation.queue_filters import QueueFilters
from moderation.queued_remark import QueuedRemark
from moderation.verdict import VerdictRefused


async def queued_remark(request: Request) -> Response:
    """The remark with its place, its findings, its history and the decision to make."""
    consultation = await consultation_of(request)
    item = await item_of(request, consultation)
    return await _show(request, consultation, item, blank_form(item))


async def decide_remark(request: Request) -> Response:
    """Decide and go on to the next, or show what is typed again with what is in the way."""
    consultation = await consultation_of(request)
    item = await item_of(request, consultation)
    async with read_form(request) as fields:
        form = posted_form(fields, item)
    verdict, seen = form.verdict(), read_seen(form.seen, item.remark)
    if verdict is None or seen is None:
        return await _show(request, consultation, item, form)
    following = await next_waiting(consultation.id, filters_of(request), item.remark)
    try:
        await decide(
            verdict,
            seen,
            by=actor_of(request),
            now=clock.now(),
            secret_key=request.app.state.settings.secret_key,
        )
    except VerdictRefused as refused:
        return await _show(request, consultation, item, form, errors=refused.errors, status=422)
    except NotScreened:
        errors = {"text": _("Screening has not read this wording yet. Try again in a moment.")}
        return await _show(request, consultation, item, form, errors=errors, status=409)
    except StaleState as stale:
        fresh = await item_of(request, consultation)
        return await _show(request, consultation, fresh, form, conflict=stale, status=409)
    return _go_on(consultation, filters_of(request), item, following)


def _go_on(
    consultation: Consultation, filters: QueueFilters, item: QueuedRemark, following: str | None
) -> Response:
    """To the next one in the same filter, or back to the list when it was the last."""
    if following and not filters.is_decided:
        where = url("queued_remark", consultation=consultation.slug, reference=following)
    else:
        where = url("queue", consultation=consultation.slug)
    return RedirectResponse(where + filters.query(done=item.reference), 303)


async def _show(
    request: Request,
    consultation: Consultation,
    item: QueuedRemark,
    form: DecisionForm,
    *,
    errors: dict[str, str] | None = None,
    conflict: StaleState | None = None,
    status: int = 200,
) -> Response:
    filters = filters_of(request)
    reasons = await reasons_in(consultation.id)
    parties = await ConsultedParty.filter(consultation_id=consultation.id).order_by("name")
    done = request.query_params.get("done", "")
    context: dict[str, Any] = {
        "consultation": consultation,
        "filters": filters,
        "item": item,
        "form": form,
        "public_href": url("remark", consultation=consultation.slug, reference=item.reference),
        "seen_now": write_seen(item.remark),
        "reason_options": [
            ("", _("Choose a reason")),
            *((r.key, r.words) for r in reasons.values()),
        ],
        "errors": errors or {},
        "conflict": conflict,
        "kept": True,
        "preview": form.preview(item, reasons),
        "history": await history_of(item.remark),
        "list": await _beside(consultation, filters, item),
        "now": clock.now(),
        "done": done if reference_in(done) else "",
        "parties": parties,
        "party_options": [
            ("", _("Not from a consulted party")),
            *((str(each.id), each.name) for each in parties),
        ],
        "party_told": request.query_params.get("party", ""),
        "annex_told": request.query_params.get("annex", ""),
    }
    return page(request, "moderation/remark.html", status=status, **context)


async def _beside(
    consultation: Consultation, filters: QueueFilters, item: QueuedRemark
) -> QueuePage:
    """The list at the side: from this remark on, in the same filter."""
    if filters.is_decided:
        return await decided_page(consultation.id, filters)
    cursor = cursor_before(item.remark) if item.remark.queued_at else ""
    return await waiting_page(consultation.id, filters, cursor)
