"""Which consultations everybody may know of, and what is said about each as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tortoise.functions import Sum

from consult.consultations.consultation import Consultation, Phase
from consult.consultations.extension import Extension
from consult.consultations.moderation_reason import ModerationReason
from consult.consultations.party import ConsultedParty
from consult.responses.tally import Tally


@dataclass(frozen=True)
class ConsultationCard:
    """A consultation in a list: where it stands and how many remarks on it are published."""

    consultation: Consultation
    phase: Phase
    remark_count: int


@dataclass(frozen=True)
class Deadline:
    """A deadline of one party's own."""

    party: str
    until: datetime
    reason: str


async def public_consultations(now: datetime) -> list[Consultation]:
    """Every announced consultation, the next deadline first."""
    announced = Consultation.filter(announced_at__lte=now).order_by("closes_at", "id")
    return [each for each in await announced if each.is_public(now)]


async def public_consultation(slug: str, now: datetime) -> Consultation | None:
    """The announced consultation with this slug."""
    found = await Consultation.get_or_none(slug=slug)
    return found if found is not None and found.is_public(now) else None


async def cards(now: datetime) -> list[ConsultationCard]:
    """Every announced consultation with its phase and number of published remarks; two queries."""
    found = await public_consultations(now)
    counts = await _published_remarks([each.id for each in found])
    return [ConsultationCard(each, each.phase(now), counts.get(each.id, 0)) for each in found]


async def _published_remarks(ids: list[int]) -> dict[int, int]:
    rows = (
        await Tally.filter(consultation_id__in=ids)
        .annotate(total=Sum("published"))
        .group_by("consultation_id")
        .values_list("consultation_id", "total")
    )
    return {int(key): int(total) for key, total in rows}


async def published_remark_count(consultation: Consultation) -> int:
    """How many remarks on the consultation and everything in it are published."""
    return (await _published_remarks([consultation.id])).get(consultation.id, 0)


async def next_change(now: datetime) -> datetime | None:
    """The next moment at which time alone changes what the list of consultations shows."""
    moments = [each.next_change(now) for each in await Consultation.all()]
    return min((moment for moment in moments if moment is not None), default=None)


async def party_names(consultation: Consultation) -> list[str]:
    """Who was asked, by name. Whether they answered is told by what is published, not here."""
    parties = await ConsultedParty.filter(consultation=consultation).order_by("name")
    return [each.name for each in parties]


async def reasons_for_extending(consultation: Consultation) -> list[str]:
    """Why everybody's deadline was moved, each time it was, the last reason first."""
    granted = Extension.filter(consultation=consultation, party_id__isnull=True)
    return [each.reason for each in await granted.order_by("-id") if each.reason]


async def deadlines_of_parties(consultation: Consultation) -> list[Deadline]:
    """The later deadlines that single parties were given, the last decision for each."""
    granted = (
        await Extension.filter(consultation=consultation, party_id__isnull=False)
        .order_by("until")
        .select_related("party")
    )
    latest = {
        each.party.name: Deadline(each.party.name, each.until, each.reason)
        for each in granted
        if each.party is not None
    }
    return sorted(latest.values(), key=lambda each: each.party)


async def moderation_reasons(consultation: Consultation) -> list[ModerationReason]:
    """The rules: for which reasons words may be left out or a remark not published."""
    return await ModerationReason.filter(consultation=consultation).order_by("position")
