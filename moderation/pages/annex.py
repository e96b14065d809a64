"""A file that came with a response: opened by a moderator, and decided on."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.moderation_reason import reasons_of
from consult.numbers import reference_in
from consult.responses.annex import Annex
from consult.responses.annex_copies import copies_for
from consult.responses.remark import Publicity
from consult.stale_state import StaleState
from consult.web.downloads import download
from consult.web.forms import Fields, read_form
from consult.web.lookup import found_or_404
from moderation.annex_copy import is_told
from moderation.annex_decision import PUBLICITY_AFTER, AnnexDecision, AnnexReasonMissing
from moderation.annex_decision import decide_annex as decide
from moderation.decision_input import DecisionKind
from moderation.lookup import annex_of, queue_of
from moderation.pages import review_page
from moderation.pages.review_page import annex_group
from moderation.queue import Queue
from moderation.review import load_review


async def queued_annex(request: Request) -> Response:
    """The file as it was sent, to be saved."""
    annex = await annex_of(request)
    return download(request.app.state.files, annex.file_key, annex.name)


async def queued_annex_copy(request: Request) -> Response:
    """Its public copy, to be saved. 404 where there is none."""
    annex = await annex_of(request)
    copy = found_or_404((await copies_for([annex])).get(annex.id))
    return download(request.app.state.files, found_or_404(copy.file or None), annex.name)


async def decide_annex(request: Request) -> Response:
    """Publish the file, withhold it or take it down, and return to the remark it came with."""
    queue, annex = await queue_of(request), await annex_of(request)
    async with read_form(request) as form:
        decision = await _decision(queue, form, annex.id)
    slug, filters = queue.consultation.slug, queue.filters
    review = found_or_404(await load_review(slug, form["reference"], filters))
    told = form[f"told-{annex.id}"]
    outcome = await _carry_out(request, annex, decision, told)
    onward = queue.remark_url(form["reference"], annex=outcome) + "#annexes"
    after = review_page.refused if outcome in ("trouble", "reason") else review_page.stored
    group = annex_group(annex.id)
    return await after(request, review, form, group, onward, annex_outcome=outcome)


async def _carry_out(request: Request, annex: Annex, decision: AnnexDecision, told: str) -> str:
    """What became of it: "decided", "overtaken", "yours" where that was by the same person, "reason" where there is none, "trouble" where the file cannot be cleaned
    and nobody was told."""
    settings, files, now = request.app.state.settings, request.app.state.files, clock.now()
    publishes = decision.publicity is Publicity.PUBLISHED
    if publishes and not await is_told(annex, told, files, now=now):
        return "trouble"
    by, secret_key = request.state.person.actor, settings.secret_key
    try:
        await decide(annex, decision, by=by, now=now, secret_key=secret_key)
    except StaleState as stale:
        return "yours" if stale.actor == by else "overtaken"
    except AnnexReasonMissing:
        return "reason"
    return "decided"


async def _decision(queue: Queue, form: Fields, annex_id: int) -> AnnexDecision:
    """The decision asked for. Raises HTTPException 400 for what no form of ours sends."""
    viewed, kind = form[f"seen-{annex_id}"], form["decision"]
    if (
        viewed not in tuple(Publicity)
        or kind not in tuple(PUBLICITY_AFTER)
        or not reference_in(form["reference"])
    ):
        raise HTTPException(400)
    reasons = await reasons_of(queue.consultation.id)
    reason = reasons.get(form[f"reason-{annex_id}"])
    return AnnexDecision(DecisionKind(kind), Publicity(viewed), reason)
