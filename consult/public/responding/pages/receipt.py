"""The receipt and the status page: what respondents may see of their own response."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.documents.translations.languages import direction_of
from consult.mail.outbox import undelivered_to
from consult.public import queries
from consult.public.remark_cards import answer_links
from consult.public.responding.cookies import remember
from consult.public.responding.lookup import my_response, response_of_link
from consult.public.responding.my_changes import changes_of
from consult.public.responding.my_remark import MyRemark, my_remarks
from consult.public.responding.response_progress import progress_of
from consult.public.text.addresses import in_text
from consult.public.text.text_language import chosen_language
from consult.responses.annex import Annex
from consult.responses.confirmation import has_link_elsewhere
from consult.responses.respondent import Contact
from consult.responses.response import Response as StoredResponse
from consult.web.rendering import page
from consult.web.urls import absolute, url


async def status_link(request: Request) -> Response:
    """The secret link: exchanged for a cookie and an address without the secret. Changes nothing, so a mail scanner may
    open it. Raises HTTPException 404 for an unknown token."""
    token = request.path_params["token"]
    response = await response_of_link(token)
    answer = RedirectResponse(_address("mine", response), 303)
    remember(request, answer, "receipt", response.public_id, token)
    return answer


async def receipt(request: Request) -> Response:
    """The receipt, to be printed: the number, and what happens next."""
    response, token = await my_response(request)
    now = clock.now()
    remarks = await my_remarks(response, now)
    contact = await Contact.get(respondent_id=response.respondent_id)
    return page(
        request,
        "public/responding/receipt.html",
        consultation=response.consultation,
        response=response,
        status_address=absolute("status_link", token=token),
        mine=_address("mine", response),
        contact=contact,
        undelivered_to=await undelivered_to(response.public_id),
        is_served=await has_link_elsewhere(contact),
        back=in_text(
            remarks[0].location_href
            if remarks
            else url("consultation", consultation=response.consultation.slug),
            chosen_language(request),
        ),
        changes=await changes_of(response, [mine.remark for mine in remarks], now),
    )


async def mine(request: Request) -> Response:
    """The status page: how far the response has come, and each remark's publicity in words."""
    response, token = await my_response(request)
    return await show_mine(request, response, token)


async def show_mine(
    request: Request,
    response: StoredResponse,
    token: str,
    *,
    status: int = 200,
    errors: Mapping[str, str] | None = None,
    email: str | None = None,
    address_outcome: str | None = None,
) -> Response:
    """The status page. ``errors`` and ``email`` are those of the form for another address, ``address_outcome`` what became
    of it: "mailed", "many" or "stale"."""
    now = clock.now()
    remarks = await my_remarks(response, now)
    stored = [mine.remark for mine in remarks]
    consultation = response.consultation
    query = request.query_params
    return page(
        request,
        "public/responding/mine.html",
        status=status,
        errors=errors or {},
        email=email,
        address_outcome=query.get("address", "") if address_outcome is None else address_outcome,
        renewed="renewed" in query,
        contact=await Contact.get(respondent_id=response.respondent_id),
        undelivered_to=await undelivered_to(response.public_id),
        consultation=consultation,
        response=response,
        respondent=response.respondent,
        remarks=remarks,
        answers=await _answers(consultation, remarks, now),
        annexes=await Annex.filter(response_id=response.id).order_by("ordinal"),
        text_dir=direction_of(consultation.language),
        answer_links=partial(answer_links, consultation.slug),
        steps=progress_of(response, stored, now),
        status_address=absolute("status_link", token=token),
        changes=await changes_of(response, stored, now),
        corrected="corrected" in query,
    )


async def _answers(
    consultation: Consultation, remarks: list[MyRemark], now: datetime
) -> dict[int, queries.RemarkAnswer]:
    """What is answered to each of them, published or not, by remark id; empty while no answer is public."""
    edition = (await queries.public_editions(consultation, now)).in_force
    ids = [mine.remark.id for mine in remarks if mine.counts]
    return await queries.remark_answers(edition, ids) if edition else {}


def _address(name: str, response: StoredResponse) -> str:
    return url(name, consultation=response.consultation.slug, public_id=response.public_id)
