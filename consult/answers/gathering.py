"""Gathering: making points and putting remarks into them. No remark is changed by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tortoise.functions import Max

from consult import audit, database
from consult.answers.point import Point, PointRemark
from consult.answers.remit import Remit
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.section import SectionIdentity
from consult.people.conflict import stale
from consult.responses.remark import VISIBLE, Remark, Standing
from consult.stale_state import GONE


class NotInRemit(Exception):
    """A remark, a section or a point that is not the committee's to answer."""


class TitleMissing(Exception):
    """A point without a title cannot be found again."""


class NotItsWords(Exception):
    """The words do not stand literally in what everybody may read of the remark."""


async def make_point(
    remit: Remit,
    *,
    title: str,
    summary: str,
    section: SectionIdentity | None,
    remarks: Sequence[int],
    by: Actor,
    now: datetime,
) -> Point:
    """A new point of the committee with these remarks (ids) in it.

    Raises TitleMissing, and NotInRemit for a foreign remark or section (None is the whole, the lead's).
    """
    if not title.strip():
        raise TitleMissing
    if not remit.owns(section.id if section else None):
        raise NotInRemit
    consultation_id = remit.consultation.id
    async with database.transaction():
        await _require_mine(remit, remarks)
        point = await Point.create(
            consultation_id=consultation_id,
            committee_id=remit.committee.id,
            section_id=section.id if section else None,
            number=await _next_number(consultation_id),
            title=title,
            summary=summary,
            created_at=now,
        )
        await _put(point, remarks)
        await _record("made", point, by=by, now=now, remarks=len(remarks))
    return point


async def reword_point(
    point: Point, *, title: str, summary: str, lock_version: int, by: Actor, now: datetime
) -> None:
    """New title and summary. Raises TitleMissing, and StaleState when ``lock_version`` is not the stored one."""
    if not title.strip():
        raise TitleMissing
    async with database.transaction():
        changed = await Point.filter(
            id=point.id, lock_version=lock_version, archived_at=None
        ).update(title=title, summary=summary, lock_version=lock_version + 1)
        if not changed:
            stored = await Point.get(id=point.id)
            raise await stale("point", point.id, current=(stored.title, stored.summary))
        await _record("reworded", point, by=by, now=now)


async def gather(
    point: Point, remit: Remit, remarks: Sequence[int], *, by: Actor, now: datetime
) -> None:
    """Put more remarks into a point; one that is in it already stays once. Raises NotInRemit."""
    async with database.transaction():
        await _require_mine(remit, remarks)
        await _put(point, remarks)
        await _record("gathered", point, by=by, now=now, remarks=len(remarks))


async def release(point: Point, remark_id: int, *, by: Actor, now: datetime) -> None:
    """Take a remark out of a point again. Raises StaleState when it is not in it any more."""
    async with database.transaction():
        if not await PointRemark.filter(point_id=point.id, remark_id=remark_id).delete():
            raise await stale("point", point.id, GONE)
        await _record("released", point, by=by, now=now, remark=remark_id)


async def quote(point: Point, remark_id: int, words: str, *, by: Actor, now: datetime) -> None:
    """Choose the words the memo quotes of a remark; "" quotes nothing.

    Raises NotItsWords unless they stand in its public text literally, StaleState when it left the point.
    """
    async with database.transaction():
        if words and not stands_in(await Remark.get_or_none(id=remark_id), words):
            raise NotItsWords
        members = PointRemark.filter(point_id=point.id, remark_id=remark_id)
        if not await members.update(quote=words):
            raise await stale("point", point.id, GONE)
        await _record("quoted", point, by=by, now=now, remark=remark_id)


def stands_in(remark: Remark | None, words: str) -> bool:
    """Whether everybody may read these very words in the remark as it is published now."""
    return (
        remark is not None
        and remark.standing == Standing.RECEIVED
        and remark.publicity in VISIBLE
        and words in remark.public_text
    )


async def put_away(point: Point, *, by: Actor, now: datetime) -> None:
    """Take an empty point out of the register; its number is not used again.

    Raises StaleState when somebody put a remark into it, or put it away.
    """
    async with database.transaction():
        if await PointRemark.filter(point_id=point.id).exists():
            raise await stale("point", point.id)
        if not await Point.filter(id=point.id, archived_at=None).update(archived_at=now):
            raise await stale("point", point.id, GONE)
        await _record("put_away", point, by=by, now=now)


async def _require_mine(remit: Remit, remarks: Sequence[int]) -> None:
    wanted = set(remarks)
    if await remit.remarks().filter(id__in=wanted).count() != len(wanted):
        raise NotInRemit


async def _put(point: Point, remarks: Sequence[int]) -> None:
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
