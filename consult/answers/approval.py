"""Approving: a committee stands by its part of the memo as it is, to the letter.

The approval is of a checksum. When an answer, a wording or the membership of a point changes, the
checksum is another and the approval has lapsed; nothing needs to notice it and write it down.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from consult import audit, database
from consult.answers.contribution import Contribution, ContributionState
from consult.answers.coverage import unanswered
from consult.answers.point_register import Entry, points_of
from consult.answers.remark_list import unpointed
from consult.answers.remit import Remit
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.people.conflict import stale
from consult.stale_state import StaleState


class Approval(StrEnum):
    """How a committee stands to its part; LAPSED: it was approved, and has been changed since."""

    NOT_YET = "not_yet"
    APPROVED = "approved"
    LAPSED = "lapsed"


class NotAnswered(Exception):
    """Points lack the committee's answer."""


class NotAcknowledged(Exception):
    """Remarks are in no point, and nobody said that they need none."""


@dataclass(frozen=True)
class Part:
    """A committee's part as it stands now: its ``checksum``, and what was approved when and by whom."""

    checksum: str
    contribution: Contribution | None

    @property
    def approval(self) -> Approval:
        stored = self.contribution
        if stored is None or stored.state != ContributionState.APPROVED:
            return Approval.NOT_YET
        return Approval.APPROVED if stored.checksum == self.checksum else Approval.LAPSED


async def part_of(remit: Remit, entries: list[Entry], unpointed_ids: tuple[int, ...]) -> Part:
    """The committee's part, made of its points and of the remarks that are in none."""
    stored = await Contribution.get_or_none(
        consultation_id=remit.consultation.id, committee_id=remit.committee.id
    )
    return Part(checksum_of(remit.committee, entries, unpointed_ids), stored)


def checksum_of(committee: Committee, entries: list[Entry], unpointed_ids: tuple[int, ...]) -> str:
    """SHA-256, in hex, over everything the committee answers for."""
    facts = {
        "points": [_facts(entry, committee.id) for entry in entries],
        "unpointed": sorted(unpointed_ids),
    }
    written = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _facts(entry: Entry, committee_id: int) -> dict[str, Any]:
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

    ``acknowledged``: the remarks in no point need none. Raises NotAnswered, NotAcknowledged, and
    StaleState when the part is not any more what was read.
    """
    async with database.transaction():
        entries = await points_of(remit)
        loose = tuple(int(str(key)) for key in await unpointed(remit).values_list("id", flat=True))
        if unanswered(remit, entries):
            raise NotAnswered
        if loose and not acknowledged:
            raise NotAcknowledged
        if checksum_of(remit.committee, entries, loose) != checksum:
            raise StaleState("contribution")
        stored = await _contribution(remit)
        await Contribution.filter(id=stored.id).update(
            state=ContributionState.APPROVED, checksum=checksum, approved_at=now, approved_by=by
        )
        await _record("approved", stored, remit, by=by, now=now)


async def withdraw_approval(remit: Remit, *, by: Actor, now: datetime) -> None:
    """Take the approval back. Raises StaleState when there is none to take."""
    async with database.transaction():
        stored = await _contribution(remit)
        changed = await Contribution.filter(id=stored.id, state=ContributionState.APPROVED).update(
            state=ContributionState.DRAFT, checksum="", approved_at=None, approved_by=""
        )
        if not changed:
            raise await stale("contribution", stored.id)
        await _record("approval_withdrawn", stored, remit, by=by, now=now)


async def _contribution(remit: Remit) -> Contribution:
    stored, _ = await Contribution.get_or_create(
        consultation_id=remit.consultation.id, committee_id=remit.committee.id
    )
    return stored


async def _record(
    verb: str, stored: Contribution, remit: Remit, *, by: Actor, now: datetime
) -> None:
    await audit.record(
        verb,
        "contribution",
        stored.id,
        by=by,
        now=now,
        consultation_id=remit.consultation.id,
        committee=remit.committee.slug,
    )
