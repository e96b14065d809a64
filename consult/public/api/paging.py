"""The pages of lists: the limit and the cursor of a request, and one page of a list that is all in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from starlette.requests import Request

from consult.public.api.parameters import check, is_named
from consult.public.api.records.page import LARGEST_LIMIT
from consult.responses.validation import FieldError

DEFAULT_LIMIT = 50
BAD_LIMIT = FieldError(
    "limit", "invalid", f"A whole number from 1; at most {LARGEST_LIMIT} are given."
)
BAD_CURSOR = FieldError(
    "cursor", "invalid", "Use next_cursor of an earlier answer, or leave it out."
)

Item = TypeVar("Item")


def limit_of(request: Request, errors: list[FieldError]) -> int:
    """How many items the request asks for, from 1 to LARGEST_LIMIT; adds to ``errors`` where it is no such number.

    A larger one is clamped: whoever asks for everything gets as much as there is in one page.
    """
    sent = request.query_params.get("limit")
    if sent is None or is_named("limit", errors):
        return DEFAULT_LIMIT
    digits = sent.lstrip("0")
    if not (sent.isascii() and sent.isdecimal() and digits):
        errors.append(BAD_LIMIT)
        return DEFAULT_LIMIT
    return LARGEST_LIMIT if len(digits) > 3 else min(int(digits), LARGEST_LIMIT)


def page_of(
    request: Request,
    errors: list[FieldError],
    items: Sequence[Item],
    id_of: Callable[[Item], str],
) -> tuple[list[Item], str | None]:
    """(the items after the cursor, the next cursor). The cursor is the id of the last item on the page before.

    Raises Refusal 400 naming a limit that is no number above zero and a cursor that is no item's id, beside the
    ``errors`` found before.
    """
    limit, start = limit_of(request, errors), 0
    cursor = request.query_params.get("cursor")
    if cursor is not None and not is_named("cursor", errors):
        ids = [id_of(each) for each in items]
        start = ids.index(cursor) + 1 if cursor in ids else 0
        errors += [] if start else [BAD_CURSOR]
    check(errors)
    page = list(items[start : start + limit])
    is_last = start + limit >= len(items)
    return page, None if is_last or not page else id_of(page[-1])
