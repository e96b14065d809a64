"""The committee's part of the memo: what is missing, approving it, opening it again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.answers.approval import Doubt, doubts_of, kept_approvals
from consult.answers.committee_desk import CommitteeDesk
from consult.answers.contribution import (
    LONGEST_REASON,
    NotAcknowledged,
    NotAnswered,
    NotSaid,
    ReasonMissing,
    approve,
    contribution_status,
    open_again,
)
from consult.answers.counts import count_remit
from consult.answers.coverage import coverage_of
from consult.answers.lookup import desk_of
from consult.answers.pages.committee import remarks_url
from consult.answers.pages.committee_page import go_to, show
from consult.answers.point_register import points_of
from consult.answers.remark_list import NONE, RemarkFilters
from consult.locale import gettext as _
from consult.people.account import names_of
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form

SAID = "despite_"


async def contribution(request: Request) -> Response:
    """What is missing, each a link, and the button when nothing is."""
    return await _show(request, await desk_of(request))


async def approve_contribution(request: Request) -> Response:
    """Approve what was read, or show what is in the way."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        checksum, acknowledged = form["checksum"], form.checked("acknowledged")
        despite = [each for each in Doubt if form.checked(f"{SAID}{each}")]
    try:
        await approve(
            desk.remit, checksum=checksum, acknowledged=acknowledged, by=desk.actor,
            now=received_at(request), despite=despite, on_behalf=desk.is_on_behalf,
        )  # fmt: skip
    except NotAnswered:
        return await _show(request, desk, problem="unanswered")
    except NotAcknowledged:
        return await _show(request, desk, problem="unacknowledged")
    except NotSaid:
        return await _show(request, desk, problem="doubts", acknowledged=acknowledged)
    except StaleState as stale:
        return await _show(request, desk, conflict=stale)
    return go_to(desk.url("contribution"))


async def withdraw_approval(request: Request) -> Response:
    """Open the approved part again, with the reason, or say what is missing."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        reason = form["reason"].strip()
    if len(reason) > LONGEST_REASON:
        error = _("The reason may have up to 1,000 characters.")
        return await _show(request, desk, reason=reason, error=error)
    try:
        await open_again(desk.remit, reason=reason, by=desk.actor, now=received_at(request))
    except ReasonMissing:
        return await _show(request, desk, error=_("Say why it is opened again."))
    return go_to(desk.url("contribution"))


async def _show(
    request: Request,
    desk: CommitteeDesk,
    problem: str = "",
    conflict: StaleState | None = None,
    *,
    acknowledged: bool = False,
    reason: str = "",
    error: str = "",
) -> Response:
    entries = await points_of(desk.remit)
    coverage = await coverage_of(desk.remit, entries, await count_remit(desk.remit))
    kept = await kept_approvals(desk.remit)
    return show(
        request,
        desk,
        "contribution.html",
        status=409 if problem or conflict else 422 if error else 200,
        conflict=conflict,
        kept=False,
        entries=entries,
        coverage=coverage,
        contribution=await contribution_status(desk.remit, entries, coverage.unpointed),
        doubts=await doubts_of(desk.remit, received_at(request)),
        approvals=kept,
        names=await names_of(
            {each.approved_by for each in kept} | {each.opened_by for each in kept}
        ),
        unpointed_href=remarks_url(desk, RemarkFilters(point=NONE)),
        problem=problem,
        acknowledged=acknowledged,
        reason=reason,
        longest=LONGEST_REASON,
        errors={"reason": error} if error else {},
    )
