"""The consulted parties and what came of asking them: who answered, who had no remarks, who is silent.

A response counts for its party only once it is confirmed that it is the party's. Until then the list says nothing of
it, for anybody can write anybody's name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tortoise.functions import Count

from consult.consultations.consultation import Consultation
from consult.consultations.party import ConsultedParty, PartyState
from consult.responses.party import shown_state
from consult.responses.remark import published_of
from consult.responses.response import Response


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
    """The consulted parties by name under what came of asking them; empty where nobody was asked. Three queries at
    most."""
    rows = await ConsultedParty.filter(consultation=consultation).order_by("name")
    answers = await _answers(row.id for row in rows)
    shown = [
        PublicParty(row.name, shown_state(row.state), tuple(answers.get(row.id, ())))
        for row in rows
    ]
    return {state: [each for each in shown if each.state is state] for state in SHOWN if shown}


async def _answers(party_ids: Iterable[int]) -> dict[int, list[PartyResponse]]:
    """By party, its confirmed responses that have published remarks."""
    standing = await Response.filter(
        party_id__in=list(party_ids),
        party_confirmed=True,
        withdrawn_at__isnull=True,
        number__isnull=False,
    ).order_by("number")
    counts = await _published([each.id for each in standing])
    answers: defaultdict[int, list[PartyResponse]] = defaultdict(list)
    for each in standing:
        if each.id in counts and each.party_id and each.number:
            answers[each.party_id].append(PartyResponse(each.number, counts[each.id]))
    return answers


async def _published(responses: list[int]) -> dict[int, int]:
    rows = (
        await published_of(*responses)
        .annotate(total=Count("id"))
        .group_by("response_id")
        .values_list("response_id", "total")
    )
    return {int(key): int(total) for key, total in rows}
