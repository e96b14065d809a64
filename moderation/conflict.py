"""The state a person had in view when deciding on a remark, as forms carry it, and what came between that and now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from consult.people.account import names_of
from consult.responses.publicity import Seen
from consult.responses.remark import Publicity, Remark, Revision, Standing
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
    latest = await Decision.get_or_none(remark_id=remark.id, number=remark.decisions)
    if latest is None:
        return Happened("corrected", "", None)
    names = await names_of([latest.decided_by])
    return Happened(str(latest.kind), names.get(latest.decided_by, ""), latest.decided_at)


_PUBLICITY = "|".join(Publicity)
_WRITTEN = re.compile(
    rf"([0-9]{{1,9}}\.[0-9]{{1,5}}):([0-9]{{1,6}}):({_PUBLICITY}):([0-9]{{1,6}})", re.ASCII
)


def write_seen(remark: Remark) -> str:
    """The remark's number and state. It comes with its response."""
    reference = remark.reference
    return f"{reference}:{remark.revision}:{Publicity(remark.publicity)}:{remark.decisions}"


def reference_in(written: str) -> str:
    """The remark's number; "" where it cannot be read."""
    match = _WRITTEN.fullmatch(written)
    return match[1] if match else ""


def read_seen(written: str, remark: Remark) -> Seen | None:
    """The state of this remark that was in view; None where it cannot be read."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return None
    return Seen(remark.id, int(match[2]), Publicity(match[3]), int(match[4]))
