"""Loading what a moderator's address names. Who may come here is in the access table."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.current_version import current_version
from consult.documents.section import Section
from consult.people.person import Person
from consult.responses.annex import Annex
from consult.web.lookup import found_or_404
from moderation.queue_filters import QueueFilters, read_filters
from moderation.queued_remark import QueuedRemark, load_item


@dataclass(frozen=True)
class AreaChoice:
    """An area to choose: its key and its printed name."""

    key: str
    name: str


async def item_of(request: Request, consultation: Consultation) -> QueuedRemark:
    """The remark in the address. 404 when there is none, or it belongs to another consultation."""
    return found_or_404(await load_item(consultation, request.path_params["reference"]))


async def annex_of(request: Request) -> Annex:
    """The file in the address. 404 when there is none, or it belongs to another consultation."""
    consultation = request.path_params["consultation"]
    return found_or_404(
        await Annex.get_or_none(
            id=request.path_params["annex"], response__consultation__slug=consultation
        )
    )


def filters_of(request: Request) -> QueueFilters:
    """What the address's query asks to see."""
    return read_filters(request.query_params)


def actor_of(request: Request) -> Actor:
    """Who is signed in; the access table lets nobody else come this far."""
    person: Person = request.state.person
    return person.actor


async def areas_of(consultation: Consultation) -> list[AreaChoice]:
    """The areas of the newest version, in reading order."""
    version = await current_version(consultation.id)
    sections = await Section.filter(version_id=version.id if version else 0).order_by("position")
    return [
        AreaChoice(each.key, f"{each.number} {each.title}".strip())
        for each in sections
        if each.key == each.area
    ]
