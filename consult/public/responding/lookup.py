"""Loading what an address names, for whoever may see it; everybody else gets the same 404."""

from __future__ import annotations

from typing import TypeVar

from starlette.requests import Request

from consult import clock
from consult.attack_traces import Trace, note
from consult.consultations.consultation import Consultation
from consult.public.responding.cookies import secret_of
from consult.responses.receipt import response_by_token
from consult.responses.response import Response
from consult.responses.unsent_response import Unsent
from consult.responses.workspace import find_unsent
from consult.web.lookup import found_or_404

Thing = TypeVar("Thing")


async def my_response(request: Request) -> tuple[Response, str]:
    """The response in the address with its secret, if this browser holds it. Raises HTTPException 404."""
    public_id = request.path_params["public_id"]
    token = secret_of(request, "receipt", public_id)
    response = await response_by_token(token) if token else None
    if response is None:
        note(Trace.OTHERS, "response")
    response = found_or_404(response)
    _check(request, response.consultation, response.public_id)
    return response, token


async def response_of_link(token: str) -> Response:
    """The response that a secret link opens. Raises HTTPException 404."""
    return _known(await response_by_token(token), "status link")


async def my_unsent(request: Request) -> tuple[Unsent, str]:
    """The unsent response in the address with its secret, if this browser holds it. Raises HTTPException 404."""
    public_id = request.path_params["public_id"]
    token = secret_of(request, "unsent", public_id)
    unsent = await find_unsent(token, clock.now()) if token else None
    if unsent is None:
        note(Trace.OTHERS, "unsent response")
    unsent = found_or_404(unsent)
    _check(request, unsent.consultation, unsent.public_id)
    return unsent, token


async def unsent_of_link(token: str) -> Unsent:
    """The unsent response that a secret link opens. Raises HTTPException 404."""
    return _known(await find_unsent(token, clock.now()), "link to an unsent response")


def _known(thing: Thing | None, link: str) -> Thing:
    """What a secret opens. Raises HTTPException 404, and leaves a trace."""
    if thing is None:
        note(Trace.TOKEN, link)
    return found_or_404(thing)


def _check(request: Request, consultation: Consultation, public_id: str) -> None:
    address = request.path_params["consultation"], request.path_params["public_id"]
    found_or_404(public_id if (consultation.slug, public_id) == address else None)
