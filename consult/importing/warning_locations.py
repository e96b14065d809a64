"""Where in the outline the warnings are that name a line or page of the file. Pure."""

import re
from bisect import bisect_right
from dataclasses import replace

from consult.importing.draft import Draft

_LINE = re.compile(r"(?:page (\d+), )?line (\d+)|page (\d+)")
_OUTLINE = re.compile(r"\d+(?:/\d+)*(?:, paragraph \d+)?")


def with_locations(draft: Draft) -> Draft:
    """The draft with the place in the outline of each warning that has one: of a line that was left
    out it is the nearest one above it."""
    known = sorted({(_order(line), at) for line, at in draft.lines})
    lines = [line for line, _at in known]

    def place_of(where: str) -> str:
        if _OUTLINE.fullmatch(where):
            return where
        if not known or not _LINE.fullmatch(where):
            return ""
        return known[max(0, bisect_right(lines, _order(where)) - 1)][1]

    placed = (
        one if one.at or not one.where else replace(one, at=place_of(one.where))
        for one in draft.warnings
    )
    return replace(draft, warnings=tuple(placed))


def _order(line: str) -> tuple[int, int]:
    """By page, then by line; what names neither comes first."""
    match = _LINE.fullmatch(line)
    if match is None:
        return 0, 0
    return int(match[1] or match[3] or 0), int(match[2] or 0)
