"""Contributions: each committee's part of the memo, and its approval, which is of the part as it is, to the letter.

The approval is of a checksum. When an answer, a wording or the members of a point change, the checksum is another one
and the approval has lapsed; nothing needs to notice that and write it down.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model

from consult import audit, database
from consult.answers.coverage import unanswered
from consult.answers.point_register import PointEntry, points_of
from consult.answers.remark_list import unpointed_ids
from consult.answers.remit import Remit
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.people.conflict import stale
from consult.stale_state import StaleState


class ContributionState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"


class Contribution(Model):
    """One committee's part. ``checksum`` is that of what was approved, ``approved_by`` an Actor."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT
    )
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name=False, on_delete=fields.RESTRICT
    )
    state = fields.CharEnumField(ContributionState, max_length=20, default=ContributionState.DRAFT)
    checksum = fields.CharField(max_length=64, default="")
    approved_at = fields.DatetimeField(null=True)
    approved_by = fields.CharField(max_length=60, default="")

    consultation_id: int
    committee_id: int

    class Meta:
        table = "contribution"
        unique_together = (("consultation", "committee"),)


class Approval(StrEnum):
    """Whether a committee has approved its part; LAPSED: it had, and the part was changed since."""

    NOT_YET = "not_yet"
    APPROVED = "approved"
    LAPSED = "lapsed"


class NotAnswered(Exception):
    """Points lack the committee's answer."""


class NotAcknowledged(Exception):
    """Remarks are in no point, and nobody said that they need none."""


@dataclass(frozen=True)
class ContributionStatus:
    """A committee's part as it is now: its ``checksum``, and ``stored``, what was approved when and by whom."""

    checksum: str
    stored: Contribution | None

    @property
    def approval(self) -> Approval:
        if self.stored is None or self.stored.state != ContributionState.APPROVED:
            return Approval.NOT_YET
        return Approval.APPROVED if self.stored.checksum == self.checksum else Approval.LAPSED

    @property
    def approved_at(self) -> datetime | None:
        return self.stored.approved_at if self.stored else None


async def contribution_status(
    remit: Remit, entries: list[PointEntry], unpointed: Collection[int]
) -> ContributionStatus:
    """The committee's part, made of its points and of the remarks (ids) that are in none; one query."""
    stored = await Contribution.get_or_none(
        consultation_id=remit.consultation.id, committee_id=remit.committee.id
    )
    return ContributionStatus(checksum_of(remit.committee, entries, unpointed), stored)


def checksum_of(committee: Committee, entries: list[PointEntry], unpointed: Collection[int]) -> str:
    """SHA-256, in hex, over everything that the committee answers for."""
    facts = {
        "points": [_facts(entry, committee.id) for entry in entries],
        "unpointed": sorted(unpointed),
    }
    written = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _facts(entry: PointEntry, committee_id: int) -> dict[str, Any]:
    answer = entry.answers.get(committee_id)
    return {
        "number": entry.point.number,
        "title": entry.point.title,
        "summary": entry.point.summary,
        "section": entry.point.section_id,
        "members": sorted([m.remark_id, m.quote] for m in entry.standing),
        "answer": [str(answer.outcome), answer.reason] if answer else None,
    }


async def approve(
    remit: Remit, *, checksum: str, acknowledged: bool, by: Actor, now: datetime
) -> None:
    """Approve the part that was read, named by its ``checksum``.

    ``acknowledged``: the remarks in no point need none. Raises NotAnswered, NotAcknowledged, and StaleState when the
    part is another one now than was read.
    """
    async with database.transaction():
        entries, unpointed = await points_of(remit), await unpointed_ids(remit)
        if unanswered(remit, entries):
            raise NotAnswered
        if unpointed and not acknowledged:
            raise NotAcknowledged
        if checksum_of(remit.committee, entries, unpointed) != checksum:
            raise StaleState("contribution")
        stored = await _stored(remit)
        await Contribution.filter(id=stored.id).update(
            state=ContributionState.APPROVED, checksum=checksum, approved_at=now, approved_by=by
        )
        await _record("approved", stored, remit, by=by, now=now)


async def withdraw_approval(remit: Remit, *, by: Actor, now: datetime) -> None:
    """Take the approval back. Raises StaleState when there is none."""
    async with database.transaction():
        stored = await _stored(remit)
        changed = await Contribution.filter(id=stored.id, state=ContributionState.APPROVED).update(
            state=ContributionState.DRAFT, checksum="", approved_at=None, approved_by=""
        )
        if not changed:
            raise await stale("contribution", stored.id)
        await _record("approval_withdrawn", stored, remit, by=by, now=now)


async def _stored(remit: Remit) -> Contribution:
    stored, _ = await Contribution.get_or_create(
        consultation_id=remit.consultation.id, committee_id=remit.committee.id
    )
    return stored


async def _record(
    verb: str, stored: Contribution, remit: Remit, *, by: Actor, now: datetime
) -> None:
    await audit.record(
        verb, "contribution", stored.id, by=by, now=now, consultation_id=remit.consultation.id,
        committee=remit.committee.slug,
    )  # fmt: skip
