"""Which consulted party a response counts for, and what that makes of the party.

A response names its party by the name written in it. That is a claim and nothing more: it counts for the party, and has
the party's own deadline, once staff or the party's own confirmed address say that it is theirs.
"""

from __future__ import annotations

from datetime import datetime

from consult.consultations.consultation import Consultation
from consult.consultations.extension import deadline_for, is_open_for
from consult.consultations.party import ConsultedParty, PartyState
from consult.documents.folding import fold
from consult.mail.address import normal_email
from consult.responses.response import Response


def folded_name(name: str) -> str:
    """A name as names are compared: no case, spaces, punctuation or invisible marks."""
    return "".join(character for character in fold(name) if character.isalnum())


async def party_named(consultation_id: int, organisation: str) -> ConsultedParty | None:
    """The consulted party with this name; None where none, or more than one, has it."""
    wanted = folded_name(organisation)
    if not wanted:
        return None
    parties = await ConsultedParty.filter(consultation_id=consultation_id)
    found = [party for party in parties if folded_name(party.name) == wanted]
    return found[0] if len(found) == 1 else None


async def settle(*party_ids: int | None) -> bool:
    """Bring the parties' states in step with the responses that stand; whether the public list of them changed. Call
    inside the changing transaction.

    Before anything that others wait for: each party's row is held until the transaction ends.
    """
    is_seen = False
    for party_id in sorted({each for each in party_ids if each is not None}):
        # Held first, so that of two changes at once the second counts what the first did.
        party = await ConsultedParty.filter(id=party_id).select_for_update(no_key=True).get()
        standing = await Response.filter(party_id=party_id, withdrawn_at__isnull=True)
        state = _state(standing)
        await ConsultedParty.filter(id=party_id).update(state=state)
        is_seen = is_seen or shown_state(party.state) is not shown_state(state)
    return is_seen


def shown_state(state: PartyState) -> PartyState:
    """What everybody is told: a party that somebody only claims to be is silent."""
    return PartyState.SILENT if state is PartyState.CLAIMED else state


def _state(standing: list[Response]) -> PartyState:
    """What the responses that stand make of their party."""
    confirmed = [each for each in standing if each.party_confirmed]
    if not confirmed:
        return PartyState.CLAIMED if standing else PartyState.SILENT
    said_nothing = all(each.no_remarks for each in confirmed)
    return PartyState.NO_REMARKS if said_nothing else PartyState.ANSWERED


async def deadline_of(consultation: Consultation, response: Response) -> datetime | None:
    """The last instant at which the response may still be changed in time: the later deadline of the party that it counts
    for, else everybody's. At most two queries."""
    party = None
    if response.party_id and response.party_confirmed:
        party = await ConsultedParty.get(id=response.party_id)
    return await deadline_for(consultation, party)


async def confirm_by_address(response: Response, email: str) -> bool:
    """Let the response, which comes with its consultation, count for the party whose own address was just confirmed;
    whether it does now. Call inside the changing transaction. Whether it was in time follows."""
    party = await ConsultedParty.get_or_none(id=response.party_id) if response.party_id else None
    if party is None or not party.email or normal_email(party.email) != normal_email(email):
        return False
    in_time = await is_open_for(response.consultation, response.received_at, party)
    claims = Response.filter(id=response.id, party_id=party.id, party_confirmed=False)
    if not await claims.update(party_confirmed=True, is_late=not in_time):
        return False
    await settle(party.id)
    return True
