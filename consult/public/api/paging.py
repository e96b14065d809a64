"""Lists in pieces: the limit and the cursor of a request, and a piece of a list that is all at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.requests import Request

from consult.public.api.problems import Problem, bad_parameter

DEFAULT_LIMIT = 50
LARGEST_LIMIT = 200

Item = TypeVar("Item")


@dataclass(frozen=True)
class Paging:
    """``limit`` is between 1 and 200; ``cursor`` is what an earlier answer gave, or None at the beginning."""

    limit: int
    cursor: str | None


def paging_of(request: Request) -> Paging:
    """What the request asks for. Raises Problem 400 for a limit that is no number above zero."""
    return Paging(_limit(request.query_params.get("limit")), request.query_params.get("cursor"))


def _limit(text: str | None) -> int:
    """A larger one is clamped: whoever asks for everything gets as much as there is in one piece."""
    if text is None:
        return DEFAULT_LIMIT
    digits = text.lstrip("0")
    if not (text.isascii() and text.isdecimal() and digits):
        raise bad_parameter("limit", f"A whole number from 1; at most {LARGEST_LIMIT} are given.")
    return LARGEST_LIMIT if len(digits) > 3 else min(int(digits), LARGEST_LIMIT)


def bad_cursor() -> Problem:
    """400 for a cursor we did not give out."""
    return bad_parameter("cursor", "Use next_cursor of an earlier answer, or leave it out.")


def piece(
    of: Sequence[Item], paging: Paging, name: Callable[[Item], str]
) -> tuple[list[Item], str | None]:
    """(the items after the cursor, the next cursor). The cursor is the name of the last item given.

    Raises Problem 400 for a cursor that names none.
    """
    start = 0
    if paging.cursor is not None:
        names = [name(each) for each in of]
        if paging.cursor not in names:
            raise bad_cursor()
        start = names.index(paging.cursor) + 1
    found = list(of[start : start + paging.limit])
    is_last = start + paging.limit >= len(of)
    return found, None if is_last or not found else name(found[-1])


def listed(items: list[dict[str, Any]], next_cursor: str | None) -> dict[str, Any]:
    """The shape of every list."""
    return {"items": items, "next_cursor": next_cursor}
