"""What happened to a remark while somebody was deciding on it: who was first, with what, and when. For staff only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.responses.publicity import Seen
from consult.responses.remark import Remark, Revision, Standing
from moderation.decision import Decision


@dataclass(frozen=True)
class Happened:
    """``what`` is a DecisionKind's value, "corrected", "withdrawn" or "set_aside"; ``who`` a colleague's name,
    "" for the author. ``at`` is None where nobody noted it."""

    what: str
    who: str
    at: datetime | None


class SomebodyWasFirst(Exception):
    """The remark is no longer as the person saw it. Nothing was changed."""

    def __init__(self, happened: Happened) -> None:
        super().__init__(happened.what)
        self.happened = happened


async def what_happened(seen: Seen) -> Happened:
    """What came between the state that was seen and now."""
    remark = await Remark.get(id=seen.remark_id)
    if remark.standing != Standing.RECEIVED:
        return Happened(str(remark.standing), "", None)
    if remark.revision != seen.revision:
        revision = await Revision.get(remark_id=remark.id, number=remark.revision)
        return Happened("corrected", "", revision.written_at)
    latest = await Decision.get_or_none(
        remark_id=remark.id, number=remark.decisions
    ).select_related("decided_by")
    if latest is None:
        return Happened("corrected", "", None)
    return Happened(
        str(latest.kind), latest.decided_by.name or latest.decided_by.email, latest.decided_at
    )
