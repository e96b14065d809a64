"""The register of points: which there are, who answers each, what is in it and what was answered. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from consult.answers.disposition import Disposition
from consult.answers.editions.content import FrozenPoint
from consult.answers.point import Point, PointRemark, is_quotable
from consult.answers.remit import Remit, RemitOutline
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.database import among
from consult.responses.location import StoredAnchor
from consult.responses.omission import Piece, pieces_of
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing


class PointMember(NamedTuple):
    """One remark of a point, without its text. ``reference`` is its public number, ``quote`` the words that the memo
    quotes of it, ``is_quote_public`` whether everybody can still read them there."""

    remark_id: int
    reference: str
    standing: Standing
    publicity: Publicity
    quote: str
    is_quote_public: bool
    anchor: StoredAnchor

    @property
    def quote_pieces(self) -> tuple[Piece, ...]:
        """The quote, cut where words were left out."""
        return pieces_of(self.quote)


@dataclass
class PointEntry:
    """One point with all that the pages and the memo need of it.

    ``owners`` are the committees that each give an answer, by name. ``members`` are all remarks that were put into it and
    not taken out, those withdrawn since among them, the oldest first. ``answers`` by committee id.
    """

    point: Point
    owners: tuple[Committee, ...]
    members: list[PointMember] = field(default_factory=list)
    answers: dict[int, Disposition] = field(default_factory=dict)

    @property
    def standing(self) -> list[PointMember]:
        """The members with standing."""
        return [m for m in self.members if m.standing == Standing.RECEIVED]

    @property
    def received(self) -> int:
        return len(self.standing)

    @property
    def published(self) -> int:
        return sum(m.publicity in VISIBLE for m in self.standing)

    def is_owned_by(self, committee: Committee) -> bool:
        return any(owner.id == committee.id for owner in self.owners)


async def points_of(remit: Remit) -> list[PointEntry]:
    """The points that the committee answers, alone or with others, by number; five queries."""
    every = await all_points(remit.consultation, remit.outline)
    return [entry for entry in every if entry.is_owned_by(remit.committee)]


async def own_points(remit: Remit) -> list[Point]:
    """The points that the committee answers, by number, without what is in them; one query."""
    points = Point.filter(consultation_id=remit.consultation.id, archived_at=None)
    return [each for each in await points.order_by("number") if remit.owns(each.section_id)]


async def find_point(remit: Remit, number: int) -> PointEntry | None:
    """The point with this number; None when the committee answers none such. Five queries."""
    point = await Point.get_or_none(
        consultation_id=remit.consultation.id, number=number, archived_at=None
    )
    if point is None or not remit.owns(point.section_id):
        return None
    return (await _entries([point], remit.outline))[0]


async def all_points(consultation: Consultation, outline: RemitOutline) -> list[PointEntry]:
    """Every point of the consultation by number; five queries."""
    points = await Point.filter(consultation_id=consultation.id, archived_at=None)
    return await _entries(sorted(points, key=lambda point: point.number), outline)


async def _entries(points: Iterable[Point], outline: RemitOutline) -> list[PointEntry]:
    committees = await Committee.all().order_by("name")
    entries = {point.id: PointEntry(point, _owners(point, outline, committees)) for point in points}
    for point_id, member in await _members(list(entries)):
        entries[point_id].members.append(member)
    for answer in await Disposition.filter(point_id__in=list(entries)):
        entries[answer.point_id].answers[answer.committee_id] = answer
    return list(entries.values())


def _owners(
    point: Point, outline: RemitOutline, committees: Iterable[Committee]
) -> tuple[Committee, ...]:
    owners = outline.owners_of(point.section_id)
    return tuple(committee for committee in committees if committee.id in owners)


async def _members(points: list[int]) -> list[tuple[int, PointMember]]:
    """Every member of these points (ids) with its point's id; two queries. Only texts that are quoted are read."""
    quoted = PointRemark.filter(point_id__in=points).exclude(quote="").values("remark_id")
    sources = await _sources(Remark.filter(id__in=Subquery(quoted)))
    rows = (
        await PointRemark.filter(point_id__in=points)
        .order_by("remark__response__received_at", "remark_id")
        .values_list(
            *("point_id", "remark_id", "quote", "remark__standing", "remark__publicity"),
            *("remark__response__number", "remark__ordinal"),
            *("remark__version_id", "remark__section_id", "remark__paragraph_id"),
        )
    )
    return [(point, _member(row, sources)) for point, *row in rows]


