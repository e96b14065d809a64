"""The area of each section of a draft, and the keys that are in the sections' addresses.

Works on the outline alone: no ORM, no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from string import ascii_uppercase

from consult.importing import SectionDraft


@dataclass(frozen=True)
class SectionKeys:
    """A section's own ``key`` ("5-2") and the key of its ``area`` ("5")."""

    key: str
    area: str


def section_keys(
    sections: Sequence[SectionDraft], area_level: int | None = None
) -> list[SectionKeys]:
    """The keys of each section, in the same order.

    Areas are the sections at ``area_level`` (None: the level that carries the printed numbers) that have a number,
    and every section above them, such as a foreword. A numbered area's key is its number, the others get A, B, C …;
    a section below an area has its position there appended, "5-2-1". Raises ValueError for a section whose parent is
    missing.
    """
    level = area_level or level_of_areas(sections)
    numbered = any(_number(s) for s in sections if s.level == level)
    letters, used = (letter_key(n) for n in count()), set[str]()
    areas: dict[str, str] = {}
    keys = []
    for section in sections:
        if _is_area(section, level, numbered):
            number = _number(section)
            key = number if number and number not in used else next(letters)
            used.add(key)
            areas[section.path] = key
        keys.append(_keys(section.path, areas))
    return keys


def level_of_areas(sections: Sequence[SectionDraft]) -> int:
    """The level with most printed numbers, if it has two; else the first with two sections; else the top."""
    numbers = Counter(s.level for s in sections if _number(s))
    if numbers and max(numbers.values()) > 1:
        return max(numbers, key=lambda level: (numbers[level], -level))
    sizes = Counter(s.level for s in sections)
    return next((level for level in sorted(sizes) if sizes[level] > 1), 1)


def letter_key(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA: the key of an area without a printed number."""
    key = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, len(ascii_uppercase))
        key = ascii_uppercase[rest] + key
    return key


def _is_area(section: SectionDraft, level: int, numbered: bool) -> bool:
    if section.level == level:
        return bool(_number(section)) or not numbered or level == 1
    return section.level < level


def _number(section: SectionDraft) -> str:
    """The printed number as it can be in an address: "5." → "5"; "" for none."""
    return re.sub(r"[^0-9A-Za-z]+", ".", section.number or "").strip(".")


def _keys(path: str, areas: dict[str, str]) -> SectionKeys:
    """The nearest area above or at ``path``, and the position below it."""
    steps = path.split("/")
    for length in range(len(steps), 0, -1):
        area = areas.get("/".join(steps[:length]))
        if area is not None:
            return SectionKeys("-".join([area, *steps[length:]]), area)
    raise ValueError(f"section {path} lies in no area: its parent is missing")
