"""Numbers that our own forms carry along in hidden fields and buttons, read back without trusting them."""

from __future__ import annotations

MAX_DIGITS = 9


def whole_number(written: str) -> int | None:
    """The number, or None for what no form of ours has written (a database could not hold it either)."""
    if not (written.isascii() and written.isdecimal() and len(written) <= MAX_DIGITS):
        return None
    return int(written)
