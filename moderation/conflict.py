"""The state a person had in view when deciding on a remark, as forms carry it, and what came between that and now."""

from __future__ import annotations

from consult.numbers import Reference, reference_in, whole_number
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


def write_seen(remark: Remark) -> str:
    """The remark's number and state. It comes with its response."""
    return f"{remark.reference}:{remark.revision}:{Publicity(remark.publicity)}:{remark.decisions}"


def seen_reference(written: str) -> Reference | None:
    """The number of the remark; None where it cannot be read."""
    return reference_in(written.partition(":")[0])


def read_seen(written: str, remark: Remark) -> Seen | None:
    """The state of this remark that was in view; None where it cannot be read."""
    parts = written.split(":")
    if len(parts) != 4 or seen_reference(written) is None or parts[2] not in tuple(Publicity):
        return None
    revision, decisions = whole_number(parts[1]), whole_number(parts[3])
    if revision is None or decisions is None:
        return None
    return Seen(remark.id, revision, Publicity(parts[2]), decisions)
