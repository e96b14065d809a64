"""A committee's desk: whose page it is, what it answers for, and whether the visitor has the tools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.answers.point_register import Entry, point_of
from consult.answers.remit import Remit, remit_of
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.consultations.lookup import consultation_of
from consult.people.person import Person
from consult.people.role import Role
from consult.web.rendering import page
from consult.web.urls import url

WRITERS = (Role.COMMITTEE, Role.EDITOR, Role.ADMIN)


@dataclass(frozen=True)
class Desk:
    """One committee in one consultation, seen by one person; ``may_write`` False sees no tools."""

    remit: Remit
    person: Person
    may_write: bool

    @property
    def consultation(self) -> Consultation:
        return self.remit.consultation

    @property
    def committee(self) -> Committee:
        return self.remit.committee

    def url(self, name: str, **params: str | int) -> str:
        """The address of one of this committee's pages."""
        return url(
            name, consultation=self.consultation.slug, committee=self.committee.slug, **params
        )


async def desk_of(request: Request) -> Desk:
    """The desk the address names. Raises HTTPException 404, also for a committee with no part in it."""
    consultation = await consultation_of(request)
    committee = await Committee.get_or_none(slug=request.path_params["committee"])
    if committee is None:
        raise HTTPException(404)
    remit = await remit_of(consultation, committee)
    if not remit.attributed_sections and not remit.is_lead:
        raise HTTPException(404)
    person: Person = request.state.person
    may_write = any(
        person.has(role, consultation=consultation.slug, committee=committee.slug)
        for role in WRITERS
    )
    return Desk(remit, person, may_write)


async def entry_of(desk: Desk, number: int) -> Entry:
    """The point with this number. Raises HTTPException 404 when it is not the committee's to answer."""
    entry = await point_of(desk.remit, number)
    if entry is None:
        raise HTTPException(404)
    return entry


def show(
    request: Request, desk: Desk, template: str, *, status: int = 200, **context: Any
) -> Response:
    """One of the desk's pages; templates find ``desk``, ``consultation`` and ``committee``."""
    return page(
        request,
        f"answers/{template}",
        status=status,
        desk=desk,
        consultation=desk.consultation,
        committee=desk.committee,
        **context,
    )


def then(address: str) -> Response:
    """After a verb: look at what it did."""
    return RedirectResponse(address, 303)
