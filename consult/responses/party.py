"""Which consulted party a response counts for, and what that makes of the party.

A response names its party by the name written in it. That is a claim and nothing more: who vouches for
the respondent is another thing, and a moderator may say otherwise.
"""

from __future__ import annotations

from consult.consultations.party import ConsultedParty, PartyState
from consult.documents.folding import fold
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


async def settle(*party_ids: int | None) -> None:
    """Bring the parties' states in step with the responses that stand. Call inside the changing transaction.

    Before anything that others wait for: each party's row is held until the transaction ends.
    """
    for party_id in sorted({each for each in party_ids if each is not None}):
        # Held first, so that of two changes at once the second counts what the first did.
        await ConsultedParty.filter(id=party_id).select_for_update(no_key=True).first()
        standing = Response.filter(party_id=party_id, withdrawn_at__isnull=True)
        said_nothing = [bool(each) for each in await standing.values_list("no_remarks", flat=True)]
        await ConsultedParty.filter(id=party_id).update(state=_state(said_nothing))


def _state(said_nothing: list[bool]) -> PartyState:
    """``said_nothing``: of each response that stands, whether it was "no remarks"."""
    if not said_nothing:
        return PartyState.SILENT
    return PartyState.NO_REMARKS if all(said_nothing) else PartyState.ANSWERED
