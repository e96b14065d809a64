"""One remark's page, and the decision made on it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.moderation_reason import ModerationReason, reasons_of
from consult.consultations.party import ConsultedParty
from consult.documents.copy_notes import notes_on
from consult.locale import gettext as _
from consult.responses.publicity import NotScreened
from consult.stale_state import StaleState
from consult.web.forms import read_form
from consult.web.rendering import page
from moderation.decision import decide
from moderation.decision_input import DecisionKind, InvalidDecision
from moderation.history import history_of
from moderation.lookup import review_of
from moderation.pages.decision_form import DecisionForm
from moderation.pages.notices import notices_in
from moderation.queue_page import queue_page_from, unexplained_rows
from moderation.redaction import preview
from moderation.review import Review


async def queued_remark(request: Request) -> Response:
    """The remark with its location, its findings, its history and the decision to make."""
    review = await review_of(request)
    return await _show(request, review, DecisionForm.opened(review))


async def decide_remark(request: Request) -> Response:
    """Decide and open the next one, or show what is typed again with what is in the way."""
    review = await review_of(request)
    async with read_form(request) as fields:
        form = DecisionForm.posted(fields, review)
    if form.wanted and form.viewed:
        by, secret_key = request.state.person.actor, request.app.state.settings.secret_key
        try:
            await decide(form.wanted, form.viewed, by=by, now=clock.now(), secret_key=secret_key)
            return RedirectResponse(await _next(review, form.wanted.kind), 303)
        except InvalidDecision as invalid:
            form = form.with_errors(invalid.errors, status=422)
        except NotScreened:
            words = _("Screening has not read this wording yet. Try again in a moment.")
            form = form.with_errors({"text": words}, status=409)
        except StaleState as stale:
            review = await review_of(request)
            form = form.after(stale, review)
    return await _show(request, review, form)


async def _next(review: Review, kind: DecisionKind) -> str:
    """The next one in the same filter, or the list when it was the last. What was taken down stays in view: its reason
    and its files are asked about."""
    queue, remark = review.queue, review.remark
    if kind in (DecisionKind.TAKE_DOWN, DecisionKind.EXPLAIN):
        return queue.remark_url(remark.reference, done=remark.reference)
    following = None if queue.filters.is_decided else await queue.next_after(remark)
    if following is None:
        return queue.url(done=remark.reference)
    return queue.remark_url(following, done=remark.reference)


async def _show(request: Request, review: Review, form: DecisionForm) -> Response:
    consultation = review.consultation
    reasons = await reasons_of(consultation.id)
    parties = await ConsultedParty.filter(consultation_id=consultation.id).order_by("name")
    return page(
        request,
        "moderation/remark.html",
        status=form.status,
        consultation=consultation,
        filters=review.queue.filters,
        review=review,
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
        preview=preview(review.wording, form.marked, reasons, _reason(form, reasons)),
        file_notes=notes_on(review.copies),
        history=await history_of(review.remark, review.annexes, reasons),
        list=await queue_page_from(review.queue, review.remark),
        unexplained=await unexplained_rows(review.queue),
        now=clock.now(),
        **notices_in(request),
    )


def _reason(form: DecisionForm, reasons: Mapping[str, ModerationReason]) -> ModerationReason | None:
    """The reason chosen; until then the first one, so that there is a preview to look at."""
    return reasons.get(form.reason) or next(iter(reasons.values()), None)
