"""Sections by what they are called, to find them again in a text that takes another one's place."""

from __future__ import annotations

from collections import Counter

from consult.documents.document import Version
from consult.documents.section import Section

# A title, and the how many-eth section of that title it is: chapters of many areas are called alike.
Name = tuple[str, int]


async def named_sections(version: Version) -> list[tuple[Section, Name]]:
    """Every section of the version with its name, in reading order. One query."""
    counts: Counter[str] = Counter()
    named = []
    for section in await Section.filter(version_id=version.id).order_by("position"):
        counts[section.title] += 1
        named.append((section, (section.title, counts[section.title])))
    return named
