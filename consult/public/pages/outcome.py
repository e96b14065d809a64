"""The outcome: what people said, what the committees answered, what became of the text; as a list, point by point."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from tortoise.expressions import Q

from consult import clock
from consult.answers.editions.edition import Edition
from consult.answers.editions.uncovered import UncoveredReason
from consult.consultations.consultation import Consultation
from consult.documents.translations.languages import direction_of
from consult.documents.versions.change_sentence import change_words
from consult.documents.versions.text_changes import TextChange
from consult.numbers import page_number
from consult.public import queries
from consult.public.answers_until import answers_until
from consult.public.cacheable import public_page
from consult.public.lookup import LARGEST_COUNT, outline_of
from consult.public.memo_words import why_gone
from consult.public.remark_cards import ChangeLink, change_links
from consult.public.remark_list import RemarkList
from consult.web.lookup import found_or_404
from consult.web.urls import url

PER_PAGE = 20
ChangeLinks = Callable[[Iterable[TextChange]], tuple[ChangeLink, ...]]


@dataclass(frozen=True)
class AreaLink:
    """An area that has points, and the page of its points; ``area`` None is the whole draft."""

    area: queries.PublicSection | None
    points: int
    href: str
    is_current: bool


@dataclass(frozen=True)
class OutcomeList:
    """Which points a page of the outcome shows. ``area`` is a key, "" for all; pages count from 1."""

    headings: Sequence[queries.PointHeading]
    area: str
    page: int

    @property
    def chosen(self) -> list[queries.PointHeading]:
        return [each for each in self.headings if self.area in ("", area_key(each))]

    @property
    def on_page(self) -> list[queries.PointHeading]:
        return self.chosen[(self.page - 1) * PER_PAGE : self.page * PER_PAGE]

    @property
    def has_more(self) -> bool:
        return len(self.chosen) > self.page * PER_PAGE


@dataclass(frozen=True)
class MemoLink:
    """The memo of an edition, and ``why`` it may not be had, in words, or ""."""

    memo: queries.PublicMemo
    why: str


WHOLE = "whole"


def area_key(heading: queries.PointHeading) -> str:
    """The area that a point is listed under, as the address names it."""
    return heading.section.area if heading.section else WHOLE


async def outcome(request: Request) -> Response:
    """Every point of the edition in force, some at a time, or that it was taken back. Raises HTTPException 404 while
    nothing was published."""
    now = clock.now()
    outline = await outline_of(request, now)
    consultation = outline.consultation
    editions = await queries.public_editions(consultation, now)
    found_or_404(editions.in_force or editions.taken_back)
    edition = editions.in_force
    return public_page(
        request,
        "public/outcome.html",
        depends_on=consultation,
        valid_until=answers_until(consultation, editions, now),
        edition=edition,
        taken_back=editions.taken_back,
        memos=await _memos(consultation, editions),
        uncovered=await queries.uncovered_counts(edition) if edition else [],
        uncovered_url=lambda reason: url(
            "outcome_uncovered", consultation=consultation.slug, reason=reason
        ),
        **(await _listed(request, outline, edition) if edition else nothing_listed(outline)),
    )


async def _memos(consultation: Consultation, editions: queries.PublicEditions) -> list[MemoLink]:
    """The memo of every edition that was published, the newest first."""
    return [
        MemoLink(each, why_gone(each))
        for each in await queries.public_memos(consultation, editions)
    ]


async def _listed(request: Request, outline: queries.Outline, edition: Edition) -> dict[str, Any]:
    listed = list_in(request, outline, await queries.point_headings(outline, edition))
    numbers = [each.number for each in listed.on_page]
    points = {each.number: each for each in await queries.points(outline, edition, numbers)}
    return outcome_context(outline, listed, [points[each] for each in numbers], _page_of(outline))


def list_in(
    request: Request, outline: queries.Outline, headings: Sequence[queries.PointHeading]
) -> OutcomeList:
    """The page of the list that the address asks for. Raises HTTPException 404 for an area and for a page that is not
    there."""
    area = request.query_params.get("section", "")
    listed = OutcomeList(headings, area, max(1, page_number(request.query_params.get("page", ""))))
    is_area = area in ("", WHOLE) or (area in outline.by_key and outline.by_key[area].is_area)
    if not is_area or (listed.page > 1 and not listed.on_page):
        raise HTTPException(404)
    return listed


def _page_of(outline: queries.Outline) -> str:
    return url("outcome", consultation=outline.consultation.slug)


def nothing_listed(outline: queries.Outline) -> dict[str, Any]:
    """The context of a page without points."""
    return outcome_context(outline, OutcomeList((), "", 1), [], _page_of(outline))


def outcome_context(
    outline: queries.Outline,
    listed: OutcomeList,
    points: Sequence[queries.PublicPoint],
    href: str,
    point_url: Callable[[int], str] | None = None,
    links: ChangeLinks | None = None,
) -> dict[str, Any]:
    """What the template needs of the list. ``href`` is its address, ``point_url`` names that of a point, ``links`` where
    its changes are read."""
    consultation = outline.consultation
    return {
        "consultation": consultation,
        "outline": outline,
        "points": points,
        "total": len(listed.headings),
        "areas": _areas(outline, listed, href),
        "area_of": lambda point: outline.by_key[point.section.area] if point.section else None,
        "whole_href": href if listed.area else None,
        "newer_href": _page_href(href, listed.area, listed.page - 1) if listed.page > 1 else None,
        "older_href": _page_href(href, listed.area, listed.page + 1) if listed.has_more else None,
        "point_url": point_url or _public_point_url(consultation.slug),
        "change_words": change_words,
        "change_links": links or partial(change_links, consultation.slug),
        "text_dir": direction_of(consultation.language),
    }


def _public_point_url(slug: str) -> Callable[[int], str]:
    return lambda number: url("outcome_point", consultation=slug, number=number)


def _areas(outline: queries.Outline, listed: OutcomeList, href: str) -> list[AreaLink]:
    """The areas that have points, the whole first."""
    keys = [area_key(each) for each in listed.headings]
    return [
        AreaLink(
            outline.by_key.get(key), keys.count(key), _page_href(href, key, 1), key == listed.area
        )
        for key in dict.fromkeys(keys)
    ]


def _page_href(href: str, area: str, number: int) -> str:
    query = [f"section={area}"] if area else []
    query += [f"page={number}"] if number > 1 else []
    return href + ("?" + "&".join(query) if query else "")


async def outcome_point(request: Request) -> Response:
    """One point: what was said, what was answered, what became of the text, and its published remarks. Raises
    HTTPException 404 unless it is in the edition in force."""
    now = clock.now()
    outline = await outline_of(request, now)
    consultation, number = outline.consultation, request.path_params["number"]
    editions = await queries.public_editions(consultation, now)
    edition = found_or_404(editions.in_force)
    found = await queries.points(outline, edition, [number] if number <= LARGEST_COUNT else [])
    point = found_or_404(found[0] if found else None)
    href = url("outcome_point", consultation=consultation.slug, number=number)
    remarks = RemarkList(outline, href, only=queries.in_point(edition, number))
    return public_page(
        request,
        "public/outcome_point.html",
        depends_on=consultation,
        valid_until=answers_until(consultation, editions, now),
        **point_context(outline, point, url("outcome", consultation=consultation.slug)),
        **await remarks.context(request, with_location=True),
    )


def point_context(
    outline: queries.Outline,
    point: queries.PublicPoint,
    outcome_href: str,
    links: ChangeLinks | None = None,
) -> dict[str, Any]:
    """What the template needs of one point beside its remarks; ``links`` as for the list."""
    return {
        "consultation": outline.consultation,
        "point": point,
        "outcome_href": outcome_href,
        "change_words": change_words,
        "change_links": links or partial(change_links, outline.consultation.slug),
        "text_dir": direction_of(outline.consultation.language),
    }


async def outcome_uncovered(request: Request) -> Response:
    """The published remarks that are in no point for the reason in the address. Raises HTTPException 404 for another
    word, and while nothing is published."""
    now = clock.now()
    outline = await outline_of(request, now)
    consultation, word = outline.consultation, request.path_params["reason"]
    editions = await queries.public_editions(consultation, now)
    edition = found_or_404(editions.in_force)
    reason = found_or_404(UncoveredReason(word) if word in list(UncoveredReason) else None)
    only: Q = queries.in_no_point(edition, reason)
    href = url("outcome_uncovered", consultation=consultation.slug, reason=word)
    return public_page(
        request,
        "public/outcome_uncovered.html",
        depends_on=consultation,
        valid_until=answers_until(consultation, editions, now),
        consultation=consultation,
        reason=reason,
        **await RemarkList(outline, href, only=only).context(request, with_location=True),
    )
