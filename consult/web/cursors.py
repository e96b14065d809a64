"""Cursors: where the next piece of a list goes on that is in order of a moment and an id. Opaque to whoever holds one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# So many digits that every moment and id fits, and that neither a date nor an id column overflows.
_WRITTEN = re.compile(r"([0-9]{1,17})-([0-9]{1,18})", re.ASCII)


class Cursor(NamedTuple):
    """The last row that was given: its moment (aware) and its id."""

    moment: datetime
    id: int

    def __str__(self) -> str:
        """Microseconds since 1970 and the id."""
        return f"{(self.moment - _EPOCH) // _MICROSECOND}-{self.id}"


def read_cursor(text: str) -> Cursor | None:
    """What a cursor says; None for one nobody gave out."""
    found = _WRITTEN.fullmatch(text)
    return Cursor(_EPOCH + int(found[1]) * _MICROSECOND, int(found[2])) if found else None
