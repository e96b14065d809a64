"""The record as it stands: what an edition made now would hold, and which committees have approved it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from consult.answers.cause import digest_of
from consult.answers.cause_register import standing_causes
from consult.answers.contribution import Approval
from consult.answers.editions.content import (
    EditionContent,
    FrozenAnswer,
    FrozenChange,
    FrozenMember,
    FrozenPoint,
)
from consult.answers.editions.uncovered import uncovered_reasons
from consult.answers.memo.memo import ContributionPart
from consult.answers.memo.memo_record import contribution_parts
from consult.answers.point_register import PointEntry, all_points
from consult.answers.remit import outline_of
from consult.consultations.consultation import Consultation


@dataclass(frozen=True)
class LiveRecord:
    """``content`` is what an edition would freeze, ``entries`` are its points, ``parts`` each owning committee's part by
    committee id, in the order of their names."""

    content: EditionContent
    entries: tuple[PointEntry, ...]
    parts: Mapping[int, ContributionPart]


async def live_record(consultation: Consultation) -> LiveRecord:
    """Some fifteen queries, two for each owning committee, and two for each version whose changes were spoken of."""
    outline = await outline_of(consultation)
    entries = await all_points(consultation, outline)
    parts = await contribution_parts(consultation, outline, entries)
    approved = {
        committee: part.approved_at
        for committee, part in parts.items()
        if part.approval is Approval.APPROVED
    }
    changes = await _changes(consultation)
    points = tuple(_frozen(entry, approved, changes) for entry in entries)
    content = EditionContent(points, await uncovered_reasons(consultation))
    return LiveRecord(content, tuple(entries), parts)


async def _changes(consultation: Consultation) -> dict[int, tuple[FrozenChange, ...]]:
    """What was changed because of each point (an id)."""
    changes: dict[int, tuple[FrozenChange, ...]] = {}
    for each in await standing_causes(consultation):
        if each.is_cause:
            change = FrozenChange(each.version.id, each.change.key, digest_of(each.change))
            changes[each.point] = (*changes.get(each.point, ()), change)
    return changes


def _frozen(
    entry: PointEntry,
    approved: Mapping[int, datetime | None],
    changes: Mapping[int, tuple[FrozenChange, ...]],
) -> FrozenPoint:
    point, answers = entry.point, entry.answers
    return FrozenPoint(
        point.number,
        point.title,
        point.summary,
        point.section_id,
        _members(entry),
        tuple(
            FrozenAnswer(
                owner.id, answers[owner.id].outcome, answers[owner.id].reason, approved.get(owner.id)
            )
            for owner in sorted(entry.owners, key=lambda each: each.id)
            if owner.id in answers
        ),
        tuple(sorted(changes.get(point.id, ()))),
    )  # fmt: skip


def _members(entry: PointEntry) -> tuple[FrozenMember, ...]:
    standing: Iterable[FrozenMember] = (
        FrozenMember(each.remark_id, each.quote) for each in entry.standing
    )
    return tuple(sorted(standing))
