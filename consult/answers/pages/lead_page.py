"""What the lead's pages share: whom they are shown to, and the look-up of the consultation."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations.consultation import Consultation
from consult.people.person import Person
from consult.people.role import Role
from consult.web.rendering import page

LEADS = (Role.LEAD, Role.ADMIN)


def may_publish(request: Request, consultation: Consultation) -> bool:
    """Whether the person has the buttons; others only read."""
    person: Person = request.state.person
    return person.has(*LEADS, consultation=consultation.slug)


def show_lead_page(
    request: Request,
    consultation: Consultation,
    template: str,
    *,
    status: int = 200,
    **context: Any,
) -> Response:
    """One of the lead's pages (``answers/{template}``); it finds ``consultation``, ``may_publish`` and ``saved``: whether
    a verb was just carried out."""
    return page(
        request,
        f"answers/{template}",
        status=status,
        consultation=consultation,
        may_publish=may_publish(request, consultation),
        saved="saved" in request.query_params,
        **context,
    )