async def _sources(quoted: QuerySet[Remark]) -> dict[int, Remark]:
    """What a quote is checked against, by id; one query."""
    texts = quoted.only("id", "standing", "publicity", "public_text")
    return {remark.id: remark for remark in await texts}


def _member(row: list[Any], sources: Mapping[int, Remark]) -> PointMember:
    remark, quote, standing, publicity, number, ordinal, *anchor = row
    return PointMember(
        remark,
        f"{number}.{ordinal}",
        Standing(standing),
        Publicity(publicity),
        quote,
        bool(quote) and is_quotable(sources.get(remark), quote),
        StoredAnchor(*anchor),
    )


async def frozen_entries(
    consultation: Consultation, points: Sequence[FrozenPoint]
) -> list[PointEntry]:
    """The same of points as an edition froze them, in their order, with what may be read of their remarks now; four
    queries. The owners are the committees that answered."""
    made_by = Point.filter(consultation_id=consultation.id).values_list("number", "committee_id")
    makers = {int(str(number)): int(str(committee)) for number, committee in await made_by}
    committees = {each.id: each for each in await Committee.all()}
    members = await _frozen_members(points)
    return [
        PointEntry(
            _frozen_point(each, makers[each.number]),
            tuple(sorted((committees[a.committee] for a in each.answers), key=lambda c: c.name)),
            members[each.number],
            {a.committee: Disposition(outcome=a.outcome, reason=a.reason) for a in each.answers},
        )
        for each in points
    ]


def _frozen_point(frozen: FrozenPoint, maker: int) -> Point:
    """As it stood; it is not to be stored."""
    return Point(
        number=frozen.number, title=frozen.title, summary=frozen.summary, section_id=frozen.section,
        committee_id=maker,
    )  # fmt: skip


async def _frozen_members(points: Iterable[FrozenPoint]) -> dict[int, list[PointMember]]:
    """By the number of the point, the oldest first; two queries. Only texts that are quoted are read."""
    chosen = [(point.number, member) for point in points for member in point.members]
    sources = await _sources(Remark.filter(id__in=among(m.remark for _, m in chosen if m.quote)))
    rows = (
        await Remark.filter(id__in=among({member.remark for _, member in chosen}))
        .order_by("response__received_at", "id")
        .values_list(
            *("id", "standing", "publicity", "response__number", "ordinal"),
            *("version_id", "section_id", "paragraph_id"),
        )
    )
    places = {int(str(row[0])): place for place, row in enumerate(rows)}
    members: defaultdict[int, list[PointMember]] = defaultdict(list)
    for number, each in sorted(chosen, key=lambda one: places[one[1].remark]):
        remark, *facts = rows[places[each.remark]]
        members[number].append(_member([remark, each.quote, *facts], sources))
    return members


async def remarks_in(entry: PointEntry) -> dict[int, Remark]:
    """The members of one point with their texts and who wrote them, by id; one query."""
    rows = Remark.filter(id__in=[member.remark_id for member in entry.members])
    return {each.id: each for each in await rows.select_related("response__respondent")}


async def points_by_remark(
    remarks: Iterable[Remark], consultation_id: int
) -> dict[int, list[Point]]:
    """The points that each of these remarks is in, by remark id; one query."""
    points: defaultdict[int, list[Point]] = defaultdict(list)
    rows = PointRemark.filter(
        remark_id__in=[remark.id for remark in remarks],
        point__consultation_id=consultation_id,
        point__archived_at=None,
    ).select_related("point")
    for row in await rows.order_by("point__number"):
        points[row.remark_id].append(row.point)
    return points
