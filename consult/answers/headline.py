"""The committee's headline: what came in and who is silent, in numbers that can each be opened."""

from __future__ import annotations

from dataclasses import dataclass

from consult.answers.counts import RemitCounts
from consult.consultations.consultation import Consultation
from consult.consultations.party import ConsultedParty, PartyState
from consult.responses.respondent import RespondentKind


@dataclass(frozen=True)
class Headline:
    """``remarks`` received in ``responses``, of them ``published`` and ``by_organisations`` (remarks);
    ``silent`` of the ``consulted`` parties of the whole consultation."""

    remarks: int
    responses: int
    published: int
    by_organisations: int
    silent: int
    consulted: int


async def headline_of(consultation: Consultation, counts: RemitCounts) -> Headline:
    """The numbers of one committee's counts, with the consultation's parties. One query."""
    parties = await ConsultedParty.filter(consultation_id=consultation.id)
    silent = sum(party.state == PartyState.SILENT for party in parties)
    return Headline(
        counts.received,
        counts.responses,
        counts.published,
        counts.kind(RespondentKind.ORGANISATION),
        silent,
        len(parties),
    )
