"""The state of a remark as forms carry it: "17.3:1:waiting:0", that is its number, its revision, its publicity and how
many decisions were made on it."""

from __future__ import annotations

from collections.abc import Iterable

from consult.numbers import Reference, reference_in, whole_number
from consult.responses.publicity import RemarkState
from consult.responses.remark import Publicity, Remark
from consult.web import ticks


def written_state(remark: Remark) -> str:
    """The state of this remark. It comes with its response."""
    return f"{remark.reference}:{remark.revision}:{Publicity(remark.publicity)}:{remark.decisions}"


_TICK = "chosen"
# What goes at once, each in a transaction of its own; the boxes also go in an address, that a proxy takes 8 KiB of.
MOST_TICKS = 100


def tick_name(state: str) -> str:
    """The name of the field that says that the remark in this state is ticked."""
    return ticks.tick_name(_TICK, state)


def ticked_states(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Of fields by name, the states that are ticked, and those beyond what goes at once."""
    known = [each for each in ticks.ticked(names, _TICK) if reference_in_state(each)]
    return known[:MOST_TICKS], known[MOST_TICKS:]


def reference_in_state(written: str) -> Reference | None:
    """The number of the remark; None where it cannot be read."""
    return reference_in(written.partition(":")[0])


def state_in(written: str, remark: Remark) -> RemarkState | None:
    """The state of this remark that was in view; None where it cannot be read."""
    parts = written.split(":")
    if len(parts) != 4 or reference_in_state(written) is None or parts[2] not in tuple(Publicity):
        return None
    revision, decisions = whole_number(parts[1]), whole_number(parts[3])
    if revision is None or decisions is None:
        return None
    return RemarkState(remark.id, revision, Publicity(parts[2]), decisions)
