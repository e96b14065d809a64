"""The remarks behind a number: the filters the pages link with, and the list a screenful at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from consult.answers.point import Point, PointRemark
from consult.answers.point_register import numbers_of
from consult.answers.remit import Remit
from consult.numbers import whole_number
from consult.responses.remark import VISIBLE, Publicity, Remark, Stance
from consult.responses.respondent import RespondentKind

PAGE = 20
WHOLE = "whole"
NONE = "none"
GONE = "gone"
PUBLIC = "public"
PUBLICITIES = (PUBLIC, Publicity.WAITING, Publicity.WITHHELD)


@dataclass(frozen=True)
class RemarkFilters:
    """What to show, in the words of the address; "" filters nothing.

    ``section`` a key, or "whole" for what is counted on no section; ``paragraph`` an identity's id, "none" for
    remarks on a heading or the whole, "gone" for those on what is in the text no more; ``publicity`` "public",
    "waiting" or "withheld"; ``point`` a number, or "none" for remarks in no point of the committee.
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
class Screenful:
    """Some of the list, newest first, with how many remarks and responses it has in all.

    ``older`` and ``newer`` are cursors (remark ids), None at either end; ``points`` by remark id.
    """

    remarks: list[Remark]
    points: dict[int, list[Point]]
    total: int
    older: int | None
    newer: int | None


def filters_from(query: Mapping[str, str]) -> RemarkFilters:
    """Filters from an address. Raises ValueError for a word that names nothing."""
    found = RemarkFilters(**{each.name: query.get(each.name, "") for each in fields(RemarkFilters)})
    if found.stance:
        Stance(found.stance)
    if found.kind:
        RespondentKind(found.kind)
    if found.publicity and found.publicity not in PUBLICITIES:
        raise ValueError(found.publicity)
    for number, words in ((found.paragraph, (NONE, GONE)), (found.point, (NONE,))):
        if number and number not in words and whole_number(number) is None:
            raise ValueError(number)
    return found


def filtered(remit: Remit, filters: RemarkFilters) -> QuerySet[Remark]:
    """The remit's remarks that fit. Raises ValueError for a section that is not the committee's."""
    # A number of a point counts all that is in it, be some of it another owner's.
    is_of_point = filters.point not in ("", NONE)
    remarks = readable(remit) if is_of_point else remit.remarks()
    if filters.section == WHOLE:
        remarks = remarks.filter(remit.beside_the_sections)
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
    return _by_point(remarks, remit, filters.point)


def readable(remit: Remit) -> QuerySet[Remark]:
    """What the committee reads: its own remarks, and all that is in the points it answers."""
    return remit.every().filter(
        remit.mine | Q(id__in=Subquery(_members(remit).filter(_own(remit)).values("remark_id")))
    )


def unpointed(remit: Remit) -> QuerySet[Remark]:
    """The remit's remarks that are in no point the committee answers."""
    return _by_point(remit.remarks(), remit, NONE)


async def screenful(
    remit: Remit, filters: RemarkFilters, *, before: int | None = None, after: int | None = None
) -> Screenful:
    """The newest PAGE of the list, or those just older than ``before`` or newer than ``after`` (ids)."""
    fitting = filtered(remit, filters)
    part = fitting.select_related("response__respondent")
    if after is not None:
        part = part.filter(id__gt=after).order_by("id")
    else:
        part = (part if before is None else part.filter(id__lt=before)).order_by("-id")
    found = await part.limit(PAGE + 1)
    more, found = len(found) > PAGE, found[:PAGE]
    if after is not None:
        found.reverse()
    is_first = before is None and (after is None or not more)
    is_last = not more if after is None else False
    return Screenful(
        found,
        await numbers_of(found, remit.consultation.id),
        await fitting.count(),
        found[-1].id if found and not is_last else None,
        found[0].id if found and not is_first else None,
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


def _by_point(remarks: QuerySet[Remark], remit: Remit, point: str) -> QuerySet[Remark]:
    """``point``: a number, "none", or "" for all."""
    if not point:
        return remarks
    members = _members(remit)
    if point != NONE:
        members = members.filter(point__number=int(point))
        return remarks.filter(id__in=Subquery(members.values("remark_id")))
    return remarks.filter(~Q(id__in=Subquery(members.filter(_own(remit)).values("remark_id"))))


def _members(remit: Remit) -> QuerySet[PointRemark]:
    return PointRemark.filter(point__consultation_id=remit.consultation.id, point__archived_at=None)


def _own(remit: Remit) -> Q:
    """Points that the committee answers."""
    own = Q(point__section_id__in=remit.attributed_sections)
    if remit.is_lead:
        own |= Q(point__section_id=None) | ~Q(point__section_id__in=remit.outline.owned)
    return own
