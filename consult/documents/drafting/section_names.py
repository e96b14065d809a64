"""Names for sections, by which they are found again when another text replaces a version's text."""

from __future__ import annotations

from collections import Counter

from consult.documents.document import Version
from consult.documents.section import Section

# A title, and a counter from 1 among the sections with that title: many areas have chapters with the same title.
SectionName = tuple[str, int]


async def named_sections(version: Version) -> list[tuple[Section, SectionName]]:
    """Every section of the version with its name, in reading order. One query."""
    counts: Counter[str] = Counter()
    named = []
    for section in await Section.filter(version_id=version.id).order_by("position"):
        counts[section.title] += 1
        named.append((section, (section.title, counts[section.title])))
    return named
