"""What an address of the editor's desk names; a missing one is a missing page. Who may come here says the access
table."""

from __future__ import annotations

from starlette.requests import Request

from consult.consultations.lookup import consultation_of
from consult.consultations.moderation_reason import ModerationReason
from consult.desk.desk import Desk
from consult.documents.current_version import newest_version
from consult.documents.document import DocumentKind, Version
from consult.documents.translations.languages import NAMES
from consult.people.person import Person
from consult.web.forms import number_in
from consult.web.lookup import found_or_404


async def desk_of(request: Request) -> Desk:
    """The desk in the address. Raises HTTPException 404."""
    found = await consultation_of(request)
    person: Person = request.state.person
    return Desk(found, person, await newest_version(found))


def version_on(desk: Desk) -> Version:
    """The version on the desk. Raises HTTPException 404 before an upload."""
    return found_or_404(desk.version)


def following_version(desk: Desk) -> Version:
    """The version in preparation that follows a published one. Raises HTTPException 404."""
    return found_or_404(desk.version if desk.is_following else None)


async def published_version(desk: Desk, number: int) -> Version:
    """The published version of the text with this number. Raises HTTPException 404."""
    rows = await _versions(desk, published_at__isnull=False)
    return found_or_404(next((each for each in rows if each.number == number), None))


async def version_numbered(desk: Desk, number: str) -> Version | None:
    """The version of the text with this number as an address has it; "" is the one on the desk, if any.

    Raises HTTPException 404 for another that is not there.
    """
    if not number:
        return desk.version
    wanted = number_in(number)
    rows = await _versions(desk)
    return found_or_404(next((each for each in rows if each.number == wanted), None))


async def needed_version(desk: Desk, number: str) -> Version:
    """The same, where there must be one. Raises HTTPException 404."""
    return found_or_404(await version_numbered(desk, number))


def known_language(code: str) -> str:
    """The language in an address. Raises HTTPException 404 for a code of none."""
    return found_or_404(code if code in NAMES else None)


async def reason_of(request: Request, desk: Desk) -> ModerationReason:
    """The reason in the address. Raises HTTPException 404."""
    key = request.path_params["reason"]
    rows = await ModerationReason.filter(consultation=desk.consultation)
    return found_or_404(next((each for each in rows if each.key == key), None))


async def _versions(desk: Desk, **wanted: bool) -> list[Version]:
    return await Version.filter(
        document__consultation_id=desk.consultation.id,
        document__kind=DocumentKind.DRAFT,
        **wanted,
    )
