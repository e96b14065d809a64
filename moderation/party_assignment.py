"""Assigning a response to a consulted party, where the name written in it says too much or too little."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.cache_version import bump
from consult.consultations.extension import is_open_for
from consult.consultations.party import ConsultedParty
from consult.people.conflict import stale
from consult.responses.party import settle
from consult.responses.public_change import PublicChangeKind, record_change_of_response
from consult.responses.response import Response


async def assign_party(
    response: Response,
    party: ConsultedParty | None,
    *,
    viewed_party: int | None,
    by: Actor,
    now: datetime,
) -> None:
    """Count the response, which comes with its consultation, for ``party`` (None: for no party): staff say that it is
    theirs.

    ``viewed_party`` is the id of the one it said to be from in view. Whether the response was in time follows, for a party
    may have a deadline of its own; who vouches for the respondent does not change. Raises StaleState where somebody was
    first, or it was withdrawn.
    """
    party_id = party.id if party else None
    if party_id == viewed_party and response.party_confirmed == (party is not None):
        return
    in_time = await is_open_for(response.consultation, response.received_at, party)
    async with database.transaction():
        unchanged = Response.filter(
            id=response.id, party_id=viewed_party, withdrawn_at__isnull=True
        )
        if not await unchanged.update(
            party_id=party_id, party_confirmed=party is not None, is_late=not in_time
        ):
            raise await stale("response", response.id)
        await settle(viewed_party, party_id)
        await audit.record(
            "assign_party", "response", response.id, by=by, now=now,
            consultation_id=response.consultation_id, party=party_id, before=viewed_party,
        )  # fmt: skip
        await bump(response.consultation.slug)
        if response.is_late == in_time:
            await record_change_of_response(response.id, PublicChangeKind.SENDER, now=now)
