"""The consulted parties and what came of asking them: who answered, who had no remarks, who is silent.

A response counts for its party only once it is confirmed that it is the party's. Until then the list says nothing of
it, for anybody can write anybody's name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from tortoise.functions import Count

from consult.consultations.consultation import Consultation
from consult.consultations.party import ConsultedParty, PartyState
from consult.responses.party import shown_state
from consult.responses.remark import VISIBLE, Remark, Standing


@dataclass(frozen=True)
class PartyResponse:
    """A response of a party by its public number, with how many of its remarks everybody can read, never 0."""

    number: int
    remark_count: int


@dataclass(frozen=True)
class PublicParty:
    """A consulted party. ``state`` is never CLAIMED. ``responses`` are those of which something is published."""

    name: str
    state: PartyState
    responses: tuple[PartyResponse, ...]


# In the order they are shown. What is only claimed stands with the silent ones.
SHOWN = (PartyState.ANSWERED, PartyState.NO_REMARKS, PartyState.SILENT)


async def parties(consultation: Consultation) -> dict[PartyState, list[PublicParty]]:
    """The consulted parties by name under what came of asking them; empty where nobody was asked. Two queries at
    most."""
    rows = await ConsultedParty.filter(consultation=consultation).order_by("name")
    answers = await _answers(consultation) if rows else {}
    shown = [
        PublicParty(row.name, shown_state(row.state), tuple(answers.get(row.id, ())))
        for row in rows
    ]
    return {state: [each for each in shown if each.state is state] for state in SHOWN if shown}


async def party_numbers(consultation: Consultation) -> dict[PartyState, int]:
    """How many parties stand in each of those lists; empty where nobody was asked. One query."""
    rows = await ConsultedParty.filter(consultation=consultation).values_list("state", flat=True)
    counted = Counter(shown_state(PartyState(str(state))) for state in rows)
    return {state: counted[state] for state in SHOWN if counted}


async def _answers(consultation: Consultation) -> dict[int, list[PartyResponse]]:
    """By party, its confirmed responses that have published remarks."""
    rows = (
        await Remark.filter(
            consultation_id=consultation.id,
            publicity__in=VISIBLE,
            standing=Standing.RECEIVED,
            response__party_confirmed=True,
            response__party_id__isnull=False,
            response__withdrawn_at__isnull=True,
            response__number__isnull=False,
        )
        .annotate(total=Count("id"))
        .group_by("response__party_id", "response__number")
        .order_by("response__number")
        .values_list("response__party_id", "response__number", "total")
    )
    answers: defaultdict[int, list[PartyResponse]] = defaultdict(list)
    for party, number, total in rows:
        answers[int(party)].append(PartyResponse(int(number), int(total)))
    return answers
