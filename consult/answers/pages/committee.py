"""The committee's front page and the remarks behind each of its numbers."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.answers.approval import part_of
from consult.answers.committee_annexes import annexes_with
from consult.answers.committee_desk import CommitteeDesk
from consult.answers.counts import count_remit
from consult.answers.coverage import coverage_of
from consult.answers.headline import headline_of
from consult.answers.lookup import desk_of
from consult.answers.pages.committee_page import show
from consult.answers.point_register import own_points, points_of
from consult.answers.remark_chart import map_of
from consult.answers.remark_list import RemarkFilters, filters_from, screenful
from consult.answers.remit import locations_in
from consult.numbers import id_in


async def committee(request: Request) -> Response:
    """What came in for this committee, where in the draft, and what is still to be answered."""
    desk = await desk_of(request)
    counts = await count_remit(desk.remit)
    entries = await points_of(desk.remit)
    coverage = await coverage_of(desk.remit, entries, counts)
    return show(
        request,
        desk,
        "committee.html",
        counts=counts,
        headline=await headline_of(desk.consultation, counts),
        map=await map_of(desk.remit, counts),
        entries=entries,
        coverage=coverage,
        part=await part_of(desk.remit, entries, coverage.unpointed),
        remarks_url=lambda **filters: remarks_url(desk, RemarkFilters(**filters)),
    )


async def committee_remarks(request: Request) -> Response:
    """The remarks that fit the filters of the address, a screenful at a time."""
    desk = await desk_of(request)
    query = request.query_params
    try:
        filters = filters_from(query)
        part = await screenful(
            desk.remit,
            filters,
            before=_cursor(query.get("before")),
            after=_cursor(query.get("after")),
        )
    except ValueError as error:
        raise HTTPException(404) from error
    return show(
        request,
        desk,
        "committee_remarks.html",
        filters=filters,
        part=part,
        places=await locations_in(desk.remit, part.remarks),
        annexes=await annexes_with(part.remarks),
        points=await own_points(desk.remit) if desk.may_write else [],
        newer_href=_turned(desk, filters, "after", part.newer),
        older_href=_turned(desk, filters, "before", part.older),
    )


def remarks_url(desk: CommitteeDesk, filters: RemarkFilters) -> str:
    """The list that opens the number counted by these filters."""
    query = urlencode(filters.chosen)
    return desk.url("committee_remarks") + (f"?{query}" if query else "")


def _turned(
    desk: CommitteeDesk, filters: RemarkFilters, way: str, cursor: int | None
) -> str | None:
    if cursor is None:
        return None
    return desk.url("committee_remarks") + "?" + urlencode({**filters.chosen, way: cursor})


def _cursor(written: str | None) -> int | None:
    """A remark's id from an address. Raises ValueError for anything else."""
    if written is None:
        return None
    cursor = id_in(written)
    if cursor is None:
        raise ValueError(written)
    return cursor
