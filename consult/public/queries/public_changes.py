"""What changed for everybody in the remarks of a consultation, and what is gone: numbers, moments and reasons, no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q, Subquery
from tortoise.functions import Max
from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.numbers import Reference, reference_in
from consult.public.queries.public_remark import PublicRemark
from consult.responses.public_change import GONE, PublicChange, PublicChangeKind
from consult.responses.remark import VISIBLE, Remark, Standing, cited_as


@dataclass(frozen=True)
class RemarkChange:
    """One change of the remark cited as ``reference``. ``id`` orders them; ``reason`` is why it was taken down, or None."""

    id: int
    reference: str
    kind: PublicChangeKind
    at: datetime
    reason: ModerationReason | None


@dataclass(frozen=True)
class GoneRemark:
    """A remark that was public once and is not now: since when, and why, None where that is not said or was its author's
    wish. ``kind`` is TAKEN_DOWN or WITHDRAWN."""

    reference: str
    kind: PublicChangeKind
    at: datetime
    reason: ModerationReason | None


@dataclass(frozen=True)
class ChangePage:
    """Some changes, the oldest first. ``last_id`` is that of the last one, or where the page started."""

    items: list[RemarkChange]
    last_id: int
    has_more: bool


async def is_past_every_change(after: int) -> bool:
    """Whether no change, of any consultation, has an id as large as this: no answer can have given it. One query."""
    return after > 0 and not await PublicChange.filter(id__gte=after).exists()


async def public_changes(consultation: Consultation, *, after: int, limit: int) -> ChangePage:
    """Those after the one with this id. One query."""
    rows = (
        await PublicChange.filter(consultation_id=consultation.id, id__gt=after)
        .order_by("id")
        .limit(limit + 1)
        .select_related("remark__response", "reason")
    )
    page = rows[:limit]
    items = [
        RemarkChange(each.id, each.remark.reference, each.kind, each.at, each.reason)
        for each in page
    ]
    return ChangePage(items, page[-1].id if page else after, len(rows) > limit)


async def gone_remark(consultation: Consultation, written: str) -> GoneRemark | None:
    """The remark cited so ("17.3") that was public and is not; None for any other, as for one that never was. At most
    two queries."""
    reference = reference_in(written)
    row = await _gone(consultation, reference).first() if reference else None
    if row is None:
        return None
    changes = PublicChange.filter(remark_id=row.id).order_by("-id").select_related("reason")
    since = [*GONE, PublicChangeKind.EXPLAINED]
    latest = await changes.filter(kind__in=since)
    last = next((each for each in latest if each.kind in GONE), None)
    if last is None:
        return None
    # The reason may have been given afterwards.
    return GoneRemark(written, last.kind, last.at, latest[0].reason)


def _gone(consultation: Consultation, reference: Reference) -> QuerySet[Remark]:
    hidden = ~Q(publicity__in=VISIBLE) | ~Q(standing=Standing.RECEIVED)
    once_public = Remark.filter(consultation_id=consultation.id, published_at__isnull=False)
    return once_public.filter(cited_as(reference), hidden)


async def updated_at(remarks: Sequence[PublicRemark]) -> dict[int, datetime]:
    """When each of these remarks last changed for everybody, by id. One query."""
    rows = (
        await PublicChange.filter(remark_id__in=[each.id for each in remarks])
        .annotate(last=Max("at"))
        .group_by("remark_id")
        .values_list("remark_id", "last")
    )
    changed = dict(rows)
    return {
        each.id: max(each.published_at, changed.get(each.id, each.published_at)) for each in remarks
    }


def updated_since(consultation: Consultation, moment: datetime) -> Q:
    """A filter for remarks that were published or changed for everybody at this moment or later."""
    changes = PublicChange.filter(consultation_id=consultation.id, at__gte=moment)
    return Q(published_at__gte=moment) | Q(id__in=Subquery(changes.values("remark_id")))
