"""Remarks in no point: which there are, and the reason that everybody is given for each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from tortoise import fields
from tortoise.expressions import Q, Subquery
from tortoise.models import Model
from tortoise.queryset import QuerySet

from consult import audit, database
from consult.answers.point import PointRemark
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.responses.remark import Remark, Standing


class UncoveredReason(StrEnum):
    """Why a remark is in no point. LATER is never given by a person: it came, or was put aside from its point, after the
    edition was made."""

    SUPPORT = "support"
    OUTSIDE = "outside"
    SINGLE_CASE = "single_case"
    NO_REQUEST = "no_request"
    LATER = "later"


GIVEN = tuple(each for each in UncoveredReason if each is not UncoveredReason.LATER)


class Uncovered(Model):
    """The reason given for one remark. Counts only while the remark is in no point."""

    id = fields.BigIntField(primary_key=True)
    remark: fields.OneToOneRelation[Remark] = fields.OneToOneField(
        "core.Remark", related_name=False, on_delete=fields.RESTRICT
    )
    reason = fields.CharEnumField(UncoveredReason, max_length=20)

    remark_id: int

    class Meta:
        table = "uncovered"


class NoRemark(ValueError):
    """None of the remarks is one in no point."""


def uncovered_remarks(consultation: Consultation) -> QuerySet[Remark]:
    """Every remark with standing that is in no point."""
    members = PointRemark.filter(
        point__consultation_id=consultation.id, point__archived_at=None
    ).values("remark_id")
    standing = Remark.filter(consultation_id=consultation.id, standing=Standing.RECEIVED)
    return standing.filter(~Q(id__in=Subquery(members)))


async def uncovered_reasons(consultation: Consultation) -> dict[int, UncoveredReason | None]:
    """The reason of each remark in no point, None where none is given, by remark id, the oldest first; two queries."""
    remarks = await uncovered_remarks(consultation).order_by("id").values_list("id", flat=True)
    given = Uncovered.filter(remark__consultation_id=consultation.id)
    reasons = dict(await given.values_list("remark_id", "reason"))
    return {int(str(each)): reasons.get(each) for each in remarks}


async def give_reason(
    consultation: Consultation,
    remarks: Collection[int],
    reason: UncoveredReason,
    *,
    by: Actor,
    now: datetime,
) -> int:
    """Give each of these remarks (ids) that is in no point this reason; how many it was given to.

    Raises NoRemark when it is none.
    """
    async with database.transaction():
        chosen = uncovered_remarks(consultation).filter(id__in=database.among(remarks))
        ids = [int(str(each)) for each in await chosen.values_list("id", flat=True)]
        if not ids:
            raise NoRemark
        await Uncovered.filter(remark_id__in=database.among(ids)).delete()
        await Uncovered.bulk_create([Uncovered(remark_id=each, reason=reason) for each in ids])
        await audit.record(
            "explained", "uncovered", None, by=by, now=now, consultation_id=consultation.id,
            remarks=len(ids), reason=str(reason),
        )  # fmt: skip
    return len(ids)
