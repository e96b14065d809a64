"""Numbers and references as a request writes them, in fields, queries and addresses: digits of ASCII, and no more of
them than a column holds. What no page of ours can have written is None here, and the caller's to judge."""

from __future__ import annotations

from typing import NamedTuple

# Of what people count (pages, versions, lock versions, responses), and of ids.
COUNT_DIGITS = 9
ID_DIGITS = 18


def whole_number(written: str, *, digits: int = COUNT_DIGITS) -> int | None:
    """The number, from zero; None for anything but 1 to ``digits`` digits."""
    if not (written.isascii() and written.isdecimal() and len(written) <= digits):
        return None
    return int(written)


def id_in(written: str) -> int | None:
    """The id of a row; None for anything else."""
    return whole_number(written, digits=ID_DIGITS)


def page_number(written: str) -> int:
    """The page of a list that an address asks for; the first where it names none."""
    return whole_number(written) or 1


class Reference(NamedTuple):
    """How a remark is cited: 17.3 is the third of response 17."""

    response: int
    ordinal: int

    def __str__(self) -> str:
        return f"{self.response}.{self.ordinal}"


def reference_in(written: str) -> Reference | None:
    """The reference; None for what is not written just as ``Reference`` writes it."""
    response, _dot, ordinal = written.partition(".")
    numbers = whole_number(response), whole_number(ordinal)
    if numbers[0] is None or numbers[1] is None:
        return None
    found = Reference(numbers[0], numbers[1])
    return found if all(found) and str(found) == written else None
