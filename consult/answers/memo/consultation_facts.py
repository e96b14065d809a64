"""The memo's frame: its period, numbers and parties, read from the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from tortoise.expressions import Subquery
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from consult.answers.memo.memo import KeptBack, MemoExtension, MemoPeriod, Numbers, Party
from consult.consultations.consultation import Consultation
from consult.consultations.extension import Extension
from consult.consultations.party import ConsultedParty, PartyState
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from consult.responses.respondent import RespondentKind
from consult.responses.response import Response
from moderation.decision import Decision

ORGANISED = (RespondentKind.ORGANISATION, RespondentKind.AUTHORITY)


@dataclass(frozen=True)
class Frame:
    """What stands round the points of a memo."""

    period: MemoPeriod
    numbers: Numbers
    parties: tuple[Party, ...]


async def frame_of(consultation: Consultation) -> Frame:
    """Read the frame in eight queries, however much was received; no text is read."""
    return Frame(
        await _period(consultation),
        await _numbers(consultation),
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


async def _numbers(consultation: Consultation) -> Numbers:
    """How many came, how many everybody can read, and what became of the others."""
    counted: Counter[tuple[Standing, Publicity]] = Counter()
    rows = (
        await Remark.filter(consultation_id=consultation.id)
        .annotate(count=Count("id"))
        .group_by("standing", "publicity")
        .values("standing", "publicity", "count")
    )
    for row in rows:
        counted[Standing(row["standing"]), Publicity(row["publicity"])] += row["count"]
    received = {p: counted[Standing.RECEIVED, p] for p in Publicity}
    return Numbers(
        responses=await Response.filter(consultation_id=consultation.id).count(),
        responses_published=await _responses_published(consultation),
        remarks=sum(received.values()),
        remarks_published=sum(received[p] for p in VISIBLE),
        remarks_waiting=received[Publicity.WAITING],
        kept_back=await _kept_back(consultation, received[Publicity.WITHHELD]),
        withdrawn=sum(n for (s, _), n in counted.items() if s is Standing.WITHDRAWN),
        set_aside=sum(n for (s, _), n in counted.items() if s is Standing.SET_ASIDE),
    )


async def _kept_back(consultation: Consultation, withheld: int) -> tuple[KeptBack, ...]:
    """Remarks that count and are withheld, by the reason of the last decision on each; most first."""
    reasons: dict[int, KeptBack] = {}
    decisions = Decision.filter(
        remark__consultation_id=consultation.id,
        remark__standing=Standing.RECEIVED,
        remark__publicity=Publicity.WITHHELD,
        reason_id__not_isnull=True,
    ).select_related("reason")
    for decision in await decisions.order_by("id"):
        assert decision.reason is not None
        reasons[decision.remark_id] = KeptBack(decision.reason.key, decision.reason.title, 1)
    counted = Counter(reasons.values())
    unexplained = withheld - counted.total()
    known = [replace(reason, remarks=count) for reason, count in counted.most_common()]
    return (*known, *([KeptBack("", "", unexplained)] if unexplained else []))


async def _responses_published(consultation: Consultation) -> int:
    """How many responses everybody can read some of."""
    rows = (
        await published_remarks(consultation)
        .annotate(responses=Count("response_id", distinct=True))
        .group_by("consultation_id")
        .values_list("responses", flat=True)
    )
    return int(str(rows[0])) if rows else 0


async def _parties(consultation: Consultation) -> tuple[Party, ...]:
    """Who was asked and what came of it, alphabetically, and organised bodies that answered unasked."""
    answers: defaultdict[int, list[int]] = defaultdict(list)
    standing = Response.filter(consultation_id=consultation.id, withdrawn_at=None).order_by(
        "number"
    )
    rows = standing.filter(party_id__not_isnull=True).values_list("party_id", "number")
    for party, number in await rows:
        answers[int(str(party))].append(int(str(number or 0)))
    asked = await ConsultedParty.filter(consultation_id=consultation.id)
    parties = [Party(row.name, row.state, True, tuple(answers[row.id])) for row in asked]
    parties += [
        Party(name, PartyState.ANSWERED, False, tuple(numbers))
        for name, numbers in (await _unasked(consultation, standing)).items()
    ]
    return tuple(sorted(parties, key=lambda party: party.name.casefold()))


async def _unasked(
    consultation: Consultation, standing: QuerySet[Response]
) -> dict[str, list[int]]:
    """Numbers of the published responses of organised bodies that are no consulted party, by public name."""
    rows = standing.filter(
        party_id=None,
        respondent__kind__in=ORGANISED,
        id__in=Subquery(published_remarks(consultation).values("response_id")),
    )
    found: defaultdict[str, list[int]] = defaultdict(list)
    for response in await rows.select_related("respondent"):
        if name := response.respondent.public_name:
            found[name].append(response.number or 0)
    return found


def published_remarks(consultation: Consultation) -> QuerySet[Remark]:
    """The consultation's remarks that everybody can read."""
    return Remark.filter(
        consultation_id=consultation.id, standing=Standing.RECEIVED, publicity__in=VISIBLE
    )
