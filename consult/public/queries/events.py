"""What happened to consultations, as everybody may know it: for feeds. Holds no words of the text or of a remark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.answers.editions.edition import Edition
from consult.consultations.consultation import Consultation, Phase
from consult.consultations.extension import Extension
from consult.consultations.suspension import Suspension
from consult.documents.document import DocumentKind, Version


class EventKind(StrEnum):
    ANNOUNCED = "announced"
    OPENED = "opened"
    EXTENDED = "extended"
    NEW_VERSION = "new_version"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CALLED_OFF = "called_off"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class PublicEvent:
    """Something that happened at ``at``, in the past. ``number`` tells it from others of its kind; of a version or an
    edition it is the printed one. ``reason`` is public, plain text; ``until`` the new deadline."""

    kind: EventKind
    consultation: Consultation
    at: datetime
    number: int = 1
    reason: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class PublicEvents:
    """``events`` are the newest first; ``next_at`` is when time alone adds one, or changes a phase."""

    events: tuple[PublicEvent, ...]
    next_at: datetime | None


async def public_events(
    consultations: Collection[Consultation], now: datetime, most: int
) -> PublicEvents:
    """The newest events, ``most`` at most, of consultations that everybody may know of; four queries."""
    by_id = {each.id: each for each in consultations}
    editions = await Edition.filter(consultation_id__in=list(by_id)).order_by("number")
    found = [
        *_own(by_id.values()),
        *await _extended(by_id),
        *await _versions(by_id),
        *await _stops(by_id),
        *_answers(by_id, editions, now),
    ]
    past = sorted((each for each in found if each.at <= now), key=lambda each: each.at)
    coming = [each.publish_at for each in editions if each.publish_at > now]
    changes = [each.next_change(now) for each in consultations]
    next_at = min((each for each in [*changes, *coming] if each), default=None)
    return PublicEvents(tuple(past[::-1][:most]), next_at)


def _own(consultations: Iterable[Consultation]) -> Iterator[PublicEvent]:
    """The opening is told where it was announced before."""
    for each in consultations:
        assert each.announced_at is not None
        assert each.opens_at is not None
        yield PublicEvent(EventKind.ANNOUNCED, each, each.announced_at, until=each.closes_at)
        stopped = each.called_off_at or each.suspended_at
        if each.opens_at > each.announced_at and not (stopped and stopped <= each.opens_at):
            yield PublicEvent(EventKind.OPENED, each, each.opens_at)


async def _extended(by_id: Mapping[int, Consultation]) -> list[PublicEvent]:
    """For everybody: what one party was given is on the consultation's page."""
    rows = Extension.filter(consultation_id__in=list(by_id), party_id=None)
    return [
        PublicEvent(
            EventKind.EXTENDED, by_id[each.consultation_id], each.decided_at, each.id, each.reason, each.until
        )
        for each in await rows
    ]  # fmt: skip


async def _versions(by_id: Mapping[int, Consultation]) -> list[PublicEvent]:
    """Those that came after the announcement."""
    rows = Version.filter(
        document__consultation_id__in=list(by_id),
        document__kind=DocumentKind.DRAFT,
        published_at__not_isnull=True,
    ).values_list("document__consultation_id", "number", "published_at")
    return [
        PublicEvent(EventKind.NEW_VERSION, by_id[key], at, number)
        for key, number, at in await rows
        if at > (by_id[key].announced_at or at)
    ]


async def _stops(by_id: Mapping[int, Consultation]) -> list[PublicEvent]:
    found = []
    for each in await Suspension.filter(consultation_id__in=list(by_id)):
        of = by_id[each.consultation_id]
        kind = EventKind.CALLED_OFF if each.is_final else EventKind.SUSPENDED
        found.append(PublicEvent(kind, of, each.decided_at, each.id, each.reason))
        if each.resumed_at and not each.is_final:
            found.append(PublicEvent(EventKind.RESUMED, of, each.resumed_at, each.id))
    return found


def _answers(
    by_id: Mapping[int, Consultation], editions: Iterable[Edition], now: datetime
) -> Iterator[PublicEvent]:
    """None of what was called off before its moment, or while nothing of the answers is public."""
    for each in editions:
        of = by_id[each.consultation_id]
        if each.is_called_off or of.phase(now) not in (Phase.CLOSED, Phase.ANSWERED):
            continue
        yield PublicEvent(EventKind.ANSWERED, of, each.publish_at, each.number)
        if each.taken_back_at:
            yield PublicEvent(
                EventKind.TAKEN_BACK, of, each.taken_back_at, each.number, each.taken_back_reason
            )
