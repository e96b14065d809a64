"""For which consulted party a response counts: read from the form on a remark's page, and stored."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.lookup import consultation_of
from consult.consultations.party import ConsultedParty
from consult.numbers import id_in
from consult.stale_state import StaleState
from consult.web.forms import read_form
from consult.web.urls import url
from moderation import party
from moderation.lookup import actor_of, filters_of, item_of


async def assign_party(request: Request) -> Response:
    """Store the choice and return to the remark."""
    consultation = await consultation_of(request)
    item = await item_of(request, consultation)
    async with read_form(request) as form:
        chosen, seen = form["party"], form["seen"]
    response = item.remark.response
    response.party_id = _id(seen)
    try:
        await party.assign_party(
            response,
            consultation,
            await _party_of(consultation, chosen),
            by=actor_of(request),
            now=clock.now(),
        )
        told = "stored"
    except StaleState:
        told = "overtaken"
    where = url("queued_remark", consultation=consultation.slug, reference=item.reference)
    return RedirectResponse(where + filters_of(request).query(party=told) + "#party", 303)


async def _party_of(consultation: Consultation, chosen: str) -> ConsultedParty | None:
    """The party chosen; None for "no party". Raises HTTPException 400 for one of another consultation."""
    wanted = _id(chosen)
    if wanted is None:
        return None
    found = await ConsultedParty.get_or_none(id=wanted, consultation_id=consultation.id)
    if found is None:
        raise HTTPException(400)
    return found


def _id(text: str) -> int | None:
    """A party's id, or None for "". Raises HTTPException 400 for what no form of ours sends."""
    if not text:
        return None
    found = id_in(text)
    if found is None:
        raise HTTPException(400)
    return found
