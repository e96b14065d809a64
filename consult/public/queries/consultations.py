"""The consultations that everybody may know of, and the facts of each as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tortoise.functions import Sum

from consult.consultations.consultation import Consultation, Phase
from consult.consultations.extension import Extension
from consult.consultations.moderation_reason import ModerationReason
from consult.responses.tally import Tally


@dataclass(frozen=True)
class ConsultationCard:
    """A consultation in a list, with its phase and the number of published remarks on it and everything in it."""

    consultation: Consultation
    phase: Phase
    remark_count: int


@dataclass(frozen=True)
class PartyDeadline:
    """The deadline of one consulted party where it is later than everybody's."""

    party: str
    until: datetime
    reason: str


async def public_consultations(now: datetime) -> list[Consultation]:
    """Every announced consultation, the next deadline first; one query."""
    announced = Consultation.filter(announced_at__lte=now).order_by("closes_at", "id")
    return [each for each in await announced if each.is_public(now)]


async def public_consultation(slug: str, now: datetime) -> Consultation | None:
    """The announced consultation with this slug; None for any other. One query."""
    consultation = await Consultation.get_or_none(slug=slug)
    return consultation if consultation is not None and consultation.is_public(now) else None


async def cards(now: datetime) -> list[ConsultationCard]:
    """Every announced consultation with its phase and number of published remarks; two queries."""
    consultations = await public_consultations(now)
    counts = await _published_remarks([each.id for each in consultations])
    return [
        ConsultationCard(each, each.phase(now), counts.get(each.id, 0)) for each in consultations
    ]


async def _published_remarks(ids: list[int]) -> dict[int, int]:
    """By consultation id, for those that have any."""
    rows = (
        await Tally.filter(consultation_id__in=ids)
        .annotate(total=Sum("published"))
        .group_by("consultation_id")
        .values_list("consultation_id", "total")
    )
    return {int(key): int(total) for key, total in rows}


async def published_remark_count(consultation: Consultation) -> int:
    """How many remarks on the consultation and everything in it are published; one query."""
    return (await _published_remarks([consultation.id])).get(consultation.id, 0)


async def next_change(now: datetime) -> datetime | None:
    """The next moment at which time alone changes the list of consultations; None if nothing will. One query."""
    moments = [each.next_change(now) for each in await Consultation.all()]
    return min((moment for moment in moments if moment is not None), default=None)


async def reasons_for_extending(consultation: Consultation) -> list[str]:
    """The reasons for extending everybody's deadline, the last extension first."""
    granted = Extension.filter(consultation=consultation, party_id__isnull=True)
    return [each.reason for each in await granted.order_by("-id") if each.reason]


async def deadlines_of_parties(consultation: Consultation) -> list[PartyDeadline]:
    """The later deadlines of single parties, by name; of several for one party the latest."""
    granted = (
        await Extension.filter(consultation=consultation, party_id__isnull=False)
        .order_by("until")
        .select_related("party")
    )
    latest = {
        each.party.name: PartyDeadline(each.party.name, each.until, each.reason)
        for each in granted
        if each.party is not None
    }
    return sorted(latest.values(), key=lambda each: each.party)


async def moderation_reasons(consultation: Consultation) -> list[ModerationReason]:
    """The reasons for which words may be left out or a remark withheld, in the editor's order."""
    return await ModerationReason.filter(consultation=consultation).order_by("position")
