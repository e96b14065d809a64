"""What an address of a committee's desk names; a missing one is a missing page."""

from __future__ import annotations

from starlette.requests import Request

from consult.answers import committee_annexes
from consult.answers.committee_desk import CommitteeDesk
from consult.answers.point_register import Entry, point_of
from consult.answers.remit import remit_of
from consult.consultations.committee import Committee
from consult.consultations.lookup import consultation_of
from consult.people.person import Person
from consult.people.role import Role
from consult.responses.annex import Annex
from consult.web.lookup import found_or_404

WRITERS = (Role.COMMITTEE, Role.EDITOR, Role.ADMIN)


async def desk_of(request: Request) -> CommitteeDesk:
    """The desk in the address. Raises HTTPException 404, also for a committee with no part in the consultation."""
    consultation = await consultation_of(request)
    slug = request.path_params["committee"]
    committee = found_or_404(await Committee.get_or_none(slug=slug))
    remit = await remit_of(consultation, committee)
    has_part = remit.attributed_sections or remit.is_lead
    person: Person = request.state.person
    may_write = any(
        person.has(role, consultation=consultation.slug, committee=committee.slug)
        for role in WRITERS
    )
    return CommitteeDesk(found_or_404(remit if has_part else None), person, may_write)


async def entry_of(desk: CommitteeDesk, number: int) -> Entry:
    """The point with this number. Raises HTTPException 404 when it is not the committee's to answer."""
    return found_or_404(await point_of(desk.remit, number))


async def annex_of(request: Request, desk: CommitteeDesk) -> Annex:
    """The file in the address. Raises HTTPException 404 unless it came with a remark that the committee reads."""
    return found_or_404(await committee_annexes.annex_of(desk.remit, request.path_params["annex"]))
