"""Points: remarks that are answered together, and the verbs that make one, reword it and fill it. No remark is changed
by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise import fields
from tortoise.functions import Max
from tortoise.models import Model

from consult import audit, database
from consult.answers.approval import refuse_locked
from consult.answers.remit import NotInRemit, Remit
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.section import SectionIdentity
from consult.people.conflict import stale
from consult.responses.omission import MARK, TYPED
from consult.responses.remark import VISIBLE, Remark, Standing
from consult.stale_state import GONE


class Point(Model):
    """Remarks that say the same, with a title and a summary. ``number`` counts within the consultation. ``section`` is
    the one that the point is about, null for the whole draft: its owners answer. ``committee`` made the point."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="points", on_delete=fields.RESTRICT
    )
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name=False, on_delete=fields.RESTRICT
    )
    section: fields.ForeignKeyNullableRelation[SectionIdentity] = fields.ForeignKeyField(
        "core.SectionIdentity", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    title = fields.CharField(max_length=300)
    summary = fields.TextField(default="")
    lock_version = fields.IntField(default=1)
    created_at = fields.DatetimeField()
    archived_at = fields.DatetimeField(null=True)

    consultation_id: int
    committee_id: int
    section_id: int | None

    class Meta:
        table = "point"
        unique_together = (("consultation", "number"),)


class PointRemark(Model):
    """A remark in a point; it may be in several. ``quote`` is what the memo quotes of it, literally from its public text,
    "" for nothing."""

    id = fields.BigIntField(primary_key=True)
    point: fields.ForeignKeyRelation[Point] = fields.ForeignKeyField(
        "core.Point", related_name="members", on_delete=fields.RESTRICT
    )
    remark: fields.ForeignKeyRelation[Remark] = fields.ForeignKeyField(
        "core.Remark", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    quote = fields.TextField(default="")

    point_id: int
    remark_id: int

    class Meta:
        table = "point_remark"
        unique_together = (("point", "remark"),)


class TitleMissing(Exception):
    """A point without a title cannot be found again."""


class QuoteNotLiteral(Exception):
    """The words do not stand literally in what everybody may read of the remark."""


@dataclass(frozen=True)
class PointInput:
    """A point to be made. ``section`` None: on the whole draft. ``remarks`` are ids."""

    title: str
    summary: str
    section: SectionIdentity | None
    remarks: Sequence[int] = ()


@dataclass(frozen=True)
class PointWording:
    """``lock_version`` is that of the wording that was read."""

    title: str
    summary: str
    lock_version: int = 1


async def make_point(remit: Remit, new: PointInput, *, by: Actor, now: datetime) -> Point:
    """A new point of the committee with these remarks in it.

    Raises TitleMissing, NotInRemit for a remark or a section that is not the committee's (the whole draft is the lead's),
    and StaleState where a committee has approved its part.
    """
    if not new.title.strip():
        raise TitleMissing
    section_id = new.section.id if new.section else None
    if not remit.owns(section_id):
        raise NotInRemit
    consultation_id = remit.consultation.id
    async with database.transaction():
        await refuse_locked(consultation_id, section_id)
        await _require_in_remit(remit, new.remarks)
        point = await Point.create(
            consultation_id=consultation_id,
            committee_id=remit.committee.id,
            section_id=section_id,
            number=await _next_number(consultation_id),
            title=new.title,
            summary=new.summary,
            created_at=now,
        )
        await _add(point, new.remarks)
        await _record("made", point, by=by, now=now, remarks=len(new.remarks))
    return point


async def reword_point(point: Point, wording: PointWording, *, by: Actor, now: datetime) -> None:
    """New title and summary. Raises TitleMissing, and StaleState when another wording is stored than was read,
    or a committee has approved its part."""
    if not wording.title.strip():
        raise TitleMissing
    async with database.transaction():
        await _refuse_locked(point)
        unchanged = Point.filter(id=point.id, lock_version=wording.lock_version, archived_at=None)
        if not await unchanged.update(
            title=wording.title, summary=wording.summary, lock_version=wording.lock_version + 1
        ):
            stored = await Point.get(id=point.id)
            raise await stale("point", point.id, current=(stored.title, stored.summary))
        await _record("reworded", point, by=by, now=now)


async def gather(
    point: Point, remit: Remit, remarks: Sequence[int], *, by: Actor, now: datetime
) -> None:
    """Put more remarks (ids) into a point; one that is in it already stays once. Raises NotInRemit, and
    StaleState where a committee has approved its part."""
    async with database.transaction():
        await _refuse_locked(point)
        await _require_in_remit(remit, remarks)
        await _add(point, remarks)
        await _record("gathered", point, by=by, now=now, remarks=len(remarks))


async def release(point: Point, remark_id: int, *, by: Actor, now: datetime) -> None:
    """Take a remark out of a point again. Raises StaleState when it is not in it any more, or a
    committee has approved its part."""
    async with database.transaction():
        await _refuse_locked(point)
        if not await PointRemark.filter(point_id=point.id, remark_id=remark_id).delete():
            raise await stale("point", point.id, GONE)
        await _record("released", point, by=by, now=now, remark=remark_id)


async def quote(point: Point, remark_id: int, words: str, *, by: Actor, now: datetime) -> None:
    """Choose the words that the memo quotes of a remark; "" quotes nothing.

    Where words were left out of that "[…]" may stand. Raises QuoteNotLiteral unless they stand literally in its public
    text, StaleState when it is not in the point any
    more, or a committee has approved its part.
    """
    async with database.transaction():
        await _refuse_locked(point)
        remark = await Remark.get_or_none(id=remark_id)
        if words and not is_quotable(remark, words):
            words = words.replace(TYPED, MARK)
            if not is_quotable(remark, words):
                raise QuoteNotLiteral
        members = PointRemark.filter(point_id=point.id, remark_id=remark_id)
        if not await members.update(quote=words):
            raise await stale("point", point.id, GONE)
        await _record("quoted", point, by=by, now=now, remark=remark_id)


def typed_quote(words: str) -> str:
    """Words of a public text as they are typed: "[…]" where words were left out."""
    return words.replace(MARK, TYPED)


def is_quotable(remark: Remark | None, words: str) -> bool:
    """Whether everybody may read these very words in the remark as it is published now; False for None."""
    return (
        remark is not None
        and remark.standing == Standing.RECEIVED
        and remark.publicity in VISIBLE
        and words in remark.public_text
    )


async def put_away(point: Point, *, by: Actor, now: datetime) -> None:
    """Archive an empty point; its number is not used again.

    Raises StaleState when somebody put a remark into it, or put it away, or a committee has approved its part.
    """
    async with database.transaction():
        await _refuse_locked(point)
        if await PointRemark.filter(point_id=point.id).exists():
            raise await stale("point", point.id)
        if not await Point.filter(id=point.id, archived_at=None).update(archived_at=now):
            raise await stale("point", point.id, GONE)
        await _record("put_away", point, by=by, now=now)


async def _refuse_locked(point: Point) -> None:
    await refuse_locked(point.consultation_id, point.section_id)


async def _require_in_remit(remit: Remit, remarks: Sequence[int]) -> None:
    wanted = set(remarks)
    if await remit.remarks().filter(id__in=wanted).count() != len(wanted):
        raise NotInRemit


async def _add(point: Point, remarks: Sequence[int]) -> None:
    members = [
        PointRemark(point_id=point.id, remark_id=remark) for remark in dict.fromkeys(remarks)
    ]
    await PointRemark.bulk_create(members, ignore_conflicts=True)


async def _next_number(consultation_id: int) -> int:
    """One more than the last. Two committees that make a point at once wait for each other here."""
    await Consultation.filter(id=consultation_id).select_for_update(no_key=True).only("id")
    rows = (
        await Point.filter(consultation_id=consultation_id)
        .annotate(last=Max("number"))
        .group_by("consultation_id")
        .values_list("last", flat=True)
    )
    return (int(str(rows[0])) if rows else 0) + 1


async def _record(verb: str, point: Point, *, by: Actor, now: datetime, **facts: int) -> None:
    await audit.record(
        verb,
        "point",
        point.id,
        by=by,
        now=now,
        consultation_id=point.consultation_id,
        **facts,
    )
