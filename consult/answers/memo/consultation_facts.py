"""The facts of a consultation that a memo begins with: period, numbers and parties, read from the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from tortoise.expressions import Subquery
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from consult.answers.memo.memo import (
    MemoExtension,
    MemoPeriod,
    PartyLine,
    ReceivedCounts,
    WithheldLine,
)
from consult.consultations.consultation import Consultation
from consult.consultations.extension import Extension
from consult.consultations.party import ConsultedParty, PartyState
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from consult.responses.respondent import RespondentKind
from consult.responses.response import Response
from moderation.decision import Decision

ORGANISED = (RespondentKind.ORGANISATION, RespondentKind.AUTHORITY)


@dataclass(frozen=True)
class ConsultationFacts:
    period: MemoPeriod
    counts: ReceivedCounts
    parties: tuple[PartyLine, ...]


async def consultation_facts(consultation: Consultation) -> ConsultationFacts:
    """Nine queries, however much was received; no text is read."""
    return ConsultationFacts(
        await _period(consultation),
        await _counts(consultation),
        await _parties(consultation),
    )


async def _period(consultation: Consultation) -> MemoPeriod:
    """When one could answer, with every extension by its date."""
    rows = Extension.filter(consultation_id=consultation.id).select_related("party")
    extensions = tuple(
        MemoExtension(row.until, row.party.name if row.party else "", row.reason)
        for row in await rows.order_by("until")
    )
    return MemoPeriod(consultation.opens_at, consultation.closes_at, extensions)


async def _counts(consultation: Consultation) -> ReceivedCounts:
    counted = await _by_state(Remark.filter(consultation_id=consultation.id))
    taken = await _by_state(_unexplained(consultation))
    received = {
        each: counted[Standing.RECEIVED, each] - taken[Standing.RECEIVED, each]
        for each in Publicity
    }
    responses = Response.filter(consultation_id=consultation.id)
    return ReceivedCounts(
        responses=await responses.count(),
        responses_published=await _responses_published(consultation),
        responses_late=await responses.filter(is_late=True).count(),
        remarks=sum(received.values()) + taken.total(),
        remarks_published=sum(received[p] for p in VISIBLE),
        remarks_waiting=received[Publicity.WAITING],
        withheld=await _withheld(consultation, received[Publicity.WITHHELD]),
        unexplained=taken.total(),
        withdrawn=sum(n for (standing, _), n in counted.items() if standing is Standing.WITHDRAWN),
        set_aside=sum(n for (standing, _), n in counted.items() if standing is Standing.SET_ASIDE),
    )


async def _by_state(remarks: QuerySet[Remark]) -> Counter[tuple[Standing, Publicity]]:
    """How many there are of each state; one query."""
    rows = await (
        remarks.annotate(count=Count("id"))
        .group_by("standing", "publicity")
        .values("standing", "publicity", "count")
    )
    return Counter(
        {(Standing(row["standing"]), Publicity(row["publicity"])): row["count"] for row in rows}
    )


async def _withheld(consultation: Consultation, total: int) -> tuple[WithheldLine, ...]:
    """Withheld remarks with standing by the reason of the last decision on each, the most frequent first; of ``total``
    those without one last."""
    reasons: dict[int, WithheldLine] = {}
    decisions = Decision.filter(
        remark__consultation_id=consultation.id,
        remark__standing=Standing.RECEIVED,
        remark__publicity=Publicity.WITHHELD,
        reason_id__not_isnull=True,
        remark__unexplained_since=None,
    ).select_related("reason")
    for decision in await decisions.order_by("id"):
        assert decision.reason is not None
        reasons[decision.remark_id] = WithheldLine(decision.reason.key, decision.reason.title, 1)
    counted = Counter(reasons.values())
    without = total - counted.total()
    named = [replace(reason, remarks=count) for reason, count in counted.most_common()]
    return (*named, *([WithheldLine("", "", without)] if without else []))


def _unexplained(consultation: Consultation) -> QuerySet[Remark]:
    """Remarks with standing that were taken down and wait for the reason."""
    return Remark.filter(
        consultation_id=consultation.id,
        standing=Standing.RECEIVED,
        unexplained_since__not_isnull=True,
    )


async def _responses_published(consultation: Consultation) -> int:
    """How many responses have a published remark."""
    rows = (
        await published_remarks(consultation)
        .annotate(responses=Count("response_id", distinct=True))
        .group_by("consultation_id")
        .values_list("responses", flat=True)
    )
    return int(str(rows[0])) if rows else 0


async def _parties(consultation: Consultation) -> tuple[PartyLine, ...]:
    """The consulted parties and the organised bodies that answered unasked, by name."""
    answers: defaultdict[int, list[int]] = defaultdict(list)
    standing = Response.filter(consultation_id=consultation.id, withdrawn_at=None).order_by(
        "number"
    )
    rows = standing.filter(party_confirmed=True).values_list("party_id", "number")
    for party, number in await rows:
        answers[int(str(party))].append(int(str(number or 0)))
    asked = await ConsultedParty.filter(consultation_id=consultation.id)
    parties = [PartyLine(row.name, row.state, True, tuple(answers[row.id])) for row in asked]
    parties += [
        PartyLine(name, PartyState.ANSWERED, False, tuple(numbers))
        for name, numbers in (await _unasked(consultation, standing)).items()
    ]
    return tuple(sorted(parties, key=lambda party: party.name.casefold()))


async def _unasked(
    consultation: Consultation, standing: QuerySet[Response]
) -> dict[str, list[int]]:
    """Numbers of the responses with published remarks of organised bodies that are no consulted party, or of which nobody
    has said that they are, by public name."""
    rows = standing.filter(
        party_confirmed=False,
        respondent__kind__in=ORGANISED,
        id__in=Subquery(published_remarks(consultation).values("response_id")),
    )
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for response in await rows.select_related("respondent"):
        if name := response.respondent.public_name:
            numbers[name].append(response.number or 0)
    return numbers


def published_remarks(consultation: Consultation) -> QuerySet[Remark]:
    """The consultation's published remarks."""
    return Remark.filter(
        consultation_id=consultation.id, standing=Standing.RECEIVED, publicity__in=VISIBLE
    )
