"""The queue's page, and publishing several remarks from it with one press."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.lookup import consultation_of
from consult.locale import LANGUAGES
from consult.numbers import reference_in
from consult.web.forms import read_form
from consult.web.rendering import page
from consult.web.urls import url
from moderation.bulk_publish import BulkOutcome
from moderation.bulk_publish import publish_several as publish_each
from moderation.lookup import actor_of, areas_of, filters_of
from moderation.queue import decided_page, waiting_page
from moderation.queue_filters import WAITING, QueueFilters, matching
from moderation.queued_remark import load_item
from moderation.statistics import moderation_numbers


async def queue(request: Request) -> Response:
    """What waits, or what was decided, by the filters in the address."""
    consultation, filters = await consultation_of(request), filters_of(request)
    reference = request.query_params.get("reference", "").strip()
    if await load_item(consultation, reference):
        where = url("queued_remark", consultation=consultation.slug, reference=reference)
        return RedirectResponse(where + filters.query(), 303)
    return await _show(request, consultation, filters, not_found=reference)


async def publish_several(request: Request) -> Response:
    """Publish the ticked remarks, and say what became of each."""
    consultation = await consultation_of(request)
    async with read_form(request) as form:
        chosen = form.all("chosen")
    outcome = await publish_each(
        consultation,
        chosen,
        by=actor_of(request),
        now=clock.now(),
        secret_key=request.app.state.settings.secret_key,
    )
    return await _show(request, consultation, filters_of(request), outcome=outcome)


async def _show(
    request: Request,
    consultation: Consultation,
    filters: QueueFilters,
    *,
    not_found: str = "",
    outcome: BulkOutcome | None = None,
) -> Response:
    load = decided_page if filters.is_decided else waiting_page
    waiting = await matching(consultation.id, filters.but(state=WAITING))
    context: dict[str, Any] = {
        "consultation": consultation,
        "filters": filters,
        "area_options": [(area.key, area.name) for area in await areas_of(consultation)],
        "language_options": list(LANGUAGES.items()),
        "waiting": await waiting.count(),
        "numbers": await moderation_numbers(consultation.id),
        "list": await load(consultation.id, filters, request.query_params.get("after", "")),
        "now": clock.now(),
        "done": _done(request),
    }
    return page(request, "moderation/queue.html", not_found=not_found, outcome=outcome, **context)


def _done(request: Request) -> str:
    """The remark just decided on, when the last one in the filter led back here."""
    done = request.query_params.get("done", "")
    return done if reference_in(done) else ""
