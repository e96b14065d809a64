"""Withdrawing one's own response: a page that says what will happen, and a button."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.public.responding.lookup import my_response
from consult.responses.not_sent import NotOpen
from consult.responses.remark import Remark, Standing
from consult.responses.response import Response as StoredResponse
from consult.responses.withdrawal import may_withdraw, withdraw
from consult.web.arrival import received_at
from consult.web.rendering import page
from consult.web.urls import url


async def withdraw_response(request: Request) -> Response:
    """GET asks, POST withdraws; withdrawing twice is no error."""
    response, _token = await my_response(request)
    consultation = response.consultation
    if request.method == "POST":
        try:
            await withdraw(
                response,
                consultation=consultation,
                received_at=received_at(request),
                now=clock.now(),
            )
        except NotOpen:
            return await _ask(request, response, is_open=False, status=409)
        mine = url("mine", consultation=consultation.slug, public_id=response.public_id)
        return RedirectResponse(mine, 303)
    is_open = await may_withdraw(consultation, response, clock.now())
    return await _ask(request, response, is_open=is_open)


async def _ask(
    request: Request, response: StoredResponse, *, is_open: bool, status: int = 200
) -> Response:
    return page(
        request,
        "public/responding/withdraw.html",
        status=status,
        response=response,
        is_open=is_open,
        remark_count=await Remark.filter(response=response, standing=Standing.RECEIVED).count(),
        is_called_off=response.consultation.called_off_at is not None,
    )
