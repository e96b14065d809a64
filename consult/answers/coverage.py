"""Coverage: what still lacks a point or an answer. What a committee must look at before it approves."""

from __future__ import annotations

from dataclasses import dataclass

from consult.answers.counts import RemitCounts
from consult.answers.point_register import Entry
from consult.answers.remark_list import unpointed
from consult.answers.remit import Remit
from consult.documents.section import Section


@dataclass(frozen=True)
class Coverage:
    """``unpointed`` ids of remarks in no point, oldest first; ``unanswered`` points without this committee's
    answer; ``silent`` its sections without a remark."""

    unpointed: tuple[int, ...]
    unanswered: tuple[Entry, ...]
    silent: tuple[Section, ...]


async def coverage_of(remit: Remit, entries: list[Entry], counts: RemitCounts) -> Coverage:
    """What the committee's points leave open, of what was counted. One query."""
    ids = await unpointed(remit).order_by("id").values_list("id", flat=True)
    return Coverage(
        tuple(int(str(key)) for key in ids),
        tuple(unanswered(remit, entries)),
        tuple(s.section for s in counts.sections if s.section and not s.received),
    )


def unanswered(remit: Remit, entries: list[Entry]) -> list[Entry]:
    """The points the committee has not answered yet."""
    return [entry for entry in entries if remit.committee.id not in entry.answers]
