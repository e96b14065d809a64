"""The queue's page, and publishing several of its remarks at once."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.moderation_reason import reasons_of
from consult.locale import LANGUAGES
from consult.web.forms import read_form
from consult.web.rendering import page
from moderation.bulk_publish import BulkOutcome, bulk_publish
from moderation.lookup import queue_of
from moderation.pages.notices import notices_in
from moderation.queue import Queue
from moderation.queue_filters import WHOLE, unknown_filters
from moderation.queue_numbers import queue_numbers
from moderation.queue_page import queue_page, unexplained_rows
from moderation.remark_state import reference_in_state, tick_name, ticked_states


async def queue(request: Request) -> Response:
    """What waits, or what was decided, by the filters in the address; ``reference`` opens one remark."""
    viewed = await queue_of(request)
    reference = request.query_params.get("reference", "").strip()
    if await viewed.has(reference):
        return RedirectResponse(viewed.remark_url(reference), 303)
    return await _show(request, viewed, unknown_reference=reference)


async def publish_several(request: Request) -> Response:
    """Publish the ticked remarks, and say what became of each."""
    viewed = await queue_of(request)
    async with read_form(request) as form:
        states, beyond = ticked_states(form)
    outcome = await bulk_publish(
        viewed.consultation,
        states,
        by=request.state.person.actor,
        now=clock.now(),
        secret_key=request.app.state.settings.secret_key,
    )
    return await _show(request, viewed, outcome=outcome, beyond=beyond)


async def _show(
    request: Request,
    viewed: Queue,
    *,
    unknown_reference: str = "",
    outcome: BulkOutcome | None = None,
    beyond: Sequence[str] = (),
) -> Response:
    listed = await queue_page(viewed, request.query_params.get("after", ""))
    ticked: dict[str, str] = {}
    if not outcome:
        states, beyond = ticked_states(request.query_params)
        ticked = _references(states)
    shown = {row.state for row in listed.rows if row.can_be_ticked}
    areas, reasons = await viewed.area_options(), await reasons_of(viewed.consultation.id)
    known = {"area": [WHOLE, *(key for key, _name in areas)], "reason": list(reasons)}
    return page(
        request,
        "moderation/queue.html",
        consultation=viewed.consultation,
        filters=viewed.filters,
        area_options=areas,
        unknown_filters=unknown_filters(request.query_params, known),
        language_options=list(LANGUAGES.items()),
        numbers=await queue_numbers(viewed),
        total=await (await viewed.listed()).count(),
        list=listed,
        ticked=ticked,
        ticked_elsewhere={each: ticked[each] for each in ticked if each not in shown},
        unexplained=await unexplained_rows(viewed),
        now=clock.now(),
        unknown_reference=unknown_reference,
        outcome=outcome,
        beyond=list(_references(beyond).values()),
        tick_name=tick_name,
        **notices_in(request),
    )


def _references(states: Sequence[str]) -> dict[str, str]:
    """The references of remarks by their states, as forms carry them."""
    found = {each: reference_in_state(each) for each in states}
    return {state: str(reference) for state, reference in found.items() if reference}
