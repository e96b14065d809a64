"""The receipt and the status page: what one respondent may see of their own response."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation, Phase
from consult.consultations.extension import is_open_for
from consult.locale import gettext as _
from consult.locale import pgettext, show_date
from consult.public.responding.cookies import remember
from consult.public.responding.lookup import my_response, response_of_link
from consult.public.responding.my_remark import MyRemark, my_remarks
from consult.public.text.addresses import in_text
from consult.public.text.text_language import chosen_language
from consult.responses.annex import Annex
from consult.responses.remark import VISIBLE
from consult.responses.respondent import Contact
from consult.responses.response import Response as StoredResponse
from consult.web.rendering import page
from consult.web.urls import absolute, url


async def status_link(request: Request) -> Response:
    """The secret link: exchanged for a cookie and a clean address. Changes nothing, so a mail scanner may open it."""
    token = request.path_params["token"]
    response = await response_of_link(token)
    answer = RedirectResponse(_address("mine", response), 303)
    remember(request, answer, "receipt", response.public_id, token)
    return answer


async def receipt(request: Request) -> Response:
    """What the sender takes home: the number, large, and what happens next."""
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
            remarks[0].place_href
            if remarks
            else url("consultation", consultation=response.consultation.slug),
            chosen_language(request),
        ),
        is_open=await is_open_for(response.consultation, now),
    )


async def mine(request: Request) -> Response:
    """The status page: where the response is on its way, and each remark's publicity in words."""
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
        annexes=await Annex.filter(response_id=response.id).order_by("ordinal"),
        steps=steps(response, remarks, consultation, now),
        status_address=absolute("status_link", token=token),
        is_open=await is_open_for(consultation, now),
        can_mend=any(mine.mendable_until for mine in remarks),
        corrected="corrected" in request.query_params,
    )


def steps(
    response: StoredResponse, remarks: list[MyRemark], consultation: Consultation, now: datetime
) -> list[dict[str, Any]]:
    """The way of a response, each step done, current or waiting, as the ``steps`` macro takes them."""
    if response.withdrawn_at:
        withdrawn = _step(_("Withdrawn"), "failed", response.withdrawn_at)
        return [_step(_("Received"), "done", response.received_at), withdrawn]
    read = all(mine.remark.queued_at is None for mine in remarks)
    shown = any(mine.publicity in VISIBLE for mine in remarks)
    closed = consultation.phase(now) in (Phase.CLOSED, Phase.ANSWERED)
    answered = consultation.answered_at is not None and consultation.answered_at <= now
    reached = [True, read, closed and read, answered]
    words = [
        _("Received"),
        pgettext("step", "Read"),
        _("With the committees"),
        _("Answered"),
    ]
    whens = [response.received_at, None, consultation.closes_at, consultation.answered_at]
    line = [
        _step(word, _state(reached, index), when if reached[index] else None)
        for index, (word, when) in enumerate(zip(words, whens, strict=True))
    ]
    if remarks:
        line.insert(2, _published_step(read, shown))
    return line


def _published_step(read: bool, shown: bool) -> dict[str, Any]:
    if shown:
        return _step(_("Published"), "done", None)
    if read:
        return _step(_("Not published"), "skipped", None)
    return _step(_("Published"), "waiting", None)


def _state(reached: list[bool], index: int) -> str:
    if not reached[index]:
        return "waiting"
    return "done" if index + 1 < len(reached) and reached[index + 1] else "current"


def _step(words: str, state: str, when: datetime | None) -> dict[str, Any]:
    shown = show_date(when) if when else None
    return {"words": words, "state": state, "when": shown, "note": None, "href": None}


def _address(name: str, response: StoredResponse) -> str:
    return url(name, consultation=response.consultation.slug, public_id=response.public_id)
