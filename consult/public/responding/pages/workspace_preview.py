"""The last look at an unsent response, and sending it."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.extension import deadline_for
from consult.consultations.intake import intake_at
from consult.numbers import whole_number
from consult.public.responding.cookies import remember
from consult.public.responding.lookup import my_unsent
from consult.public.responding.pages.workspace import show_workspace, to_receipt
from consult.public.responding.refusal import refusal
from consult.public.responding.section_choices import section_choices
from consult.public.responding.submission_limits import (
    check_preview,
    check_submissions,
    store_within_limit,
)
from consult.public.responding.workspace_form import by_field
from consult.responses.anchor import resolve_anchors
from consult.responses.not_sent import Invalid, NotSent
from consult.responses.screening import rules_in
from consult.responses.submission import Submission
from consult.responses.unsent_response import Unsent
from consult.responses.validation import FieldError, errors_in
from consult.responses.workspace import (
    Content,
    content_of,
    party_in,
    prepare_to_send,
    send,
    submission_of,
)
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form
from consult.web.rendering import page
from consult.web.urls import url


async def unsent_preview(request: Request) -> Response:
    """What everybody will see beside what only the municipality sees; the button sends."""
    mine, token = await my_unsent(request)
    if mine.sent_as:
        return await to_receipt(request, mine)
    if request.method == "POST":
        async with read_form(request) as fields:
            lock_version = whole_number(fields["lock_version"]) or 0
        return await _send(request, mine, token, lock_version)
    submission = await submission_of(mine)
    anchors = await resolve_anchors(mine.consultation_id, {r.anchor for r in submission.remarks})
    if errors := errors_in(submission, anchors):
        return await _show_errors(request, mine, token, errors)
    try:
        await check_preview(request)
    except NotSent as reason:
        return await _show_workspace(request, mine, token, **refusal(reason, by_field))
    return await _show_preview(request, mine, submission)


async def _send(request: Request, mine: Unsent, token: str, lock_version: int) -> Response:
    try:
        await check_submissions(request)
        now = clock.now()
        prepared = await prepare_to_send(
            mine,
            lock_version=lock_version,
            received_at=received_at(request),
            now=now,
            secret_key=request.app.state.settings.secret_key,
        )
        receipt = await store_within_limit(request, prepared, partial(send, mine, now=now))
    except Invalid as invalid:
        return await _show_errors(request, mine, token, invalid.errors)
    except (NotSent, StaleState) as reason:
        return await _show_again(request, mine, reason)
    answer = RedirectResponse(
        url("receipt", consultation=mine.consultation.slug, public_id=receipt.public_id), 303
    )
    request.state.sent_number = receipt.number
    remember(request, answer, "receipt", receipt.public_id, receipt.status_token)
    return answer


async def _show_again(request: Request, mine: Unsent, reason: NotSent | StaleState) -> Response:
    """The preview as it is now, with why it was not sent; the receipt, where it was sent meanwhile."""
    fresh = await Unsent.get(id=mine.id).select_related("consultation")
    if fresh.sent_as:
        return await to_receipt(request, fresh)
    return await _show_preview(
        request, fresh, await submission_of(fresh), **refusal(reason, by_field)
    )


async def _show_errors(
    request: Request, mine: Unsent, token: str, errors: list[FieldError]
) -> Response:
    return await _show_workspace(request, mine, token, errors=by_field(errors), status=422)


async def _show_workspace(request: Request, mine: Unsent, token: str, **reason: Any) -> Response:
    content = await content_of(mine)
    return await show_workspace(request, mine, token, content, mine.lock_version, **reason)


async def _show_preview(
    request: Request, mine: Unsent, submission: Submission, status: int = 200, **more: Any
) -> Response:
    party = await party_in(mine.consultation, Content.from_json(mine.content))
    address = {"consultation": mine.consultation.slug, "public_id": mine.public_id}
    return page(
        request,
        "public/responding/workspace_preview.html",
        status=status,
        consultation=mine.consultation,
        unsent=mine,
        submission=submission,
        places=await section_choices(mine.consultation_id, {r.anchor for r in submission.remarks}),
        findings=await _findings_in(submission),
        intake=await intake_at(mine.consultation, clock.now(), party),
        closes_at=await deadline_for(mine.consultation, party),
        back=url("unsent", **address),
        action=url("unsent_preview", **address),
        **{"wait_seconds": None, "problem": None, "conflict": None, "kept": False, **more},
    )


async def _findings_in(submission: Submission) -> dict[str, list[str]]:
    """The rules that see something, by "<index of the remark>-<field>"."""
    fields = {}
    for index, remark in enumerate(submission.remarks):
        fields[f"{index}-text"] = remark.text
        fields[f"{index}-proposed_text"] = remark.proposed_text
    return await rules_in(**fields)
