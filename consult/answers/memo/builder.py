"""Building the memo: from the register of points to plain values, every quote checked against its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from datetime import datetime

from consult.answers.approval import Approval, part_of
from consult.answers.coverage import unanswered
from consult.answers.memo.consultation_facts import frame_of
from consult.answers.memo.memo import (
    Answer,
    AreaPart,
    CommitteePart,
    ContributionPart,
    Memo,
    PointPart,
    Quote,
    QuoteLoss,
)
from consult.answers.memo.response_list import response_lines
from consult.answers.point_register import Entry, Member, all_points
from consult.answers.point_text import PointText, text_of
from consult.answers.remark_list import unpointed
from consult.answers.remit import RemitOutline, outline_of, owning_committees, remit_in
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.responses.anchor import section_words
from consult.responses.location import RemarkLocation
from consult.responses.remark import VISIBLE, Publicity, Standing


async def build_memo(
    consultation: Consultation, *, now: datetime, with_responses: bool = True
) -> Memo:
    """The memo as it would read now; without the list of responses where nobody reads it line by line."""
    outline = await outline_of(consultation)
    entries = await all_points(consultation, outline)
    parts = await _contributions(consultation, outline, entries)
    approved = {key for key, part in parts.items() if part.approval is Approval.APPROVED}
    frame = await frame_of(consultation)
    return Memo(
        title=consultation.title,
        slug=consultation.slug,
        language=consultation.language,
        unit=consultation.contact_unit,
        made_at=now,
        period=frame.period,
        numbers=frame.numbers,
        parties=frame.parties,
        areas=_areas(
            outline, entries, approved, await _names(entries), await text_of(outline, entries)
        ),
        contributions=tuple(parts.values()),
        responses=await response_lines(consultation) if with_responses else None,
    )


async def _contributions(
    consultation: Consultation, outline: RemitOutline, entries: list[Entry]
) -> dict[int, ContributionPart]:
    """Each owning committee's part, by committee id, by name."""
    parts = {}
    for committee in await owning_committees(consultation):
        remit = remit_in(outline, consultation, committee)
        own = [entry for entry in entries if entry.is_owned_by(committee)]
        loose = await unpointed(remit).values_list("id", flat=True)
        part = await part_of(remit, own, tuple(int(str(key)) for key in loose))
        parts[committee.id] = ContributionPart(
            committee.name,
            committee.slug,
            part.approval,
            part.contribution.approved_at if part.contribution else None,
            len(loose),
            tuple(entry.point.number for entry in unanswered(remit, own)),
        )
    return parts


async def _names(entries: Iterable[Entry]) -> dict[int, str]:
    makers = {entry.point.committee_id for entry in entries}
    return {each.id: each.name for each in await Committee.filter(id__in=makers)}


def _areas(
    outline: RemitOutline,
    entries: list[Entry],
    approved: Set[int],
    names: dict[int, str],
    text: PointText,
) -> tuple[AreaPart, ...]:
    """Points by area in reading order, the whole first, then by the committee that made them. One on a section
    that is gone stands in the area that is left of it."""
    sections = {section.identity_id: section for section in outline.sections}
    by_area: defaultdict[str, defaultdict[int, list[PointPart]]]
    by_area = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        section = sections.get(outline.current_section(entry.point.section_id) or 0)
        area = by_area[section.area if section else ""]
        area[entry.point.committee_id].append(point_part(entry, outline, approved, text))
    tops = {s.key: s for s in outline.sections}
    order = ["", *(s.key for s in outline.sections)]
    return tuple(
        AreaPart(
            tops[key].number if key else "",
            tops[key].title if key else "",
            tuple(
                CommitteePart(names[committee], tuple(points))
                for committee, points in by_area[key].items()
            ),
        )
        for key in order
        if key in by_area
    )


def point_part(
    entry: Entry, outline: RemitOutline, approved: Set[int], text: PointText
) -> PointPart:
    """One point as the memo has it; ``approved`` are the committees (ids) that stand by their parts."""
    section = outline.section(entry.point.section_id)
    shown = [m for m in entry.standing if m.publicity in VISIBLE]
    return PointPart(
        entry.point.number,
        entry.point.title,
        entry.point.summary,
        section_words(section) if section else "",
        outline.left_in(entry.point.section_id),
        entry.received,
        entry.published,
        tuple(member.reference for member in shown),
        tuple(checked_quote(m, text.place(m)) for m in entry.members if m.quote),
        tuple(_answer(entry, owner, owner.id in approved) for owner in entry.owners),
        text.changes_for(shown),
    )


def _answer(entry: Entry, owner: Committee, approved: bool) -> Answer:
    given = entry.answers.get(owner.id)
    if given is None:
        return Answer(owner.name, None, "", approved)
    return Answer(owner.name, given.outcome, given.reason, approved)


def checked_quote(member: Member, place: RemarkLocation | None = None) -> Quote:
    """The quoted words if everybody can still read them, else the reason in their place, never the words."""
    if member.quote_stands:
        return Quote(member.reference, member.quote, None, place)
    return Quote(member.reference, "", _why_gone(member), place)


def _why_gone(member: Member) -> QuoteLoss:
    if member.standing == Standing.WITHDRAWN:
        return QuoteLoss.WITHDRAWN
    if member.standing == Standing.SET_ASIDE:
        return QuoteLoss.SET_ASIDE
    if member.publicity == Publicity.WAITING:
        return QuoteLoss.WAITING
    if member.publicity == Publicity.WITHHELD:
        return QuoteLoss.WITHHELD
    return QuoteLoss.LEFT_OUT
