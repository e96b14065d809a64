"""Traces of attacks in the log: what was refused, where, under which request. Never who, what or which secret.

One line each, and at most MOST of a kind in a minute from each process: whoever knocks without end fills no disk. How
many were left out is said with the next one.
"""

from __future__ import annotations

import logging
import time
from enum import StrEnum

log = logging.getLogger("consult.refused")

MOST = 20
SECONDS = 60.0


class Trace(StrEnum):
    """What somebody tried, in the words of the log."""

    FORGERY = "forged request"
    OTHERS = "not theirs to open"
    TOKEN = "unknown secret"
    LIMIT = "over the limit"


class _Window:
    """How many of one kind were noted since a moment."""

    def __init__(self) -> None:
        self.since = float("-inf")
        self.count = 0

    def left_out_before(self) -> int | None:
        """Count one more: how many were left out before it, None where it is left out itself."""
        now = time.monotonic()
        if now - self.since >= SECONDS:
            left_out, self.since, self.count = max(0, self.count - MOST), now, 1
            return left_out
        self.count += 1
        return 0 if self.count <= MOST else None


_windows = {trace: _Window() for trace in Trace}


def note(trace: Trace, where: str) -> None:
    """Write a line, unless many of the kind were written a moment ago. ``where`` is a route's or a limit's name: no
    address, which may hold a secret, and nothing that was sent."""
    left_out = _windows[trace].left_out_before()
    if left_out is None:
        return
    more = f" ({left_out} more of the kind before this one)" if left_out else ""
    log.warning("refused, %s: %s%s", trace, where, more)
