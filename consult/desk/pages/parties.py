"""The consulted parties: a list that is pasted, and that shrinks and grows."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations import party as verbs
from consult.consultations.party import BadLine, ConsultedParty, InUse, TooManyParties, parse_list
from consult.desk.button_page import ButtonPage
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of
from consult.desk.readiness import Step
from consult.desk.step_page import show
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form
from consult.web.page_fields import FieldGroup, PageFields


async def parties(request: Request) -> Response:
    """Who is on the list."""
    return await PAGE.open(request)


async def add_parties(request: Request) -> Response:
    """Add the pasted ones."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        try:
            listed = parse_list(form["list"])
            if not listed:
                wrong = {"list": _("Write at least one party.")}
                return await PAGE.refused(request, form, LIST, wrong)
            await verbs.add_parties(
                desk.consultation, listed, by=desk.person.actor, now=received_at(request)
            )
        except BadLine as bad:
            told = _("Line %(number)s cannot be read: a name, a semicolon, an e-mail address.")
            wrong = {"list": told % {"number": bad.number}}
            return await PAGE.refused(request, form, LIST, wrong)
        except TooManyParties:
            wrong = {"list": _("The list may have up to 1,000 parties.")}
            return await PAGE.refused(request, form, LIST, wrong)
    return await PAGE.stored(request, form, LIST)


async def remove_party(request: Request) -> Response:
    """Take one off the list."""
    desk, party = await desk_of(request), request.path_params["party"]
    async with read_form(request) as form:
        try:
            await verbs.remove_party(
                desk.consultation, party, by=desk.person.actor, now=received_at(request)
            )
        except InUse:
            wrong = {
                "list": _(
                    "The party was invited, has answered or has a deadline of its own, so it stays."
                )
            }
            return await PAGE.refused(request, form, "", wrong, status=409)
    return await PAGE.stored(request, form)


async def _fields(_request: Request, _desk: Desk) -> PageFields:
    """The fields as the page opens."""
    return PageFields({LIST: FieldGroup(_("Add to the list, one a line"), {"list": ""})})


async def _parties(
    request: Request,
    desk: Desk,
    fields: PageFields,
    errors: Mapping[str, str],
    *,
    status: int,
    conflict: StaleState | None,
) -> Response:
    return await show(
        request,
        desk,
        Step.PARTIES,
        "parties.html",
        status=status,
        conflict=conflict,
        kept=True,
        parties=await ConsultedParty.filter(consultation=desk.consultation).order_by("name"),
        fields=fields,
        errors=errors,
    )


LIST = "list"
PAGE = ButtonPage("parties", _fields, _parties)
