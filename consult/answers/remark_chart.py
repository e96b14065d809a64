"""The chart of remarks: one bar a paragraph of the draft, as long as the remarks received on it."""

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
class ChartBar:
    """``paragraph`` as the filters of the list of remarks name it: an identity, "none" for the section's heading, "gone"
    for what the text does not have any more. ``number`` as it is cited, "" for the other two. ``longest`` is the total
    of the chart's longest bar."""

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
class ChartSection:
    """A section with a bar for each of its paragraphs that has remarks; ``silent`` are the numbers of the others.
    ``section`` None: remarks on what is gone with every section above it."""

    section: Section | None
    bars: tuple[ChartBar, ...]
    silent: tuple[str, ...]


async def remark_chart(remit: Remit, counts: RemitCounts) -> list[ChartSection]:
    """The remit's sections with text or remarks of their own, in reading order, last what is gone; one query.

    Remarks on the whole draft are not in it.
    """
    rows = (
        await Paragraph.filter(section_id__in=[section.id for section in remit.sections])
        .order_by("position")
        .only("id", "number", "section_id", "identity_id")
    )
    by_section: dict[int, list[Paragraph]] = {}
    for row in rows:
        by_section.setdefault(row.section_id, []).append(row)
    sections = [
        _section(count, by_section.get(count.section.id, []), counts)
        for count in counts.sections
        if count.section
    ]
    gone = [ChartSection(None, _gone(c), ()) for c in counts.sections if c.section is None]
    return _to_scale([each for each in (*sections, *gone) if each.bars or each.silent])


def _section(count: SectionCount, rows: list[Paragraph], counts: RemitCounts) -> ChartSection:
    heading = (ChartBar(NONE, "", count.on_heading),) if count.on_heading else ()
    bars = (
        ChartBar(str(row.identity_id), row.number, counts.paragraphs[row.identity_id])
        for row in rows
        if row.identity_id in counts.paragraphs
    )
    silent = tuple(row.number for row in rows if row.identity_id not in counts.paragraphs)
    return ChartSection(count.section, (*heading, *bars, *_gone(count)), silent)


def _gone(count: SectionCount) -> tuple[ChartBar, ...]:
    return (ChartBar(GONE, "", count.on_gone),) if count.on_gone else ()


def _to_scale(sections: list[ChartSection]) -> list[ChartSection]:
    """The same with the total of the longest bar on each."""
    longest = max((bar.total for each in sections for bar in each.bars), default=1)
    return [
        replace(each, bars=tuple(replace(bar, longest=longest) for bar in each.bars))
        for each in sections
    ]
