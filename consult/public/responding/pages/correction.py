"""Correcting one's own remark: while the consultation is open, and a while after it was kept back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.numbers import whole_number
from consult.public.responding.comment_form import by_field
from consult.public.responding.lookup import my_response
from consult.public.responding.my_changes import MyChanges, changes_of
from consult.public.responding.my_remark import MyRemark, my_remarks
from consult.public.responding.refusal import refusal
from consult.public.responding.submission_limits import check_correction, check_preview
from consult.responses.correction import correct
from consult.responses.not_sent import Invalid, NotSent
from consult.responses.remark import Standing
from consult.responses.response import Response as StoredResponse
from consult.responses.screening import rules_in
from consult.responses.validation import errors_in_wording
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, read_form
from consult.web.lookup import found_or_404
from consult.web.rendering import page
from consult.web.urls import url


class Typed(NamedTuple):
    """What stands in the form. ``seen_revision`` is the wording its writer had in front of them."""

    text: str
    proposed_text: str
    seen_revision: int


async def correct_remark(request: Request) -> Response:
    """The present wording in a form; saving it stores a new revision that waits for a decision."""
    response, _token = await my_response(request)
    mine = await _mine(request, response)
    if request.method == "POST":
        async with read_form(request) as fields:
            return await _store(request, response, mine, fields)
    remark, changes = mine.remark, None
    if not mine.mendable_until:
        changes = await changes_of(response, [remark], clock.now())
    typed = Typed(remark.text, remark.proposed_text, remark.revision)
    return _show(request, response, mine, typed, changes=changes)


async def _mine(request: Request, response: StoredResponse) -> MyRemark:
    """The remark in the address, as it is now. 404 for one that is not there or counts no more."""
    ordinal = request.path_params["ordinal"]
    found = (
        mine
        for mine in await my_remarks(response, clock.now())
        if mine.remark.ordinal == ordinal and mine.remark.standing is Standing.RECEIVED
    )
    return found_or_404(next(found, None))


async def _store(
    request: Request, response: StoredResponse, mine: MyRemark, fields: Fields
) -> Response:
    """Store the new wording. Else the form again, with what was written and the reason: private words, a refusal."""
    seen = whole_number(fields["seen_revision"])
    typed = Typed(fields["text"], fields["proposed_text"], seen or 0)
    try:
        if not fields.checked("seen_findings") and (findings := await _findings(request, typed)):
            return _show(request, response, mine, typed, findings=findings)
        await check_correction(request)
        await correct(
            mine.remark,
            consultation=response.consultation,
            received_at=received_at(request),
            now=clock.now(),
            **typed._asdict(),
        )
    except StaleState as stale:
        # What stands in the form is kept; sent again it follows the wording that was stored meanwhile.
        mine = await _mine(request, response)
        typed = typed._replace(seen_revision=mine.remark.revision)
        return _show(request, response, mine, typed, **refusal(stale, by_field))
    except NotSent as reason:
        return _show(request, response, mine, typed, **refusal(reason, by_field))
    address = url("mine", consultation=response.consultation.slug, public_id=response.public_id)
    return RedirectResponse(f"{address}?corrected", 303)


async def _findings(request: Request, typed: Typed) -> dict[str, list[str]]:
    """What may be private in it. Raises TooMany, and Invalid for a text that no remark may have: it is not screened."""
    await check_preview(request)
    if errors := errors_in_wording(typed.text, typed.proposed_text, "remarks.0"):
        raise Invalid(errors)
    return await rules_in(text=typed.text, proposed_text=typed.proposed_text)


def _show(
    request: Request,
    response: StoredResponse,
    mine: MyRemark,
    typed: Typed,
    *,
    errors: Mapping[str, str] | None = None,
    findings: dict[str, list[str]] | None = None,
    problem: str | None = None,
    wait_seconds: int | None = None,
    conflict: StaleState | None = None,
    changes: MyChanges | None = None,
    status: int = 200,
) -> Response:
    return page(
        request,
        "public/responding/correct.html",
        status=status,
        consultation=response.consultation,
        response=response,
        mine=mine,
        typed=typed,
        errors=errors or {},
        findings=findings or {},
        problem=problem,
        wait_seconds=wait_seconds,
        conflict=conflict,
        changes=changes,
        kept=True,
    )
