"""The committee's part of the memo: what is missing, approving it, taking the approval back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.answers.committee_desk import CommitteeDesk
from consult.answers.contribution import (
    NotAcknowledged,
    NotAnswered,
    approve,
    contribution_status,
)
from consult.answers.contribution import withdraw_approval as withdraw
from consult.answers.counts import count_remit
from consult.answers.coverage import coverage_of
from consult.answers.lookup import desk_of
from consult.answers.pages.committee import remarks_url
from consult.answers.pages.committee_page import go_to, show
from consult.answers.point_register import points_of
from consult.answers.remark_list import NONE, RemarkFilters
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form


async def contribution(request: Request) -> Response:
    """What is missing, each a link, and the button when nothing is."""
    return await _show(request, await desk_of(request))


async def approve_contribution(request: Request) -> Response:
    """Approve what was read, or show what is in the way."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        checksum, acknowledged = form["checksum"], form.checked("acknowledged")
    now = received_at(request)
    try:
        await approve(
            desk.remit, checksum=checksum, acknowledged=acknowledged, by=desk.actor, now=now
        )
    except NotAnswered:
        return await _show(request, desk, problem="unanswered")
    except NotAcknowledged:
        return await _show(request, desk, problem="unacknowledged")
    except StaleState as stale:
        return await _show(request, desk, conflict=stale)
    return go_to(desk.url("contribution"))


async def withdraw_approval(request: Request) -> Response:
    """Take the approval back."""
    desk = await desk_of(request)
    await withdraw(desk.remit, by=desk.actor, now=received_at(request))
    return go_to(desk.url("contribution"))


async def _show(
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
        contribution=await contribution_status(desk.remit, entries, coverage.unpointed),
        unpointed_href=remarks_url(desk, RemarkFilters(point=NONE)),
        problem=problem,
    )
