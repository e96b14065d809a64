"""What an address of the desk names; 404 where there is no such thing. The access table says who may open it."""

from __future__ import annotations

from starlette.requests import Request

from consult.consultations.lookup import consultation_of
from consult.consultations.moderation_reason import ModerationReason
from consult.desk.desk import Desk
from consult.desk.desk_mapping import DeskMapping, desk_mapping
from consult.desk.section_translation import SectionTranslation
from consult.documents.current_version import newest_version
from consult.documents.document import DocumentKind, Version
from consult.documents.translations.languages import NAMES
from consult.documents.translations.source_units import all_words_of
from consult.people.person import Person
from consult.web.forms import number_in
from consult.web.lookup import found_or_404


async def desk_of(request: Request) -> Desk:
    """The desk in the address. Raises HTTPException 404."""
    consultation = await consultation_of(request)
    person: Person = request.state.person
    return Desk(consultation, person, await newest_version(consultation))


def version_on(desk: Desk) -> Version:
    """The version on the desk. Raises HTTPException 404 before an upload."""
    return found_or_404(desk.version)


def following_version(desk: Desk) -> Version:
    """The version in preparation that follows a published one. Raises HTTPException 404."""
    return found_or_404(desk.version if desk.is_following else None)


async def mapping_on(desk: Desk) -> DeskMapping:
    """The mapping to the version in preparation. Raises HTTPException 404 where it follows none."""
    return found_or_404(await desk_mapping(following_version(desk), desk.consultation.id))


async def published_version(desk: Desk, number: int) -> Version:
    """The published version of the text with this number. Raises HTTPException 404."""
    rows = await _versions(desk, published_at__isnull=False)
    return found_or_404(next((each for each in rows if each.number == number), None))


async def version_numbered(desk: Desk, number: str) -> Version | None:
    """The version with this number, as an address has it; for "" the one on the desk, if any.

    Raises HTTPException 404 where there is no such version.
    """
    if not number:
        return desk.version
    wanted = number_in(number)
    rows = await _versions(desk)
    return found_or_404(next((each for each in rows if each.number == wanted), None))


async def needed_version(desk: Desk, number: str) -> Version:
    """The same; raises HTTPException 404 for "" before an upload, too."""
    return found_or_404(await version_numbered(desk, number))


def known_language(code: str) -> str:
    """The language in an address. Raises HTTPException 404 for an unknown code."""
    return found_or_404(code if code in NAMES else None)


async def section_translation_of(request: Request, version: str, part: str) -> SectionTranslation:
    """The section in the address in its language; ``version`` and ``part`` as a query or a form has them.

    Raises HTTPException 404.
    """
    desk = await desk_of(request)
    language = known_language(request.path_params["language"])
    named = await needed_version(desk, version)
    sections = await all_words_of(named)
    index: int = request.path_params["place"]
    # The last one is the consultation's own texts. In its own language they are edited elsewhere.
    is_original = language == desk.consultation.language
    found_or_404(sections[index] if index < len(sections) - is_original else None)
    return SectionTranslation(desk, named, language, index, sections, number_in(part))


async def reason_of(request: Request, desk: Desk) -> ModerationReason:
    """The moderation reason in the address. Raises HTTPException 404."""
    key = request.path_params["reason"]
    rows = await ModerationReason.filter(consultation=desk.consultation)
    return found_or_404(next((each for each in rows if each.key == key), None))


async def _versions(desk: Desk, **wanted: bool) -> list[Version]:
    return await Version.filter(
        document__consultation_id=desk.consultation.id,
        document__kind=DocumentKind.DRAFT,
        **wanted,
    )
