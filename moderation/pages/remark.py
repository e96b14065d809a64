"""One remark's page, and the decision made on it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.locale import gettext as _
from consult.responses.publicity import NotScreened
from consult.stale_state import StaleState
from consult.web.forms import Fields, read_form
from moderation.decision import decide
from moderation.decision_input import DecisionKind, InvalidDecision
from moderation.lookup import review_of
from moderation.pages import review_page
from moderation.pages.decision_form import DecisionForm
from moderation.pages.review_page import DECISION, EXPLANATION, ReviewPage
from moderation.review import Review


async def queued_remark(request: Request) -> Response:
    """The remark with its location, its findings, its history and the decision to make."""
    review = await review_of(request)
    return await review_page.show(request, review, review_page.opened(review))


async def decide_remark(request: Request) -> Response:
    """Decide and open the next one, or show what is typed again with what is in the way."""
    review = await review_of(request)
    async with read_form(request) as fields:
        form = DecisionForm.posted(fields, review)
    if form.wanted and form.viewed:
        by, secret_key = request.state.person.actor, request.app.state.settings.secret_key
        try:
            await decide(form.wanted, form.viewed, by=by, now=clock.now(), secret_key=secret_key)
            onward = await _next(review, form.wanted.kind)
            reference, group = review.remark.reference, _group(form)
            return await review_page.stored(
                request, review, fields, group, onward, decided=reference
            )
        except InvalidDecision as invalid:
            form = form.with_errors(invalid.errors, status=422)
        except NotScreened:
            words = _("Screening has not read this wording yet. Try again in a moment.")
            form = form.with_errors({"text": words}, status=409)
        except StaleState as stale:
            review = await review_of(request)
            form = form.after(stale, review)
    return await _show_again(request, review, form, fields)


async def _show_again(
    request: Request, review: Review, form: DecisionForm, posted: Fields
) -> Response:
    fields = review_page.fields_of(review).refused(posted, _group(form), conflict=form.conflict)
    return await review_page.show(request, review, ReviewPage(fields, form, status=form.status))


def _group(form: DecisionForm) -> str:
    return EXPLANATION if form.is_explanation else DECISION


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
