"""What an address names: the public consultation, its outline, a section; a missing one is a missing page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from consult.consultations.consultation import Consultation
from consult.public import queries
from consult.web.convertors import LARGEST_ID
from consult.web.lookup import found_or_404

# Of numbers people count with, such as a response's.
LARGEST_COUNT = 2**31 - 1


@dataclass(frozen=True)
class Previewed:
    """What an editor sees as if it were public: preview.py alone makes one, for one request."""

    consultation: Consultation
    outline: queries.Outline | None


async def consultation_of(request: Request, now: datetime) -> Consultation:
    """The consultation in the address. Raises HTTPException 404 unless everybody may know of it."""
    if previewed := _previewed(request):
        return previewed.consultation
    slug = request.path_params["consultation"]
    return found_or_404(await queries.public_consultation(slug, now))


async def outline_of(request: Request, now: datetime) -> queries.Outline:
    """The outline of its published draft. Raises HTTPException 404 while there is none."""
    return found_or_404(await draft_outline(request, await consultation_of(request, now)))


async def draft_outline(request: Request, consultation: Consultation) -> queries.Outline | None:
    """The outline of the consultation's published draft; None while there is none."""
    if previewed := _previewed(request):
        return previewed.outline
    return await queries.outline(consultation)


def _previewed(request: Request) -> Previewed | None:
    found: Previewed | None = getattr(request.state, "previewed", None)
    return found


async def version_of(request: Request, now: datetime) -> queries.Outline:
    """The outline of the published version in the address. Raises HTTPException 404 when there is none."""
    consultation = await consultation_of(request, now)
    return found_or_404(await queries.outline(consultation, request.path_params["version"]))


async def earlier_of(request: Request, later: queries.Outline) -> queries.Outline:
    """The older version in the address. Raises HTTPException 404 when there is none that is older."""
    number = request.path_params["earlier"]
    is_older = number < later.version.number
    return found_or_404(await queries.outline(later.consultation, number) if is_older else None)


def section_of(request: Request, outline: queries.Outline) -> queries.PublicSection:
    """The section in the address. Raises HTTPException 404 when the draft has no such."""
    return found_or_404(outline.by_key.get(request.path_params["section"]))


async def paragraph_of(
    request: Request, outline: queries.Outline
) -> queries.PublicParagraph | None:
    """The paragraph in the address; None when the draft has no such, even if an earlier version has it."""
    identity = request.path_params["paragraph"]
    return await queries.paragraph(outline, identity) if identity <= LARGEST_ID else None
