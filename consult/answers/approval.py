"""Approvals: each is kept with all that was approved, and locks the committee's part until it is opened again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult.answers.remit import Remit, outline_of
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.consultations.extension import last_deadline
from consult.people.conflict import stale_by
from consult.stale_state import LOCKED


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


@dataclass(frozen=True)
class ApprovedPoint:
    """A point as it was approved; ``answer`` is the committee's (outcome, reason). Quotes are not shown again: their authors
    may have withdrawn them."""

    number: int
    title: str
    summary: str
    answer: tuple[str, str] | None


class KeptApproval(Model):
    """One approval, never changed but for its end. ``text`` is all that was approved, as the JSON whose SHA-256 is
    ``checksum``; ``approved_by`` and ``opened_by`` are Actors.

    ``on_behalf``: by somebody who does not belong to the committee. ``is_authors_own``: by the one person who had written
    all of it. ``open_until``: somebody could answer until then when it was approved; null where nobody could.
    ``undecided`` of the committee's remarks waited for a moderator then. ``opened_at`` null: it was not opened again.
    """

    id = fields.BigIntField(primary_key=True)
    contribution: fields.ForeignKeyRelation[Contribution] = fields.ForeignKeyField(
        "core.Contribution", related_name=False, db_index=True, on_delete=fields.RESTRICT
    )
    text = fields.TextField()
    checksum = fields.CharField(max_length=64)
    approved_at = fields.DatetimeField()
    approved_by = fields.CharField(max_length=60)
    on_behalf = fields.BooleanField()
    is_authors_own = fields.BooleanField()
    open_until = fields.DatetimeField(null=True)
    undecided = fields.IntField()
    opened_at = fields.DatetimeField(null=True)
    opened_by = fields.CharField(max_length=60)
    opened_reason = fields.TextField()

    contribution_id: int

    class Meta:
        table = "kept_approval"

    @property
    def points(self) -> tuple[ApprovedPoint, ...]:
        """What was approved, by number."""
        return tuple(
            ApprovedPoint(
                each["number"],
                each["title"],
                each["summary"],
                tuple(each["answer"]) if each["answer"] else None,
            )
            for each in json.loads(self.text)["points"]
        )


class Doubt(StrEnum):
    """What somebody must say who approves all the same. OPEN: somebody can still answer. UNDECIDED: no moderator has
    decided on some of the committee's remarks."""

    OPEN = "open"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Doubts:
    """What speaks against approving now: ``open_until`` is None where nobody can answer any more, ``undecided`` counts."""

    open_until: datetime | None
    undecided: int

    @property
    def kinds(self) -> frozenset[Doubt]:
        found = {Doubt.OPEN: self.open_until is not None, Doubt.UNDECIDED: self.undecided > 0}
        return frozenset(each for each, is_so in found.items() if is_so)


async def doubts_of(remit: Remit, now: datetime) -> Doubts:
    """What somebody should know who approves the committee's part now; two queries."""
    until = await last_deadline(remit.consultation)
    undecided = await remit.remarks().filter(queued_at__not_isnull=True).count()
    return Doubts(until if until and now <= until else None, undecided)


async def kept_approvals(remit: Remit) -> list[KeptApproval]:
    """Every approval of the committee's part that was kept, the newest first; one query."""
    rows = KeptApproval.filter(
        contribution__consultation_id=remit.consultation.id,
        contribution__committee_id=remit.committee.id,
    )
    return await rows.order_by("-id")


async def open_approval(
    contribution: Contribution, reason: str, *, by: Actor, now: datetime
) -> None:
    """Note why the approval in force was opened again; nothing where none was kept."""
    rows = KeptApproval.filter(contribution_id=contribution.id, opened_at=None)
    await rows.update(opened_at=now, opened_by=by, opened_reason=reason)


async def refuse_locked(consultation_id: int, section: int | None) -> None:
    """Call in the transaction that changes what is answered for a section (an identity; None for the whole).

    Raises StaleState (LOCKED) where a committee that answers for it has approved its part. One query while none of the
    consultation has.
    """
    approved = Contribution.filter(
        consultation_id=consultation_id, state=ContributionState.APPROVED
    )
    parts = await approved.order_by("id")
    if not parts:
        return
    outline = await outline_of(await Consultation.get(id=consultation_id))
    owners = outline.owners_of(section)
    for each in parts:
        if each.committee_id in owners:
            raise await stale_by("contribution", each.approved_by, each.approved_at, LOCKED)


async def refuse_locked_part(remit: Remit) -> None:
    """The same of what is the committee's alone, as its answers are; one query. Raises StaleState (LOCKED)."""
    part = await Contribution.get_or_none(
        consultation_id=remit.consultation.id,
        committee_id=remit.committee.id,
        state=ContributionState.APPROVED,
    )
    if part:
        raise await stale_by("contribution", part.approved_by, part.approved_at, LOCKED)
