"""Addresses that an earlier version gave: to where that stands now, or to where it stood last."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.public import queries
from consult.public.text.addresses import in_text, paragraph_address, section_address
from consult.public.text.text_language import chosen_language
from consult.web.convertors import LARGEST_ID
from consult.web.lookup import found_or_404
from consult.web.urls import url


async def moved_section(request: Request, outline: queries.Outline) -> Response:
    """The section in the address, which the draft has no more under this key: to its place now, or to the version
    it stood last in."""
    found = await _former_section(request, outline)
    slug = outline.consultation.slug
    if found.now is not None and not found.is_gone:
        return _to(request, section_address(slug, found.now))
    last = url("version_section", consultation=slug, version=found.version, section=found.key)
    return _to(request, last)


async def moved_section_remarks(request: Request, outline: queries.Outline) -> Response:
    """The remarks of such a section: to the list they stand in now."""
    found = await _former_section(request, outline)
    slug = outline.consultation.slug
    if found.now is None:
        return _to(request, url("consultation_remarks", consultation=slug) + "?on=whole")
    return _to(request, url("section_remarks", consultation=slug, section=found.now.key))


async def former_paragraph(request: Request, outline: queries.Outline) -> queries.FormerParagraph:
    """The paragraph in the address, which only earlier versions have. Raises HTTPException 404 for any other."""
    identity = request.path_params["paragraph"]
    can_be = identity <= LARGEST_ID
    return found_or_404(await queries.former_paragraph(outline, identity) if can_be else None)


async def to_heir(request: Request, outline: queries.Outline, heir: int) -> Response:
    """A paragraph whose words went into another one: to that one."""
    there = found_or_404(await queries.paragraph(outline, heir))
    return _to(request, paragraph_address(outline, there))


async def moved_paragraph_remarks(request: Request, outline: queries.Outline) -> Response:
    """The remarks of a paragraph that only earlier versions have: to its heir's list, or to its own page."""
    former = await former_paragraph(request, outline)
    slug = outline.consultation.slug
    if former.heir is not None:
        there = url("paragraph_remarks", consultation=slug, paragraph=former.heir)
    else:
        there = url("paragraph", consultation=slug, paragraph=former.id)
    return _to(request, there)


def _to(request: Request, address: str) -> Response:
    """There, in the language that was chosen for the words."""
    return RedirectResponse(in_text(address, chosen_language(request)), 303)


async def _former_section(request: Request, outline: queries.Outline) -> queries.FormerSection:
    return found_or_404(await queries.former_section(outline, request.path_params["section"]))
