"""The draft as a map: one bar a paragraph, as long as the remarks received on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from consult.answers.counts import RemitCounts, SectionCount
from consult.answers.remark_list import GONE, NONE
from consult.answers.remit import Remit
from consult.answers.stance_bar import StanceBar
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.responses.remark import Stance


@dataclass(frozen=True)
class Bar:
    """``paragraph`` as the list of remarks is asked for it: an identity, "none" for the section itself, "gone" for
    what is in the text no more. ``number`` as it is cited, "" for the other two. ``longest`` is the total of the map's
    longest bar."""

    paragraph: str
    number: str
    stances: Counter[Stance]
    longest: int = 1

    @property
    def total(self) -> int:
        return self.stances.total()

    @property
    def stance_bar(self) -> StanceBar:
        return StanceBar.of(self.stances, self.longest)


@dataclass(frozen=True)
class MappedSection:
    """A section with a bar for each of its paragraphs that has remarks, and the numbers of those that
    have none. ``section`` None: remarks on what is gone with every section above it."""

    section: Section | None
    bars: tuple[Bar, ...]
    silent: tuple[str, ...]


async def map_of(remit: Remit, counts: RemitCounts) -> list[MappedSection]:
    """The remit's sections with text or remarks of their own, in reading order, last what is gone; one query.

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
        _mapped(count, by_section.get(count.section.id, []), counts)
        for count in counts.sections
        if count.section
    ]
    left = [MappedSection(None, _gone(c), ()) for c in counts.sections if c.section is None]
    return _to_scale([section for section in (*mapped, *left) if section.bars or section.silent])


def _to_scale(sections: list[MappedSection]) -> list[MappedSection]:
    """The same with the total of the longest bar on each."""
    longest = max((bar.total for each in sections for bar in each.bars), default=1)
    return [
        replace(each, bars=tuple(replace(bar, longest=longest) for bar in each.bars))
        for each in sections
    ]


def _mapped(count: SectionCount, rows: list[Paragraph], counts: RemitCounts) -> MappedSection:
    itself = (Bar(NONE, "", count.itself),) if count.itself else ()
    bars = (
        Bar(str(row.identity_id), row.number, counts.paragraphs[row.identity_id])
        for row in rows
        if row.identity_id in counts.paragraphs
    )
    silent = tuple(row.number for row in rows if row.identity_id not in counts.paragraphs)
    return MappedSection(count.section, (*itself, *bars, *_gone(count)), silent)


def _gone(count: SectionCount) -> tuple[Bar, ...]:
    return (Bar(GONE, "", count.gone),) if count.gone else ()
