"""Storing sample answers: some points with their dispositions, through the verbs a caseworker's pages call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from consult import audit
from consult.answers.disposition import DispositionInput, Outcome, dispose
from consult.answers.point import Point, PointInput, make_point, quote
from consult.answers.remit import Remit, remit_of
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.demo.stored_responses import Themed
from consult.documents.section import SectionIdentity
from consult.responses.remark import VISIBLE, Remark
from consult.sample.points import SamplePoint

QUOTES = 3
LONGEST_QUOTE = 240


async def store_points(
    points: Iterable[SamplePoint],
    themed: Sequence[Themed],
    consultation: Consultation,
    *,
    now: datetime,
) -> None:
    """Make the points, put the remarks of their themes into them, quote a few and answer."""
    committees = {c.slug: c for c in await Committee.all()}
    for sample in points:
        remit = await remit_of(consultation, committees[sample.committee])
        members = await _members(sample, themed, remit)
        if members:
            point = await _point(sample, remit, committees, members, now)
            await _answers(sample, point, consultation, committees, now)


async def _members(sample: SamplePoint, themed: Sequence[Themed], remit: Remit) -> list[Remark]:
    about = [t.remark_id for t in themed if t.area == sample.area and t.theme in sample.themes]
    return await remit.remarks().filter(id__in=about[:200]).order_by("id")


async def _point(
    sample: SamplePoint,
    remit: Remit,
    committees: dict[str, Committee],
    members: Sequence[Remark],
    now: datetime,
) -> Point:
    section = await SectionIdentity.get_or_none(id=_section(sample, remit, committees))
    ids = [remark.id for remark in members]
    new = PointInput(sample.title, sample.summary, section, ids)
    point = await make_point(remit, new, by=audit.SYSTEM, now=now)
    for remark in [m for m in members if m.publicity in VISIBLE][:QUOTES]:
        words = _quotable(remark.public_text)
        await quote(point, remark.id, words, by=audit.SYSTEM, now=now)
    return point


def _section(sample: SamplePoint, remit: Remit, committees: dict[str, Committee]) -> int | None:
    """The first section of the area that everybody who answers owns, by identity; None for the whole."""
    answering = {committees[answer.committee].id for answer in sample.dispositions}
    return next(
        (
            section.identity_id
            for section in remit.outline.sections
            if section.area == sample.section_key
            and answering <= remit.outline.owners_of(section.identity_id)
        ),
        None,
    )


def _quotable(text: str) -> str:
    """The first sentence, literally; "" when it is too long to be quoted whole."""
    sentence = text.split("\n")[0].split(". ")[0]
    return sentence if len(sentence) <= LONGEST_QUOTE else ""


async def _answers(
    sample: SamplePoint,
    point: Point,
    consultation: Consultation,
    committees: dict[str, Committee],
    now: datetime,
) -> None:
    for answer in sample.dispositions:
        await dispose(
            point,
            await remit_of(consultation, committees[answer.committee]),
            DispositionInput(Outcome(answer.outcome), answer.reason),
            by=audit.SYSTEM,
            now=now,
        )
