"""Building the memo: from the record of the consultation, or of an edition, to plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from consult.answers.contribution import Approval
from consult.answers.editions.edition import Edition
from consult.answers.memo.consultation_facts import consultation_facts
from consult.answers.memo.memo import (
    Annex,
    AreaPart,
    CommitteePart,
    Memo,
    MemoEdition,
    PointPart,
)
from consult.answers.memo.memo_record import MemoRecord, record_now, record_of
from consult.answers.memo.point_part import point_part, without_lost_numbers
from consult.answers.memo.remark_lines import proposals, remark_lines
from consult.answers.memo.response_list import response_lines
from consult.answers.point_register import PointEntry
from consult.answers.point_text import point_text
from consult.answers.remit import RemitOutline, outline_of
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation

# A list of more is a hundred pages that nobody reads, and half of what the PDF costs: the spreadsheet has it.
MOST_RESPONSES = 1_000


@dataclass(frozen=True)
class MemoChoices:
    """What the document has besides the points. ``issuer`` is the municipality. ``replaces``: see MemoEdition."""

    issuer: str = ""
    with_responses: bool = True
    annex: Annex = Annex.SPREADSHEET
    replaces: int | None = None


async def build_memo(
    consultation: Consultation,
    choices: MemoChoices = MemoChoices(),
    *,
    now: datetime,
    edition: Edition | None = None,
) -> Memo:
    """The memo of an edition; without one, of the record as it stands.

    Some forty queries, and two for each owning committee of the record, however much was received.
    """
    outline = await outline_of(consultation)
    record = await (
        record_of(edition, consultation) if edition else record_now(consultation, outline)
    )
    facts = await consultation_facts(consultation)
    return Memo(
        title=consultation.title,
        slug=consultation.slug,
        language=consultation.language,
        unit=consultation.contact_unit,
        made_at=now,
        period=facts.period,
        counts=facts.counts,
        parties=facts.parties,
        areas=await _points(consultation, outline, record, is_edition=edition is not None),
        contributions=tuple(record.contributions.values()),
        gathered=record.gathered,
        uncovered=record.uncovered,
        responses=await response_lines(consultation)
        if choices.with_responses and facts.counts.responses_published <= MOST_RESPONSES
        else None,
        issuer=choices.issuer,
        edition=MemoEdition(edition.number, edition.publish_at, choices.replaces)
        if edition
        else None,
        annex=choices.annex,
        remarks=()
        if choices.annex is Annex.SPREADSHEET
        else await remark_lines(consultation, outline, record.entries),
    )


async def _points(
    consultation: Consultation, outline: RemitOutline, record: MemoRecord, *, is_edition: bool
) -> tuple[AreaPart, ...]:
    parts = record.contributions.items()
    approved = {id for id, part in parts if part.approval is Approval.APPROVED}
    text = await point_text(outline, record.entries)
    proposed = await proposals(consultation, outline)

    def part_of(entry: PointEntry) -> PointPart:
        part = point_part(entry, outline, approved, text, proposed)
        return without_lost_numbers(part) if is_edition else part

    return await _areas(outline, record.entries, part_of)


async def _areas(
    outline: RemitOutline, entries: list[PointEntry], part_of: Callable[[PointEntry], PointPart]
) -> tuple[AreaPart, ...]:
    """Points by area in reading order, the whole first, then by the committee that made them; one query.

    A point on a section that is gone is in the area of the nearest section above it.
    """
    names = await _names(entries)
    sections = {section.identity_id: section for section in outline.sections}
    by_area: defaultdict[str, defaultdict[int, list[PointPart]]]
    by_area = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        section = sections.get(outline.current_section(entry.point.section_id) or 0)
        area = by_area[section.area if section else ""]
        area[entry.point.committee_id].append(part_of(entry))
    headings = {"": ("", ""), **{s.key: (s.number, s.title) for s in outline.sections}}
    return tuple(
        AreaPart(number, title, _committee_parts(by_area[key], names))
        for key, (number, title) in headings.items()
        if key in by_area
    )


def _committee_parts(
    points: dict[int, list[PointPart]], names: dict[int, str]
) -> tuple[CommitteePart, ...]:
    return tuple(CommitteePart(names[id], tuple(parts)) for id, parts in points.items())


async def _names(entries: Iterable[PointEntry]) -> dict[int, str]:
    """Of the committees that made the points, by id."""
    makers = {entry.point.committee_id for entry in entries}
    return {each.id: each.name for each in await Committee.filter(id__in=makers)}
