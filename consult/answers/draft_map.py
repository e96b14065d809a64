"""The draft as a map: one bar a paragraph, as long as the remarks received on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from consult.answers.counts import RemitCounts, SectionCount
from consult.answers.remit import Remit
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.responses.remark import Stance


@dataclass(frozen=True)
class Bar:
    """``paragraph`` None: remarks on the section itself. ``number`` as it is cited, "" for the section."""

    paragraph: int | None
    number: str
    stances: Counter[Stance]

    @property
    def total(self) -> int:
        return self.stances.total()


@dataclass(frozen=True)
class MappedSection:
    """A section with a bar for each of its paragraphs that has remarks, and the numbers of those that
    have none."""

    section: Section
    bars: tuple[Bar, ...]
    silent: tuple[str, ...]


async def map_of(remit: Remit, counts: RemitCounts) -> list[MappedSection]:
    """The remit's sections with text or remarks of their own, in reading order; one query.

    What is about the whole draft is on no map.
    """
    rows = (
        await Paragraph.filter(section_id__in=[section.id for section in remit.sections])
        .order_by("position")
        .only("id", "number", "section_id", "identity_id")
    )
    by_section: dict[int, list[Paragraph]] = {}
    for row in rows:
        by_section.setdefault(row.section_id, []).append(row)
    mapped = [
        _mapped(count.section, count, by_section.get(count.section.id, []), counts)
        for count in counts.sections
        if count.section
    ]
    return [section for section in mapped if section.bars or section.silent]


def _mapped(
    section: Section, count: SectionCount, rows: list[Paragraph], counts: RemitCounts
) -> MappedSection:
    bars = [
        Bar(row.identity_id, row.number, counts.paragraphs[row.identity_id])
        for row in rows
        if row.identity_id in counts.paragraphs
    ]
    # What is not on one of these paragraphs is on the heading, or on a paragraph of an earlier version.
    rest = count.stances.copy()
    for bar in bars:
        rest.subtract(bar.stances)
    if rest.total():
        bars.insert(0, Bar(None, "", +rest))
    silent = tuple(row.number for row in rows if row.identity_id not in counts.paragraphs)
    return MappedSection(section, tuple(bars), silent)
