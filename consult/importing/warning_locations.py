"""The location in the outline of warnings that name a line or page of the file. Pure."""

import re
from bisect import bisect_right
from dataclasses import replace

from consult.importing.draft import Draft

_LINE = re.compile(r"(?:page (\d+), )?line (\d+)|page (\d+)")
_LOCATION = re.compile(r"\d+(?:/\d+)*(?:, paragraph \d+)?")


def with_locations(draft: Draft) -> Draft:
    """The draft whose warnings have a `location` wherever `where` names one.

    A line that was left out of the draft gets the location of the nearest line above it.
    """
    known = sorted({(_page_and_line(line), location) for line, location in draft.lines})
    lines = [line for line, _ in known]

    def location_of(where: str) -> str:
        if _LOCATION.fullmatch(where):
            return where
        if not known or not _LINE.fullmatch(where):
            return ""
        return known[max(0, bisect_right(lines, _page_and_line(where)) - 1)][1]

    warnings = (
        one if one.location or not one.where else replace(one, location=location_of(one.where))
        for one in draft.warnings
    )
    return replace(draft, warnings=tuple(warnings))


def _page_and_line(where: str) -> tuple[int, int]:
    """(page, line) for sorting, 0 for what it does not name."""
    match = _LINE.fullmatch(where)
    if match is None:
        return 0, 0
    return int(match[1] or match[3] or 0), int(match[2] or 0)
