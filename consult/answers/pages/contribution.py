"""The committee's part of the memo: what is missing, approving it, taking the approval back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.answers import approval
from consult.answers.approval import NotAcknowledged, NotAnswered
from consult.answers.committee_desk import CommitteeDesk
from consult.answers.counts import count_remit
from consult.answers.coverage import coverage_of
from consult.answers.lookup import desk_of
from consult.answers.pages.committee import remarks_url
from consult.answers.pages.committee_page import show, then
from consult.answers.point_register import points_of
from consult.answers.remark_list import NONE, RemarkFilters
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form


async def contribution(request: Request) -> Response:
    """What is missing, each a link, and the button when nothing is."""
    return await _contribution(request, await desk_of(request))


async def approve_contribution(request: Request) -> Response:
    """Approve what was read."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        try:
            await approval.approve(
                desk.remit,
                checksum=form["checksum"],
                acknowledged=form.checked("acknowledged"),
                by=desk.person.actor,
                now=received_at(request),
            )
        except NotAnswered:
            return await _contribution(request, desk, problem="unanswered")
        except NotAcknowledged:
            return await _contribution(request, desk, problem="unacknowledged")
        except StaleState as stale:
            return await _contribution(request, desk, conflict=stale)
    return then(desk.url("contribution"))


async def withdraw_approval(request: Request) -> Response:
    """Take the approval back."""
    desk = await desk_of(request)
    await approval.withdraw_approval(desk.remit, by=desk.person.actor, now=received_at(request))
    return then(desk.url("contribution"))


async def _contribution(
    request: Request, desk: CommitteeDesk, problem: str = "", conflict: StaleState | None = None
) -> Response:
    entries = await points_of(desk.remit)
    coverage = await coverage_of(desk.remit, entries, await count_remit(desk.remit))
    return show(
        request,
        desk,
        "contribution.html",
        status=409 if problem or conflict else 200,
        conflict=conflict,
        kept=False,
        entries=entries,
        coverage=coverage,
        part=await approval.part_of(desk.remit, entries, coverage.unpointed),
        unpointed_href=remarks_url(desk, RemarkFilters(point=NONE)),
        problem=problem,
    )
