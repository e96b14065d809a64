"""The mapping of the version in preparation: reviewed, approved, and opened again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, following_version, mapping_on
from consult.desk.mapping_list import FILTERS, counts_by_filter, select_page, selection_in
from consult.desk.paragraph_differences import differences_by_side
from consult.desk.readiness import Step
from consult.desk.step_page import redirect_to, refuse_other_version, show
from consult.documents.versions.mapping_approval import approve_lineage
from consult.documents.versions.mapping_reopening import withdraw_approval
from consult.people.account import names_of
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import number_in, read_form


async def mapping(request: Request) -> Response:
    """How much is unchanged, the filters, and a page of entries."""
    return await _mapping(request, await desk_of(request))


async def approve_mapping(request: Request) -> Response:
    """Approve the mapping as it was shown."""
    return await _change(request, approve_lineage, query="")


async def reopen_mapping(request: Request) -> Response:
    """Withdraw the approval, so that the mapping can be corrected."""
    return await _change(request, withdraw_approval, query="saved=1")


async def _change(
    request: Request, verb: Callable[..., Awaitable[object]], *, query: str
) -> Response:
    desk = await desk_of(request)
    version = following_version(desk)
    async with read_form(request) as form:
        lock_version = number_in(form["lock_version"])
    try:
        await refuse_other_version(form, version)
        await verb(
            version, lock_version=lock_version, by=desk.person.actor, now=received_at(request)
        )
    except StaleState as conflict:
        return await _mapping(request, await desk_of(request), conflict)
    return redirect_to(desk.url("mapping"), query)


async def _mapping(request: Request, desk: Desk, conflict: StaleState | None = None) -> Response:
    mapping = await mapping_on(desk)
    selection = selection_in(request.query_params)
    page = select_page(mapping.entries, selection)
    people = {mapping.review.approved_by} | {each.entry.made_by for each in page.entries}
    return await show(
        request,
        desk,
        Step.TEXT,
        "mapping.html",
        conflict=conflict,
        mapping=mapping,
        selection=selection,
        page=page,
        filters=FILTERS,
        counts=counts_by_filter(mapping.entries, selection),
        unfiltered=counts_by_filter(mapping.entries, selection_in({})),
        differences=differences_by_side,
        names=await names_of(people),
    )
