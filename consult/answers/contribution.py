"""Contributions: each committee's part of the memo, and its approval, which is of the part as it is, to the letter.

An approved part is locked: its points and answers change only after it was opened again with a reason. The approval is of
a checksum all the same: where an author withdraws, or a remark comes in late, the checksum is another one and the approval
has lapsed; nothing needs to notice that and write it down.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from consult import audit, database
from consult.answers.approval import (
    Contribution,
    ContributionState,
    Doubt,
    Doubts,
    KeptApproval,
    doubts_of,
    open_approval,
)
from consult.answers.coverage import unanswered
from consult.answers.point_register import PointEntry, points_of
from consult.answers.remark_list import unpointed_ids
from consult.answers.remit import Remit
from consult.audit import Actor, AuditEntry
from consult.consultations.committee import Committee
from consult.people.account import is_account
from consult.people.conflict import stale
from consult.stale_state import StaleState


class Approval(StrEnum):
    """Whether a committee has approved its part; LAPSED: it had, and the part was changed since."""

    NOT_YET = "not_yet"
    APPROVED = "approved"
    LAPSED = "lapsed"


class NotAnswered(Exception):
    """Points lack the committee's answer."""


class NotAcknowledged(Exception):
    """Remarks are in no point, and nobody said that they need none."""


class NotSaid(Exception):
    """There are ``doubts`` that whoever approves did not say they know of."""

    def __init__(self, doubts: Doubts) -> None:
        super().__init__(", ".join(sorted(doubts.kinds)))
        self.doubts = doubts


class ReasonMissing(ValueError):
    """Nobody opens an approved part again without saying why."""


LONGEST_REASON = 1_000


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
    return _sha256(_written(committee, entries, unpointed))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _written(committee: Committee, entries: list[PointEntry], unpointed: Collection[int]) -> str:
    """Everything that the committee answers for, as JSON."""
    facts = {
        "points": [_facts(entry, committee.id) for entry in entries],
        "unpointed": sorted(unpointed),
    }
    return json.dumps(facts, sort_keys=True, ensure_ascii=False)


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
    remit: Remit,
    *,
    checksum: str,
    acknowledged: bool,
    by: Actor,
    now: datetime,
    despite: Collection[Doubt] = (),
    on_behalf: bool = False,
) -> None:
    """Approve the part that was read, named by its ``checksum``, keep it whole and lock it.

    ``acknowledged``: the remarks in no point need none. ``despite`` are the doubts that whoever approves knows of.
    Raises NotAnswered, NotAcknowledged, NotSaid, and StaleState when the part is another one now than was read.
    """
    async with database.transaction():
        entries, unpointed = await points_of(remit), await unpointed_ids(remit)
        doubts = await doubts_of(remit, now)
        if unanswered(remit, entries):
            raise NotAnswered
        if unpointed and not acknowledged:
            raise NotAcknowledged
        if not doubts.kinds.issubset(despite):
            raise NotSaid(doubts)
        text = _written(remit.committee, entries, unpointed)
        if _sha256(text) != checksum:
            raise StaleState("contribution")
        stored = await _stored(remit)
        await Contribution.filter(id=stored.id).update(
            state=ContributionState.APPROVED, checksum=checksum, approved_at=now, approved_by=by
        )
        # One that lapsed has its end in this one.
        await open_approval(stored, "", by=by, now=now)
        kept = await KeptApproval.create(
            contribution_id=stored.id, text=text, checksum=checksum, approved_at=now, approved_by=by,
            on_behalf=on_behalf, is_authors_own=await _is_authors_own(entries, by),
            open_until=doubts.open_until, undecided=doubts.undecided, opened_by="", opened_reason="",
        )  # fmt: skip
        await _record(
            "approved", stored, remit, by=by, now=now, on_behalf=on_behalf,
            authors_own=kept.is_authors_own, was_open=doubts.open_until is not None, undecided=doubts.undecided,
        )  # fmt: skip


async def _is_authors_own(entries: list[PointEntry], by: Actor) -> bool:
    """Whether nobody but the account that approves did anything about the points; one query."""
    points = [entry.point.id for entry in entries]
    acts = AuditEntry.filter(noun="point", noun_id__in=database.among(points))
    actors = await acts.distinct().values_list("actor", flat=True)
    return is_account(by) and {str(each) for each in actors} == {by}


async def open_again(remit: Remit, *, reason: str, by: Actor, now: datetime) -> None:
    """Take the approval back, so that the part can be changed. Raises ReasonMissing, and StaleState when there is none."""
    if not reason.strip():
        raise ReasonMissing
    async with database.transaction():
        stored = await _stored(remit)
        changed = await Contribution.filter(id=stored.id, state=ContributionState.APPROVED).update(
            state=ContributionState.DRAFT, checksum="", approved_at=None, approved_by=""
        )
        if not changed:
            raise await stale("contribution", stored.id)
        await open_approval(stored, reason.strip(), by=by, now=now)
        await _record("approval_withdrawn", stored, remit, by=by, now=now)


async def _stored(remit: Remit) -> Contribution:
    stored, _ = await Contribution.get_or_create(
        consultation_id=remit.consultation.id, committee_id=remit.committee.id
    )
    return stored


async def _record(
    verb: str, stored: Contribution, remit: Remit, *, by: Actor, now: datetime, **facts: int | bool
) -> None:
    await audit.record(
        verb, "contribution", stored.id, by=by, now=now, consultation_id=remit.consultation.id,
        committee=remit.committee.slug, **facts,
    )  # fmt: skip
