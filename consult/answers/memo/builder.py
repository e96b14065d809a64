"""Building the memo: from the register of points and the record of the consultation to plain values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from consult.answers.contribution import Approval, contribution_status
from consult.answers.coverage import unanswered
from consult.answers.editions.uncovered import uncovered_reasons
from consult.answers.memo.consultation_facts import consultation_facts
from consult.answers.memo.memo import (
    AreaPart,
    CommitteePart,
    ContributionPart,
    Memo,
    PointPart,
    UncoveredLine,
)
from consult.answers.memo.point_part import point_part
from consult.answers.memo.response_list import response_lines
from consult.answers.point_register import PointEntry, all_points
from consult.answers.point_text import point_text
from consult.answers.remark_list import unpointed_ids
from consult.answers.remit import RemitOutline, outline_of, owning_committees, remit_in
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation


async def build_memo(
    consultation: Consultation, *, now: datetime, with_responses: bool = True
) -> Memo:
    """The memo as it would read now; without the list of responses where nobody reads it line by line.

    Some thirty queries and two for each owning committee, however much was received.
    """
    outline = await outline_of(consultation)
    entries = await all_points(consultation, outline)
    contributions = await contribution_parts(consultation, outline, entries)
    approved = {id for id, part in contributions.items() if part.approval is Approval.APPROVED}
    text = await point_text(outline, entries)
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
        areas=await _areas(
            outline, entries, lambda entry: point_part(entry, outline, approved, text)
        ),
        contributions=tuple(contributions.values()),
        uncovered=await _uncovered(consultation),
        responses=await response_lines(consultation) if with_responses else None,
    )


async def _uncovered(consultation: Consultation) -> tuple[UncoveredLine, ...]:
    """By reason, the most frequent first; two queries."""
    counted = Counter((await uncovered_reasons(consultation)).values())
    return tuple(UncoveredLine(reason, remarks) for reason, remarks in counted.most_common())


async def contribution_parts(
    consultation: Consultation, outline: RemitOutline, entries: list[PointEntry]
) -> dict[int, ContributionPart]:
    """Each owning committee's part by committee id, in the order of their names."""
    parts = {}
    for committee in await owning_committees(consultation):
        remit = remit_in(outline, consultation, committee)
        own = [entry for entry in entries if entry.is_owned_by(committee)]
        unpointed = await unpointed_ids(remit)
        status = await contribution_status(remit, own, unpointed)
        parts[committee.id] = ContributionPart(
            committee.name,
            committee.slug,
            status.approval,
            status.approved_at,
            len(unpointed),
            tuple(entry.point.number for entry in unanswered(remit, own)),
        )
    return parts


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
