"""The remarks of the memo's annex and the wording that remarks propose: published words alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tortoise.expressions import Q

from consult.answers.memo.consultation_facts import published_remarks
from consult.answers.memo.memo import Proposal, RemarkLine
from consult.answers.point_register import PointEntry
from consult.answers.remit import RemitOutline
from consult.consultations.consultation import Consultation
from consult.documents.paragraph import Paragraph
from consult.responses.location import LocationIndex, StoredAnchor, location_index
from consult.responses.remark import Remark


async def proposals(consultation: Consultation, outline: RemitOutline) -> dict[int, Proposal]:
    """The wording that each published remark (id) proposes; at most six queries."""
    rows = (
        await published_remarks(consultation)
        .exclude(public_proposed_text="")
        .select_related("response")
        .only(
            *("id", "ordinal", "version_id", "section_id", "paragraph_id", "response_id"),
            *("public_quote", "public_proposed_text", "response__id", "response__number"),
        )
    )
    locations = await _locations(outline, rows)
    taken = await _taken(outline, rows)
    return {
        each.id: Proposal(
            f"{each.response.number}.{each.ordinal}",
            "" if _paragraph(each) in taken else each.public_quote or _words(locations, each),
            each.public_proposed_text,
        )
        for each in rows
    }


def _paragraph(remark: Remark) -> tuple[int, int]:
    return remark.version_id, remark.paragraph_id or 0


def _words(locations: LocationIndex | None, remark: Remark) -> str:
    """Those of the paragraph it was written on; "" for a heading and for the whole."""
    at = locations.of(StoredAnchor.of(remark)) if locations else None
    return at.original.text if at and at.original else ""


async def _locations(outline: RemitOutline, rows: Iterable[Remark]) -> LocationIndex | None:
    if outline.attribution is None:
        return None
    return await location_index(outline.attribution, {StoredAnchor.of(each) for each in rows})


async def _taken(outline: RemitOutline, rows: Iterable[Remark]) -> set[tuple[int, int]]:
    """(version, paragraph) of those that were taken down: nobody may quote them. One query."""
    on = Q(version_id__in={each.version_id for each in rows}, taken_reason__isnull=False)
    taken = Paragraph.filter(on).values_list("version_id", "identity_id")
    return {(int(str(version)), int(str(paragraph))) for version, paragraph in await taken}


async def remark_lines(
    consultation: Consultation, outline: RemitOutline, entries: Iterable[PointEntry]
) -> tuple[RemarkLine, ...]:
    """Every published remark by number, with the points it is in; some five queries. Holds all their texts."""
    rows = await published_remarks(consultation).select_related("response__respondent").order_by(
        "response__number", "ordinal"
    )  # fmt: skip
    locations = await _locations(outline, rows)
    points = _points(entries)
    return tuple(
        RemarkLine(
            f"{each.response.number}.{each.ordinal}",
            each.response.number or 0,
            each.response.respondent.public_name,
            _place(locations, each),
            each.public_text,
            each.public_proposed_text,
            tuple(points.get(each.id, ())),
        )
        for each in rows
    )


def _place(locations: LocationIndex | None, remark: Remark) -> str:
    at = locations.of(StoredAnchor.of(remark)) if locations else None
    return at.original.words if at and at.original else ""


def _points(entries: Iterable[PointEntry]) -> Mapping[int, list[int]]:
    """The numbers of its points by remark id."""
    points: defaultdict[int, list[int]] = defaultdict(list)
    for entry in entries:
        for member in entry.members:
            points[member.remark_id].append(entry.point.number)
    return points
