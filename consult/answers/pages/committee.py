"""The committee's front page, and the remarks behind each of its numbers."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.answers.committee_annexes import annexes_with
from consult.answers.committee_desk import CommitteeDesk
from consult.answers.contribution import contribution_status
from consult.answers.counts import count_remit
from consult.answers.coverage import coverage_of
from consult.answers.headline import headline_of
from consult.answers.lookup import desk_of
from consult.answers.pages.committee_page import show
from consult.answers.point_register import own_points, points_of
from consult.answers.remark_chart import remark_chart
from consult.answers.remark_list import (
    RemarkFilters,
    RemarkListPage,
    read_filters,
    remark_list_page,
)
from consult.numbers import id_in
from consult.responses.location import remark_locations
from consult.responses.remark import Remark
from consult.web.ticks import ticked


async def committee(request: Request) -> Response:
    """What came in for this committee, on what, and what is still to be answered."""
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
        chart=await remark_chart(desk.remit, counts),
        entries=entries,
        coverage=coverage,
        contribution=await contribution_status(desk.remit, entries, coverage.unpointed),
        remarks_url=lambda **filters: remarks_url(desk, RemarkFilters(**filters)),
    )


async def committee_remarks(request: Request) -> Response:
    """The remarks that fit the filters of the address, a page at a time."""
    desk = await desk_of(request)
    filters, listed = await _listed(request, desk)
    chosen = await _chosen(request, desk) if desk.may_write else []
    shown = {each.id for each in listed.remarks}
    return show(
        request,
        desk,
        "committee_remarks.html",
        filters=filters,
        listed=listed,
        remark_locations=await remark_locations(desk.remit.outline.attribution, listed.remarks),
        annexes=await annexes_with(listed.remarks),
        points=await own_points(desk.remit) if desk.may_write else [],
        ticked={each.id for each in chosen},
        elsewhere=[each for each in chosen if each.id not in shown],
        into=request.query_params.get("into", ""),
        table_query=f"?{urlencode(filters.chosen)}" if filters.chosen else "",
        newer_href=_page_url(desk, filters, "after", listed.newer),
        older_href=_page_url(desk, filters, "before", listed.older),
    )


async def _listed(request: Request, desk: CommitteeDesk) -> tuple[RemarkFilters, RemarkListPage]:
    """The filters and the page of the list in the address. Raises HTTPException 404 where they name nothing."""
    query = request.query_params
    try:
        filters = read_filters(query)
        before, after = _cursor(query.get("before")), _cursor(query.get("after"))
        return filters, await remark_list_page(desk.remit, filters, before=before, after=after)
    except ValueError as error:
        raise HTTPException(404) from error


async def _chosen(request: Request, desk: CommitteeDesk) -> list[Remark]:
    """The committee's remarks that were ticked on the page before; one query, none where nothing was."""
    ids = {id_in(each) for each in ticked(request.query_params, "remark")} - {None}
    if not ids:
        return []
    rows = desk.remit.remarks().filter(id__in=list(ids)).select_related("response")
    return await rows.order_by("id")


def remarks_url(desk: CommitteeDesk, filters: RemarkFilters) -> str:
    """The list that opens the number counted by these filters."""
    query = urlencode(filters.chosen)
    return desk.url("committee_remarks") + (f"?{query}" if query else "")


def _page_url(
    desk: CommitteeDesk, filters: RemarkFilters, direction: str, cursor: int | None
) -> str | None:
    if cursor is None:
        return None
    return desk.url("committee_remarks") + "?" + urlencode({**filters.chosen, direction: cursor})


def _cursor(written: str | None) -> int | None:
    """A remark's id from an address. Raises ValueError for anything else."""
    if written is None:
        return None
    cursor = id_in(written)
    if cursor is None:
        raise ValueError(written)
    return cursor
