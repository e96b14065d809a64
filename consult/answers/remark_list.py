"""The list of remarks behind a number: the filters that pages link with, and the list a page at a time. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from consult.answers.point import Point, PointRemark
from consult.answers.point_register import points_by_remark
from consult.answers.remit import Remit
from consult.numbers import whole_number
from consult.responses.remark import VISIBLE, Publicity, Remark, Stance
from consult.responses.respondent import RespondentKind

ROWS = 20
WHOLE = "whole"
NONE = "none"
GONE = "gone"
PUBLIC = "public"
PUBLICITIES = (PUBLIC, Publicity.WAITING, Publicity.WITHHELD)


@dataclass(frozen=True)
class RemarkFilters:
    """The filters in the words of the address; "" filters nothing.

    ``section`` is a key, or "whole" for what is counted on no section. ``paragraph`` is an identity, "none" for remarks
    on a heading or the whole, "gone" for those on what the text does not have any more. ``publicity`` is "public",
    "waiting" or "withheld". ``point`` is a number, or "none" for remarks in no point of the committee.
    """

    section: str = ""
    paragraph: str = ""
    stance: str = ""
    kind: str = ""
    publicity: str = ""
    point: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """Those that filter something, as an address carries them."""
        every = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in every.items() if value}


@dataclass(frozen=True)
class RemarkListPage:
    """Some of the list, newest first; ``total`` remarks are in all of it. ``older`` and ``newer`` are cursors (remark
    ids), None at either end; ``points`` by remark id."""

    remarks: list[Remark]
    points: dict[int, list[Point]]
    total: int
    older: int | None
    newer: int | None


def read_filters(query: Mapping[str, str]) -> RemarkFilters:
    """The filters in an address. Raises ValueError for a word that names nothing."""
    filters = RemarkFilters(
        **{each.name: query.get(each.name, "") for each in fields(RemarkFilters)}
    )
    if filters.stance:
        Stance(filters.stance)
    if filters.kind:
        RespondentKind(filters.kind)
    if filters.publicity and filters.publicity not in PUBLICITIES:
        raise ValueError(filters.publicity)
    for number, words in ((filters.paragraph, (NONE, GONE)), (filters.point, (NONE,))):
        if number and number not in words and whole_number(number) is None:
            raise ValueError(number)
    return filters


def filtered(remit: Remit, filters: RemarkFilters) -> QuerySet[Remark]:
    """The remit's remarks that fit. Raises ValueError for a section that is not the committee's."""
    # The number of a point counts all that is in it, also what another owner answers.
    is_of_point = filters.point not in ("", NONE)
    remarks = readable(remit) if is_of_point else remit.remarks()
    if filters.section == WHOLE:
        remarks = remarks.filter(remit.on_no_section)
    elif filters.section:
        remarks = remarks.filter(remit.on_section(_identity(remit, filters.section)))
    if filters.paragraph:
        remarks = remarks.filter(_on_paragraph(remit, filters.paragraph))
    if filters.stance:
        remarks = remarks.filter(stance=Stance(filters.stance))
    if filters.kind:
        remarks = remarks.filter(response__respondent__kind=RespondentKind(filters.kind))
    if filters.publicity:
        among = VISIBLE if filters.publicity == PUBLIC else (Publicity(filters.publicity),)
        remarks = remarks.filter(publicity__in=among)
    return _in_point(remarks, remit, filters.point)


def readable(remit: Remit) -> QuerySet[Remark]:
    """What the committee reads: its own remarks, and all that is in the points it answers."""
    members = _members(remit).filter(_in_own_points(remit)).values("remark_id")
    return remit.all_remarks().filter(remit.own | Q(id__in=Subquery(members)))


def unpointed(remit: Remit) -> QuerySet[Remark]:
    """The remit's remarks that are in no point the committee answers."""
    return _in_point(remit.remarks(), remit, NONE)


async def unpointed_ids(remit: Remit) -> tuple[int, ...]:
    """Their ids, the oldest first; one query."""
    return tuple([id async for (id,) in unpointed(remit).order_by("id").values_list("id")])


async def remark_list_page(
    remit: Remit, filters: RemarkFilters, *, before: int | None = None, after: int | None = None
) -> RemarkListPage:
    """The newest ROWS of the list, or those just older than ``before`` or newer than ``after`` (ids); three queries.

    Raises ValueError for a section that is not the committee's.
    """
    fitting = filtered(remit, filters)
    rows = fitting.select_related("response__respondent")
    if after is not None:
        rows = rows.filter(id__gt=after).order_by("id")
    else:
        rows = (rows if before is None else rows.filter(id__lt=before)).order_by("-id")
    found = await rows.limit(ROWS + 1)
    has_more, remarks = len(found) > ROWS, found[:ROWS]
    if after is not None:
        remarks.reverse()
    is_first = before is None and (after is None or not has_more)
    is_last = not has_more if after is None else False
    return RemarkListPage(
        remarks,
        await points_by_remark(remarks, remit.consultation.id),
        await fitting.count(),
        remarks[-1].id if remarks and not is_last else None,
        remarks[0].id if remarks and not is_first else None,
    )


def _identity(remit: Remit, key: str) -> int:
    for section in remit.sections:
        if section.key == key:
            return section.identity_id
    raise ValueError(key)


def _on_paragraph(remit: Remit, paragraph: str) -> Q:
    """``paragraph`` as in RemarkFilters."""
    past = remit.outline.attribution
    if past is None:
        return Q(paragraph_id=None)
    if paragraph == NONE:
        return past.on_no_paragraph
    return past.on_what_is_gone if paragraph == GONE else past.on_paragraph(int(paragraph))


def _in_point(remarks: QuerySet[Remark], remit: Remit, point: str) -> QuerySet[Remark]:
    """``point`` as in RemarkFilters."""
    if not point:
        return remarks
    members = _members(remit)
    if point != NONE:
        members = members.filter(point__number=int(point))
        return remarks.filter(id__in=Subquery(members.values("remark_id")))
    own = members.filter(_in_own_points(remit)).values("remark_id")
    return remarks.filter(~Q(id__in=Subquery(own)))


def _members(remit: Remit) -> QuerySet[PointRemark]:
    return PointRemark.filter(point__consultation_id=remit.consultation.id, point__archived_at=None)


def _in_own_points(remit: Remit) -> Q:
    """Of points that the committee answers."""
    own = Q(point__section_id__in=remit.attributed_sections)
    if remit.is_lead:
        own |= Q(point__section_id=None) | ~Q(point__section_id__in=remit.outline.owned)
    return own
