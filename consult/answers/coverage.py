"""Coverage: what still lacks a point or an answer. A committee must look at it before it approves."""

from __future__ import annotations

from dataclasses import dataclass

from consult.answers.counts import RemitCounts
from consult.answers.point_register import PointEntry
from consult.answers.remark_list import unpointed_ids
from consult.answers.remit import Remit
from consult.documents.section import Section


@dataclass(frozen=True)
class Coverage:
    """``unpointed`` are ids of remarks in no point, the oldest first; ``unanswered`` points without this committee's
    answer; ``silent`` its sections without a remark."""

    unpointed: tuple[int, ...]
    unanswered: tuple[PointEntry, ...]
    silent: tuple[Section, ...]


async def coverage_of(remit: Remit, entries: list[PointEntry], counts: RemitCounts) -> Coverage:
    """What the committee's points leave open, of what was counted; one query."""
    return Coverage(
        await unpointed_ids(remit),
        tuple(unanswered(remit, entries)),
        tuple(s.section for s in counts.sections if s.section and not s.received),
    )


def unanswered(remit: Remit, entries: list[PointEntry]) -> list[PointEntry]:
    """The points that the committee has not answered yet."""
    return [entry for entry in entries if remit.committee.id not in entry.answers]
