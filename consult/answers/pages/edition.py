"""One edition of the memo: when it was or will be public, its checksum, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.answers.editions.answer_letter import letter_counts
from consult.answers.editions.edition import Edition
from consult.answers.editions.publishing import LONGEST_REASON, ReasonMissing, take_back
from consult.answers.pages.committee_page import go_to
from consult.answers.pages.lead_page import show_lead_page
from consult.consultations.consultation import Consultation
from consult.consultations.lookup import consultation_of
from consult.documents.document import Version
from consult.locale import gettext as _
from consult.people.account import names_of
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form
from consult.web.lookup import found_or_404
from consult.web.urls import url

LARGEST_NUMBER = 2**31 - 1


async def edition(request: Request) -> Response:
    """What is known of it. Raises HTTPException 404 where there is none."""
    return await _show(request, await consultation_of(request))


async def take_back_edition(request: Request) -> Response:
    """Take it back, or say what is missing. Pressed twice it is taken back once."""
    consultation, number = await consultation_of(request), request.path_params["number"]
    stored = await _stored(request, consultation)
    async with read_form(request) as form:
        reason = form["reason"].strip()
    if len(reason) > LONGEST_REASON:
        error = {"reason": _("The reason may have up to 1,000 characters.")}
        return await _show(request, consultation, reason, error)
    now, by = received_at(request), request.state.person.actor
    try:
        await take_back(consultation, number, reason=reason, by=by, now=now)
    except ReasonMissing:
        return await _show(
            request, consultation, reason, {"reason": _("Give the reason; it is public.")}
        )
    except StaleState as stale:
        return await _show(request, consultation, reason, conflict=stale)
    return go_to(url("edition", consultation=consultation.slug, number=stored.number))


async def _stored(request: Request, consultation: Consultation) -> Edition:
    number = request.path_params["number"]
    found = Edition.get_or_none(consultation_id=consultation.id, number=number)
    return found_or_404(await found if number <= LARGEST_NUMBER else None)


async def _show(
    request: Request,
    consultation: Consultation,
    reason: str = "",
    errors: Mapping[str, str] | None = None,
    *,
    conflict: StaleState | None = None,
) -> Response:
    stored = await _stored(request, consultation)
    return show_lead_page(
        request,
        consultation,
        "edition.html",
        status=409 if conflict else 422 if errors else 200,
        edition=stored,
        version=await Version.get_or_none(id=stored.version_id) if stored.version_id else None,
        letters=await letter_counts(stored),
        is_public=stored.publish_at <= received_at(request),
        names=await names_of({stored.made_by, stored.taken_back_by}),
        reason=reason,
        longest=LONGEST_REASON,
        errors=errors or {},
        conflict=conflict,
        kept=True,
    )
