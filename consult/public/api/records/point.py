"""Point: remarks answered together, with each committee's answer and what became of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from consult.answers.disposition import Outcome
from consult.documents.versions.text_changes import ParagraphText, TextChange
from consult.lineage import ChangeKind
from consult.public import queries
from consult.public.api.records.committee import Committee
from consult.public.api.records.page import AtMostLimit, NextCursor
from consult.public.api.records.record import (
    Address,
    Count,
    Moment,
    Record,
    VersionNumber,
    doc,
    utc,
)
from consult.web.urls import absolute

PointNumber = Annotated[int, Meta(ge=1)]


class PointQuote(Record):
    """Words of a published remark."""

    remark: Annotated[str, doc("The number of the remark.")]
    text: Annotated[str, doc("As published; U+FFFC stands for words that were left out.")]


class PointAnswer(Record):
    """One committee's answer to a point."""

    committee: Committee
    outcome: Outcome
    reason: Annotated[str, doc("Plain text.")]
    approved_at: Annotated[Moment, doc("When the committee approved its part.")]

    @classmethod
    def of(cls, answer: queries.PublicAnswer) -> PointAnswer:
        # Every published answer is approved.
        assert answer.approved_at
        return cls(
            committee=Committee(id=answer.slug, name=answer.committee),
            outcome=answer.outcome,
            reason=answer.reason,
            approved_at=utc(answer.approved_at),
        )


class PointChange(Record):
    """A paragraph that was changed because of the point."""

    kind: Annotated[ChangeKind, doc("What became of the words.")]
    version: Annotated[VersionNumber, doc("That changed it; compare it with the one before.")]
    section_id: Annotated[str | None, doc("Null where the heard version has no such section.")]
    paragraph_id: Annotated[str, doc("In that version, or where it was removed in the one before.")]


class ParagraphSince(Record):
    """What became of a paragraph that remarks of the point were written on. It says nothing of why."""

    kind: Annotated[ChangeKind, doc("What became of the words.")]
    version: Annotated[
        VersionNumber, doc("That has the paragraph: the heard one, or of a removed one the last.")
    ]
    section_id: Annotated[str | None, doc("Null where the heard version has no such section.")]
    paragraph_id: str


class Point(Record):
    """Remarks that say the same, answered together."""

    number: Annotated[PointNumber, doc("What it is cited by.")]
    title: str
    summary: Annotated[str, doc("Plain text.")]
    section_id: Annotated[
        str | None, doc("The section it is about in the heard version; null for the whole.")
    ]
    remarks: Annotated[list[str], doc("The numbers of the published remarks that it answers.")]
    not_shown: Annotated[Count, doc("How many remarks more it answers that are not published.")]
    quotes: list[PointQuote]
    answers: Annotated[list[PointAnswer], doc("Of each committee that owns the section.")]
    changes: Annotated[list[PointChange], doc("What was changed because of it.")]
    text_since: Annotated[
        list[ParagraphSince], doc("What became of the paragraphs that its remarks were written on.")
    ]
    html_url: Annotated[Address, doc("Its page.")]

    @classmethod
    def of(cls, outline: queries.Outline, point: queries.PublicPoint) -> Point:
        slug = outline.consultation.slug
        return cls(
            number=point.number,
            title=point.title,
            summary=point.summary,
            section_id=point.section.key if point.section else None,
            remarks=list(point.references),
            not_shown=point.hidden_in_all,
            quotes=[PointQuote(remark=each.reference, text=each.text) for each in point.quotes],
            answers=[PointAnswer.of(each) for each in point.answers],
            changes=[each for change in point.caused for each in _caused(outline, change)],
            text_since=[each for change in point.changes for each in _since(outline, change)],
            html_url=absolute("outcome_point", consultation=slug, number=point.number),
        )


def _caused(outline: queries.Outline, change: TextChange) -> Iterator[PointChange]:
    for each in change.latest:
        yield PointChange(
            kind=change.kind,
            version=change.now,
            section_id=_section(outline, each),
            paragraph_id=str(each.id),
        )


def _since(outline: queries.Outline, change: TextChange) -> Iterator[ParagraphSince]:
    version = change.now if change.new else change.since
    for each in change.new or change.old:
        yield ParagraphSince(
            kind=change.kind,
            version=version,
            section_id=_section(outline, each),
            paragraph_id=str(each.id),
        )


def _section(outline: queries.Outline, paragraph: ParagraphText) -> str | None:
    section = outline.by_id.get(paragraph.section)
    return section.key if section else None


class PointPage(Record):
    """Some of the points: first those on the whole, then in the order of the text."""

    items: Annotated[list[Point], AtMostLimit]
    next_cursor: NextCursor
