"""Tables of remarks for whoever answers them: those behind a committee's number, and all of a consultation."""

from __future__ import annotations

from dataclasses import fields

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.answers.lookup import desk_of
from consult.answers.remark_list import RemarkFilters, filtered, read_filters
from consult.consultations.lookup import consultation_of
from consult.responses.remark import Remark
from consult.responses.staff_table import staff_table
from consult.web.arrival import received_at
from consult.web.table_answer import refuse_unknown, table_answer, table_ending
from consult.web.urls import absolute, in_full

FILTERS = [each.name for each in fields(RemarkFilters)]


async def committee_table(request: Request) -> Response:
    """The remarks that fit the filters of the address, as many as the list's page says."""
    ending = table_ending(request)
    refuse_unknown(request, FILTERS)
    desk = await desk_of(request)
    try:
        filters = read_filters(request.query_params)
        remarks = filtered(desk.remit, filters)
    except ValueError as error:
        raise HTTPException(404) from error
    table = staff_table(
        desk.consultation,
        remarks,
        settings=request.app.state.settings,
        source=in_full(desk.url("committee_remarks")),
        now=received_at(request),
        filters={"committee": desk.committee.slug, **filters.chosen},
    )
    return await table_answer(request, table, ending)


async def received_table(request: Request) -> Response:
    """Every remark of the consultation that was received, for its editors."""
    ending = table_ending(request)
    refuse_unknown(request, ())
    consultation = await consultation_of(request)
    table = staff_table(
        consultation,
        Remark.filter(consultation_id=consultation.id),
        settings=request.app.state.settings,
        source=absolute("desk", consultation=consultation.slug),
        now=received_at(request),
    )
    return await table_answer(request, table, ending)
