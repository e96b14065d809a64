"""The state a person had in view when deciding on a remark, as forms carry it, and what came between that and now."""

from __future__ import annotations

import re

from consult.people.conflict import stale_by
from consult.responses.publicity import Seen
from consult.responses.remark import Publicity, Remark, Revision, Standing
from consult.stale_state import StaleState
from moderation.decision import Decision


async def conflict(seen: Seen) -> StaleState:
    """To be raised: what came between the state that was seen and now; two or three queries."""
    remark = await Remark.get(id=seen.remark_id)
    if remark.standing != Standing.RECEIVED:
        return StaleState("remark", str(remark.standing))
    if remark.revision != seen.revision:
        revision = await Revision.get(remark_id=remark.id, number=remark.revision)
        return StaleState("remark", "corrected", at=revision.written_at)
    latest = await Decision.get_or_none(remark_id=remark.id, number=remark.decisions)
    if latest is None:
        return StaleState("remark", "corrected")
    return await stale_by("remark", latest.decided_by, latest.decided_at, str(latest.kind))


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
