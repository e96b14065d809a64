"""Loading what an address names, for whoever may see it; everybody else gets the same 404."""

from __future__ import annotations

from typing import TypeVar

from starlette.exceptions import HTTPException
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


class VisitEnded(HTTPException):
    """This browser does not hold the secret of the response in the address: its visit is over, or never was."""

    def __init__(self, *, is_unsent: bool) -> None:
        super().__init__(404)
        self.is_unsent = is_unsent


async def my_response(request: Request) -> tuple[Response, str]:
    """The response in the address with its secret, if this browser holds it. Raises VisitEnded."""
    public_id = request.path_params["public_id"]
    token = secret_of(request, "receipt", public_id)
    response = await response_by_token(token) if token else None
    if response is None or not _is_at(request, response.consultation, response.public_id):
        _note_wrong(token, "response")
        raise VisitEnded(is_unsent=False)
    return response, token


async def response_of_link(token: str) -> Response:
    """The response that a secret link opens. Raises HTTPException 404."""
    return _known(await response_by_token(token), "status link")


async def my_unsent(request: Request) -> tuple[Unsent, str]:
    """The unsent response in the address with its secret, if this browser holds it. Raises VisitEnded."""
    public_id = request.path_params["public_id"]
    token = secret_of(request, "unsent", public_id)
    unsent = await find_unsent(token, clock.now()) if token else None
    if unsent is None or not _is_at(request, unsent.consultation, unsent.public_id):
        _note_wrong(token, "unsent response")
        raise VisitEnded(is_unsent=True)
    return unsent, token


async def unsent_of_link(token: str) -> Unsent:
    """The unsent response that a secret link opens. Raises HTTPException 404."""
    return _known(await find_unsent(token, clock.now()), "link to an unsent response")


def _note_wrong(token: str, what: str) -> None:
    """Leave a trace of a secret that opens nothing; somebody with none has a bookmark of an ended visit."""
    if token:
        note(Trace.OTHERS, what)


def _known(thing: Thing | None, link: str) -> Thing:
    """What a secret opens. Raises HTTPException 404, and leaves a trace."""
    if thing is None:
        note(Trace.TOKEN, link)
    return found_or_404(thing)


def _is_at(request: Request, consultation: Consultation, public_id: str) -> bool:
    address = request.path_params["consultation"], request.path_params["public_id"]
    return (consultation.slug, public_id) == address
