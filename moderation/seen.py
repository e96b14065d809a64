"""The state a person had in view, as a form carries it there and back: "17.3:1:waiting:0"."""

from __future__ import annotations

import re

from consult.responses.publicity import Seen
from consult.responses.remark import Publicity, Remark

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
