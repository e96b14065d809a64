"""What an address of a committee's desk names, or 404."""

from __future__ import annotations

from starlette.requests import Request

from consult.answers import committee_annexes
from consult.answers.committee_desk import CommitteeDesk, PointDesk
from consult.answers.point_register import find_point
from consult.answers.remit import find_remit
from consult.people.person import Person
from consult.people.role import Role
from consult.responses.annex import Annex
from consult.web.lookup import found_or_404

WRITERS = (Role.COMMITTEE, Role.EDITOR, Role.ADMIN)


async def desk_of(request: Request) -> CommitteeDesk:
    """The desk in the address. Raises HTTPException 404, also for a committee that answers for nothing."""
    place = {name: request.path_params[name] for name in ("consultation", "committee")}
    person: Person = request.state.person
    remit = found_or_404(await find_remit(**place))
    return CommitteeDesk(remit, person, person.has(*WRITERS, **place))


async def point_desk_of(request: Request) -> PointDesk:
    """The same with the point in the address open. Raises HTTPException 404, also for a point that the committee does
    not answer."""
    desk = await desk_of(request)
    entry = found_or_404(await find_point(desk.remit, request.path_params["number"]))
    return PointDesk(desk.remit, desk.person, desk.may_write, entry)


async def annex_of(request: Request, desk: CommitteeDesk) -> Annex:
    """The file in the address. Raises HTTPException 404 unless it came with a remark that the committee reads."""
    annex_id = request.path_params["annex"]
    return found_or_404(await committee_annexes.annex_of(desk.remit, annex_id))
