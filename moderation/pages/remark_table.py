"""The remarks of the queue's list as a table, with the filters that are on."""

from __future__ import annotations

from dataclasses import asdict, fields

from starlette.requests import Request
from starlette.responses import Response

from consult.responses.staff_table import staff_table
from consult.web.arrival import received_at
from consult.web.table_answer import refuse_unknown, refuse_values, table_answer, table_ending
from consult.web.urls import absolute
from moderation.lookup import queue_of
from moderation.queue_filters import QueueFilters

FILTERS = [each.name for each in fields(QueueFilters)]


async def queue_table(request: Request) -> Response:
    """As many remarks as the list holds on all its pages. Raises HTTPException 400 for a filter that is none."""
    ending = table_ending(request)
    refuse_unknown(request, FILTERS)
    viewed = await queue_of(request)
    chosen = {name: value for name, value in asdict(viewed.filters).items() if value}
    refuse_values(request.query_params, chosen)
    table = staff_table(
        viewed.consultation,
        await viewed.listed(),
        settings=request.app.state.settings,
        source=absolute("queue", consultation=viewed.consultation.slug),
        now=received_at(request),
        filters=chosen,
    )
    return await table_answer(request, table, ending)
