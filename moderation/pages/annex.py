"""A file that came with a response: opened by a moderator, and decided on."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.moderation_reason import reasons_of
from consult.numbers import reference_in
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
from moderation.queue import Queue


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
        reference, decision = form["reference"], await _decision(queue, form)
        told = form["told"]
    files, now = request.app.state.files, clock.now()
    publishes = decision.publicity is Publicity.PUBLISHED
    if publishes and not await is_told(annex, told, files, now=now):
        return RedirectResponse(queue.remark_url(reference, annex="trouble") + "#annexes", 303)
    outcome = "decided"
    try:
        await decide(
            annex,
            decision,
            by=request.state.person.actor,
            now=now,
            secret_key=request.app.state.settings.secret_key,
        )
    except StaleState:
        outcome = "overtaken"
    except AnnexReasonMissing:
        outcome = "reason"
    return RedirectResponse(queue.remark_url(reference, annex=outcome) + "#annexes", 303)


async def _decision(queue: Queue, form: Fields) -> AnnexDecision:
    """The decision asked for. Raises HTTPException 400 for what no form of ours sends."""
    viewed, kind = form["seen"], form["decision"]
    if (
        viewed not in tuple(Publicity)
        or kind not in tuple(PUBLICITY_AFTER)
        or not reference_in(form["reference"])
    ):
        raise HTTPException(400)
    reasons = await reasons_of(queue.consultation.id)
    reason = reasons.get(form["reason"])
    return AnnexDecision(DecisionKind(kind), Publicity(viewed), reason)
