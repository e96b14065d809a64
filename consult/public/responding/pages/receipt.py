"""The receipt and the status page: what respondents may see of their own response."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.extension import is_open_for
from consult.public import queries
from consult.public.remark_cards import answer_links
from consult.public.responding.cookies import remember
from consult.public.responding.lookup import my_response, response_of_link
from consult.public.responding.my_remark import MyRemark, my_remarks
from consult.public.responding.response_progress import progress_of
from consult.public.text.addresses import in_text
from consult.public.text.text_language import chosen_language
from consult.responses.annex import Annex
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
    return page(
        request,
        "public/responding/receipt.html",
        consultation=response.consultation,
        response=response,
        status_address=absolute("status_link", token=token),
        mine=_address("mine", response),
        contact=await Contact.get_or_none(respondent_id=response.respondent_id),
        back=in_text(
            remarks[0].location_href
            if remarks
            else url("consultation", consultation=response.consultation.slug),
            chosen_language(request),
        ),
        is_open=await is_open_for(response.consultation, now),
    )


async def mine(request: Request) -> Response:
    """The status page: how far the response has come, and each remark's publicity in words."""
    response, token = await my_response(request)
    now = clock.now()
    remarks = await my_remarks(response, now)
    consultation = response.consultation
    return page(
        request,
        "public/responding/mine.html",
        consultation=consultation,
        response=response,
        respondent=response.respondent,
        remarks=remarks,
        answers=await _answers(consultation, remarks, now),
        annexes=await Annex.filter(response_id=response.id).order_by("ordinal"),
        answer_links=partial(answer_links, consultation.slug),
        steps=progress_of(response, remarks, now),
        status_address=absolute("status_link", token=token),
        is_open=await is_open_for(consultation, now),
        can_mend=any(mine.mendable_until for mine in remarks),
        corrected="corrected" in request.query_params,
    )


async def _answers(
    consultation: Consultation, remarks: list[MyRemark], now: datetime
) -> dict[int, queries.RemarkAnswer]:
    """What is answered to each of them, published or not, by remark id; empty while no answer is public."""
    edition = (await queries.public_editions(consultation, now)).in_force
    ids = [mine.remark.id for mine in remarks if not mine.is_withdrawn]
    return await queries.remark_answers(edition, ids) if edition else {}


def _address(name: str, response: StoredResponse) -> str:
    return url(name, consultation=response.consultation.slug, public_id=response.public_id)
