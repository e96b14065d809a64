"""What changed for everybody in the remarks of a consultation, and what is gone: numbers, moments and reasons, no words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q, Subquery
from tortoise.functions import Max
from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.numbers import Reference, id_in, reference_in
from consult.public.queries.public_remark import PublicRemark
from consult.responses.public_change import GONE, PublicChange, PublicChangeKind
from consult.responses.remark import VISIBLE, Remark, Standing, cited_as
from consult.tokens import hash_token


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
    """Some changes, the oldest first. ``after`` is the bookmark of the last one, or where the page started."""

    items: list[RemarkChange]
    after: str
    has_more: bool


@dataclass(frozen=True)
class Bookmark:
    """How far somebody has read: the change with this ``id`` (0: none), and the ``seal`` of what it was; "" for one given
    before there were seals. A backup that is brought back gives ids anew, to other changes: the seal tells."""

    id: int
    seal: str = ""

    def __str__(self) -> str:
        return f"{self.id}-{self.seal}" if self.seal else str(self.id)


def bookmark_of(change: PublicChange) -> Bookmark:
    """After this one."""
    said = f"{change.consultation_id}|{change.remark_id}|{change.kind}|{change.at.timestamp():.6f}"
    return Bookmark(change.id, hash_token(said)[:12])


def bookmark_in(written: str) -> Bookmark | None:
    """As it was given; None for what none can look like."""
    digits, dash, seal = written.partition("-")
    number = id_in(digits)
    if number is None or bool(dash) != bool(re.fullmatch("[0-9a-f]{12}", seal)):
        return None
    return Bookmark(number, seal)


async def is_known(after: Bookmark) -> bool:
    """Whether an answer can have given it, and what was read up to it is still so. One query."""
    if after.id == 0:
        return not after.seal
    if not after.seal:
        return await PublicChange.filter(id__gte=after.id).exists()
    change = await PublicChange.get_or_none(id=after.id)
    return change is not None and bookmark_of(change) == after


async def public_changes(consultation: Consultation, *, after: Bookmark, limit: int) -> ChangePage:
    """Those after the bookmark. One query."""
    rows = (
        await PublicChange.filter(consultation_id=consultation.id, id__gt=after.id)
        .order_by("id")
        .limit(limit + 1)
        .select_related("remark__response", "reason")
    )
    page = rows[:limit]
    items = [
        RemarkChange(each.id, each.remark.reference, each.kind, each.at, each.reason)
        for each in page
    ]
    return ChangePage(items, str(bookmark_of(page[-1]) if page else after), len(rows) > limit)


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
