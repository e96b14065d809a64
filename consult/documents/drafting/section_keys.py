"""Which area each section of a draft lies in, and the keys that stand in the sections' addresses.

Knows outlines alone: no ORM, no text.
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
class SectionPlace:
    """Where a section belongs: its own ``key`` ("5-2") and the key of its ``area`` ("5")."""

    key: str
    area: str


def place_sections(
    sections: Sequence[SectionDraft], area_level: int | None = None
) -> list[SectionPlace]:
    """A place for each section, in the same order.

    Areas are the sections at ``area_level`` (unset: the level that carries the printed numbers) that have
    a number, and every section above them, such as a foreword. A numbered area's key is its number, the
    others get A, B, C …; what lies below an area has its position there, "5-2-1".
    """
    level = area_level or level_of_areas(sections)
    numbered = any(_number(s) for s in sections if s.level == level)
    letters, taken = (letter_key(n) for n in count()), set[str]()
    areas: dict[str, str] = {}
    places = []
    for section in sections:
        if _is_area(section, level, numbered):
            number = _number(section)
            key = number if number and number not in taken else next(letters)
            taken.add(key)
            areas[section.path] = key
        places.append(_place(section.path, areas))
    return places


def level_of_areas(sections: Sequence[SectionDraft]) -> int:
    """The level with most printed numbers, if it has two; else the first with two sections; else the top."""
    numbers = Counter(s.level for s in sections if _number(s))
    if numbers and max(numbers.values()) > 1:
        return max(numbers, key=lambda level: (numbers[level], -level))
    several = Counter(s.level for s in sections)
    return next((level for level in sorted(several) if several[level] > 1), 1)


def letter_key(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA: what stands for a number where the draft prints none."""
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
    """The printed number as it can stand in an address: "5." → "5"; "" where there is none."""
    return re.sub(r"[^0-9A-Za-z]+", ".", section.number or "").strip(".")


def _place(path: str, areas: dict[str, str]) -> SectionPlace:
    """The nearest area on the way up, and the position below it."""
    steps = path.split("/")
    for length in range(len(steps), 0, -1):
        area = areas.get("/".join(steps[:length]))
        if area is not None:
            return SectionPlace("-".join([area, *steps[length:]]), area)
    raise ValueError(f"section {path} lies in no area: its parent is missing")
