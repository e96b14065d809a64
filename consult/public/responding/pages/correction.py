"""Correcting one's own remark: while the consultation is open, and a while after it was kept back."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.numbers import whole_number
from consult.public.responding.lookup import my_response
from consult.public.responding.my_remark import MyRemark, my_remarks
from consult.responses.correction import correct
from consult.responses.remark import Standing
from consult.responses.response import Response as StoredResponse
from consult.responses.screening import rules_in
from consult.responses.submitting import Invalid, NotOpen
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
    remark = mine.remark
    typed = Typed(remark.text, remark.proposed_text, remark.revision)
    return _show(request, response, mine, typed, problem=None if mine.mendable_until else "closed")


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
    seen = whole_number(fields["seen_revision"])
    typed = Typed(fields["text"], fields["proposed_text"], seen or 0)
    findings = await rules_in(text=typed.text, proposed_text=typed.proposed_text)
    if findings and not fields.checked("seen_findings"):
        return _show(request, response, mine, typed, findings=findings)
    try:
        await correct(
            mine.remark,
            consultation=response.consultation,
            received_at=received_at(request),
            now=clock.now(),
            **typed._asdict(),
        )
    except Invalid as invalid:
        errors = {e.path.removeprefix("remarks.0."): e.message for e in invalid.errors}
        return _show(request, response, mine, typed, errors=errors, status=422)
    except StaleState as stale:
        # What stands in the form is kept; sent again it follows the wording that was stored meanwhile.
        stored = await _mine(request, response)
        newest = typed._replace(seen_revision=stored.remark.revision)
        return _show(request, response, stored, newest, conflict=stale, status=409)
    except NotOpen:
        return _show(request, response, mine, typed, problem="closed", status=409)
    address = url("mine", consultation=response.consultation.slug, public_id=response.public_id)
    return RedirectResponse(f"{address}?corrected", 303)


def _show(
    request: Request,
    response: StoredResponse,
    mine: MyRemark,
    typed: Typed,
    *,
    errors: dict[str, str] | None = None,
    findings: dict[str, list[str]] | None = None,
    problem: str | None = None,
    conflict: StaleState | None = None,
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
        conflict=conflict,
        kept=True,
    )
