"""For which consulted party a response counts: read from the form on a remark's page, and stored."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.party import ConsultedParty
from consult.numbers import id_in
from consult.stale_state import StaleState
from consult.web.forms import read_form
from moderation.lookup import review_of
from moderation.pages import review_page
from moderation.pages.review_page import PARTY
from moderation.party_assignment import assign_party as assign


async def assign_party(request: Request) -> Response:
    """Store the choice and return to the remark."""
    review = await review_of(request)
    async with read_form(request) as form:
        chosen, viewed = _party_id(form["party"]), _party_id(form["party_seen"])
    party = await _party_of(review.consultation, chosen)
    reference, queue = review.remark.reference, review.queue
    by, outcome = request.state.person.actor, "stored"
    try:
        await assign(review.remark.response, party, viewed_party=viewed, by=by, now=clock.now())
    except StaleState as stale:
        outcome = "yours" if stale.actor == by else "overtaken"
    onward = queue.remark_url(reference, party=outcome) + "#party"
    return await review_page.stored(request, review, form, PARTY, onward, party_outcome=outcome)


async def _party_of(consultation: Consultation, chosen: int | None) -> ConsultedParty | None:
    """The party chosen; None for "no party". Raises HTTPException 400 for one of another consultation."""
    if chosen is None:
        return None
    party = await ConsultedParty.get_or_none(id=chosen, consultation_id=consultation.id)
    if party is None:
        raise HTTPException(400)
    return party


def _party_id(written: str) -> int | None:
    """A party's id, or None for "". Raises HTTPException 400 for what no form of ours sends."""
    if not written:
        return None
    party_id = id_in(written)
    if party_id is None:
        raise HTTPException(400)
    return party_id
