"""One remark's page, and the decision made on it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.moderation_reason import reasons_of
from consult.consultations.party import ConsultedParty
from consult.locale import gettext as _
from consult.responses.publicity import NotScreened
from consult.stale_state import StaleState
from consult.web.rendering import page
from moderation.decision import decide
from moderation.decision_input import InvalidDecision
from moderation.history import history_of
from moderation.lookup import Review, review_of
from moderation.pages.decision_form import DecisionForm, posted_form
from moderation.pages.queue import decided_before
from moderation.queue_page import queue_page_from
from moderation.remark_state import state_in


async def queued_remark(request: Request) -> Response:
    """The remark with its location, its findings, its history and the decision to make."""
    review = await review_of(request)
    return await _show(request, review, DecisionForm.opened(review.queued))


async def decide_remark(request: Request) -> Response:
    """Decide and open the next one, or show what is typed again with what is in the way."""
    review = await review_of(request)
    form = await posted_form(request, review.queued)
    wanted, state = form.wanted(), state_in(form.state, review.queued.remark)
    if wanted is None or state is None:
        return await _show(request, review, form)
    try:
        secret_key = request.app.state.settings.secret_key
        await decide(wanted, state, by=review.by, now=clock.now(), secret_key=secret_key)
    except InvalidDecision as invalid:
        return await _show(request, review, form.with_errors(invalid.errors), status=422)
    except NotScreened:
        errors = {"text": _("Screening has not read this wording yet. Try again in a moment.")}
        return await _show(request, review, form.with_errors(errors), status=409)
    except StaleState as stale:
        review = await review_of(request)
        return await _show(request, review, form.after(stale, review.queued), status=409)
    return RedirectResponse(await _next(review), 303)


async def _next(review: Review) -> str:
    """The next one in the same filter, or the list when it was the last."""
    queue, remark = review.queue, review.queued.remark
    following = None if queue.filters.is_decided else await queue.next_after(remark)
    if following is None:
        return queue.url(done=remark.reference)
    return queue.remark_url(following, done=remark.reference)


async def _show(
    request: Request, review: Review, form: DecisionForm, *, status: int = 200
) -> Response:
    consultation, queued = review.consultation, review.queued
    reasons = await reasons_of(consultation.id)
    parties = await ConsultedParty.filter(consultation_id=consultation.id).order_by("name")
    return page(
        request,
        "moderation/remark.html",
        status=status,
        consultation=consultation,
        filters=review.queue.filters,
        queued=queued,
        form=form,
        errors=form.errors,
        conflict=form.conflict,
        kept=True,
        reason_options=[
            ("", _("Choose a reason")),
            *((key, reason.words) for key, reason in reasons.items()),
        ],
        parties={party.id: party.name for party in parties},
        party_options=[
            ("", _("Not from a consulted party")),
            *((str(party.id), party.name) for party in parties),
        ],
        preview=form.preview(queued, reasons),
        history=await history_of(queued.remark),
        list=await queue_page_from(review.queue, queued.remark),
        now=clock.now(),
        decided=decided_before(request),
        party_outcome=request.query_params.get("party", ""),
        annex_outcome=request.query_params.get("annex", ""),
    )
