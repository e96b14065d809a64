"""The words of points that their remarks have in private alone, and a person's decision on each."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.answers.editions.live_record import live_record
from consult.answers.editions.readiness import findings_now
from consult.answers.editions.word_findings import let_words_stand
from consult.answers.pages.committee_page import go_to
from consult.answers.pages.lead_page import show_lead_page
from consult.consultations.lookup import consultation_of
from consult.web.arrival import received_at
from consult.web.forms import number_in, read_form
from consult.web.urls import url


async def private_words(request: Request) -> Response:
    """Every finding, those nobody decided on first."""
    consultation = await consultation_of(request)
    record = await live_record(consultation)
    findings = await findings_now(consultation, record, received_at(request))
    return show_lead_page(
        request,
        consultation,
        "private_words.html",
        findings=sorted(findings, key=lambda each: each.is_cleared),
    )


async def let_stand(request: Request) -> Response:
    """Decide that the words may stand. Raises HTTPException 404 for a point that is not there."""
    consultation = await consultation_of(request)
    async with read_form(request) as form:
        number, digest = number_in(form["point"]), form["digest"][:64]
    now, by = received_at(request), request.state.person.actor
    if not await let_words_stand(consultation, number, digest, by=by, now=now):
        raise HTTPException(404)
    return go_to(url("private_words", consultation=consultation.slug))
