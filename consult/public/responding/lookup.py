"""Loading what an address names, for whoever may see it; everybody else gets the same 404."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from consult import clock
from consult.consultations.consultation import Consultation
from consult.public.responding.cookies import secret_of
from consult.responses.receipt import response_by_token
from consult.responses.response import Response
from consult.responses.unsent import Unsent
from consult.responses.workspace import find_unsent


async def my_response(request: Request) -> tuple[Response, str]:
    """The response in the address with its secret, if this browser holds it."""
    public_id = request.path_params["public_id"]
    token = secret_of(request, "receipt", public_id)
    response = await response_by_token(token) if token else None
    if response is None or response.public_id != public_id:
        raise HTTPException(404)
    _check_consultation(request, response.consultation)
    return response, token


async def my_unsent(request: Request) -> tuple[Unsent, str]:
    """The unsent response in the address with its secret, if this browser holds it."""
    public_id = request.path_params["public_id"]
    token = secret_of(request, "unsent", public_id)
    unsent = await find_unsent(token, clock.now()) if token else None
    if unsent is None or unsent.public_id != public_id:
        raise HTTPException(404)
    _check_consultation(request, unsent.consultation)
    return unsent, token


def _check_consultation(request: Request, consultation: Consultation) -> None:
    if consultation.slug != request.path_params["consultation"]:
        raise HTTPException(404)
