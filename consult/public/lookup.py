"""What an address names: the public consultation, its outline, a section; a missing one is a missing page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request

from consult.consultations.consultation import Consultation
from consult.public import queries
from consult.web.convertors import LARGEST_ID

# Of numbers people count with, such as a response's.
LARGEST_COUNT = 2**31 - 1


@dataclass(frozen=True)
class Previewed:
    """What an editor sees as if it were public: previewing.py alone makes one, for one request."""

    consultation: Consultation
    outline: queries.Outline | None


async def consultation_of(request: Request, now: datetime) -> Consultation:
    """The consultation in the address. Raises HTTPException 404 unless everybody may know of it."""
    if previewed := _previewed(request):
        return previewed.consultation
    found = await queries.public_consultation(request.path_params["consultation"], now)
    if found is None:
        raise HTTPException(404)
    return found


async def outline_of(request: Request, now: datetime) -> queries.Outline:
    """The outline of its published draft. Raises HTTPException 404 while there is none."""
    found = await draft_outline(request, await consultation_of(request, now))
    if found is None:
        raise HTTPException(404)
    return found


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
    found = await queries.outline(consultation, request.path_params["version"])
    if found is None:
        raise HTTPException(404)
    return found


def section_of(request: Request, outline: queries.Outline) -> queries.PublicSection:
    """The section in the address. Raises HTTPException 404 when the draft has no such."""
    found = outline.by_key.get(request.path_params["section"])
    if found is None:
        raise HTTPException(404)
    return found


async def paragraph_of(
    request: Request, outline: queries.Outline
) -> queries.PublicParagraph | None:
    """The paragraph in the address; None when the draft has no such, be it that it had in an earlier version."""
    identity = request.path_params["paragraph"]
    return await queries.paragraph(outline, identity) if identity <= LARGEST_ID else None
