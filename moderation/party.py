"""Saying for which consulted party a response counts, where its name says too much or too little."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.cache_version import bump
from consult.consultations.consultation import Consultation
from consult.consultations.extension import is_open_for
from consult.consultations.party import ConsultedParty
from consult.people.conflict import stale
from consult.responses.party import settle
from consult.responses.response import Response


async def assign_party(
    response: Response,
    consultation: Consultation,
    party: ConsultedParty | None,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Count the response for ``party`` (None: for no party), from the state in which it was seen.

    Whether it was in time follows, for a party may have a deadline of its own; who vouches for the
    respondent does not change. Raises StaleState where somebody was first, or it was withdrawn.
    """
    after = party.id if party else None
    if after == response.party_id:
        return
    in_time = await is_open_for(consultation, response.received_at, party)
    async with database.transaction():
        as_seen = Response.filter(
            id=response.id, party_id=response.party_id, withdrawn_at__isnull=True
        )
        if not await as_seen.update(party_id=after, is_late=not in_time):
            raise await stale("response", response.id)
        await settle(response.party_id, after)
        await audit.record(
            "assign_party", "response", response.id, by=by, now=now,
            consultation_id=consultation.id, party=after, before=response.party_id,
        )  # fmt: skip
        await bump(consultation.slug)
