"""The consulted parties: a list that is pasted, and that shrinks and grows."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations import party as verbs
from consult.consultations.party import BadLine, ConsultedParty, InUse, TooManyParties, parse_list
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of
from consult.desk.readiness import Step
from consult.desk.step_page import redirect_to, show
from consult.locale import gettext as _
from consult.web.arrival import received_at
from consult.web.forms import read_form


async def parties(request: Request) -> Response:
    """Who is on the list."""
    return await _parties(request, await desk_of(request))


async def add_parties(request: Request) -> Response:
    """Add the pasted ones."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        text = form["list"]
    try:
        listed = parse_list(text)
        if not listed:
            wrong = {"list": _("Write at least one party.")}
            return await _parties(request, desk, wrong, text=text)
        await verbs.add_parties(
            desk.consultation, listed, by=desk.person.actor, now=received_at(request)
        )
    except BadLine as bad:
        told = _("Line %(number)s cannot be read: a name, a semicolon, an e-mail address.")
        wrong = {"list": told % {"number": bad.number}}
        return await _parties(request, desk, wrong, text=text)
    except TooManyParties:
        wrong = {"list": _("The list may have up to 1,000 parties.")}
        return await _parties(request, desk, wrong, text=text)
    return redirect_to(desk.url("parties"))


async def remove_party(request: Request) -> Response:
    """Take one off the list."""
    desk = await desk_of(request)
    try:
        await verbs.remove_party(
            desk.consultation,
            request.path_params["party"],
            by=desk.person.actor,
            now=received_at(request),
        )
    except InUse:
        wrong = {
            "list": _(
                "The party was invited, has answered or has a deadline of its own, so it stays."
            )
        }
        return await _parties(request, desk, wrong, status=409)
    return redirect_to(desk.url("parties"))


async def _parties(
    request: Request,
    desk: Desk,
    errors: Mapping[str, str] | None = None,
    *,
    text: str = "",
    status: int = 422,
) -> Response:
    return await show(
        request,
        desk,
        Step.PARTIES,
        "parties.html",
        status=status if errors else 200,
        parties=await ConsultedParty.filter(consultation=desk.consultation).order_by("name"),
        text=text,
        errors=errors or {},
    )
