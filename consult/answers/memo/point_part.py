"""One point as the memo has it: from the register of points to plain values, every quote checked against its source."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from consult.answers.memo.memo import (
    CommitteeAnswer,
    MemoQuote,
    PointPart,
    Proposal,
    QuoteLoss,
)
from consult.answers.point_register import PointEntry, PointMember
from consult.answers.point_text import PointText
from consult.answers.remit import RemitOutline
from consult.consultations.committee import Committee
from consult.responses.anchor import section_words
from consult.responses.location import RemarkLocation
from consult.responses.remark import VISIBLE, Publicity, Standing


def point_part(
    entry: PointEntry,
    outline: RemitOutline,
    approved: Set[int],
    text: PointText,
    proposals: Mapping[int, Proposal] | None = None,
) -> PointPart:
    """The point; ``approved`` are the committees (ids) that have approved their parts, ``proposals`` what remarks propose,
    by id."""
    section = outline.section(entry.point.section_id)
    published = [m for m in entry.standing if m.publicity in VISIBLE]
    return PointPart(
        number=entry.point.number,
        title=entry.point.title,
        summary=entry.point.summary,
        section=section_words(section) if section else "",
        section_version=outline.last_version_of(entry.point.section_id),
        received=entry.received,
        published=entry.published,
        sources=tuple(member.reference for member in published),
        quotes=tuple(checked_quote(m, text.location(m)) for m in entry.members if m.quote),
        answers=tuple(_answer(entry, owner, owner.id in approved) for owner in entry.owners),
        text_changes=text.changes_for(published),
        proposals=tuple(
            proposals[each.remark_id] for each in published if each.remark_id in proposals
        )
        if proposals
        else (),
    )


def _answer(entry: PointEntry, owner: Committee, approved: bool) -> CommitteeAnswer:
    stored = entry.answers.get(owner.id)
    if stored is None:
        return CommitteeAnswer(owner.name, None, "", approved)
    return CommitteeAnswer(owner.name, stored.outcome, stored.reason, approved)


def checked_quote(member: PointMember, location: RemarkLocation | None = None) -> MemoQuote:
    """The quoted words if everybody can still read them, else why not, and never the words."""
    if member.is_quote_public:
        return MemoQuote(member.reference, member.quote, None, location)
    return MemoQuote(member.reference, "", _loss(member), location)


def without_lost_numbers(part: PointPart) -> PointPart:
    """As everybody may read it: whose a quote was that is left out is not said."""
    quotes = (MemoQuote("", "", each.loss) if each.loss else each for each in part.quotes)
    return replace(part, quotes=tuple(quotes))


def _loss(member: PointMember) -> QuoteLoss:
    if member.standing == Standing.WITHDRAWN:
        return QuoteLoss.WITHDRAWN
    if member.standing == Standing.SET_ASIDE:
        return QuoteLoss.SET_ASIDE
    if member.publicity == Publicity.WAITING:
        return QuoteLoss.WAITING
    if member.publicity == Publicity.WITHHELD:
        return QuoteLoss.WITHHELD
    return QuoteLoss.LEFT_OUT
