"""Storing sample answers: some points with their dispositions, through the verbs a caseworker's pages call."""

from __future__ import annotations

import re
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


# What a remark begins with to say where it belongs: "Vedr. By og bolig: ", "(jf. s. 12) ".
_REFERENCE = re.compile(
    r"(?:[^\n:.!?]|\b(?:Vedr|s|jf|Jf|Side|S)\.){1,120}: |\((?:[^()\n]){1,40}\) "
)
# Up to a full stop that no abbreviation ends with.
_SENTENCE = re.compile(r"[^\n]*?(?<!\bVedr)(?<!\bf\.eks)(?<!\bbl\.a)(?<!\bs)(?<!\bjf)(?<!\bkl)(?<!\bnr)(?<!\bth)(?<!\d)[.!?](?=\s|$)")  # fmt: skip
_FEWEST_WORDS = 4


def _quotable(text: str) -> str:
    """The first whole sentence, literally, without what says where it belongs; "" where none is short enough to be
    quoted whole."""
    for line in text.split("\n"):
        said = _REFERENCE.match(line)
        for sentence in _SENTENCE.findall(line[said.end() if said else 0 :]):
            words = sentence.strip()
            if len(words.split()) >= _FEWEST_WORDS and len(words) <= LONGEST_QUOTE:
                return str(words)
    return ""


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
