"""Addresses that only an earlier version gave out: redirected to where that is now, or to where it was last."""

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
    """The section in the address, which the outline does not have under this key: to where it is now, or if it is
    gone to its last version. Raises HTTPException 404 for a key that no version had."""
    former = await _former_section(request, outline)
    slug = outline.consultation.slug
    if former.current is not None and not former.is_gone:
        return _redirect(request, section_address(slug, former.current))
    last = url("version_section", consultation=slug, version=former.version, section=former.key)
    return _redirect(request, last)


async def moved_section_remarks(request: Request, outline: queries.Outline) -> Response:
    """The remarks of such a section: to the list that they are in now. Raises HTTPException 404 for a key that no
    version had."""
    former = await _former_section(request, outline)
    slug = outline.consultation.slug
    if former.current is None:
        on_whole = url("consultation_remarks", consultation=slug) + "?on=whole"
        return _redirect(request, on_whole)
    key = former.current.key
    return _redirect(request, url("section_remarks", consultation=slug, section=key))


async def former_paragraph(request: Request, outline: queries.Outline) -> queries.FormerParagraph:
    """The paragraph in the address, which only earlier versions have. Raises HTTPException 404 for any other."""
    identity = request.path_params["paragraph"]
    can_be = identity <= LARGEST_ID
    return found_or_404(await queries.former_paragraph(outline, identity) if can_be else None)


async def redirect_to_successor(
    request: Request, outline: queries.Outline, successor: int
) -> Response:
    """A paragraph that was merged into another one: to that one. Raises HTTPException 404 when that is gone too."""
    paragraph = found_or_404(await queries.paragraph(outline, successor))
    return _redirect(request, paragraph_address(outline, paragraph))


async def moved_paragraph_remarks(request: Request, outline: queries.Outline) -> Response:
    """The remarks of a paragraph that only earlier versions have: to its successor's list, or to its own page."""
    former = await former_paragraph(request, outline)
    slug = outline.consultation.slug
    if former.successor is not None:
        address = url("paragraph_remarks", consultation=slug, paragraph=former.successor)
    else:
        address = url("paragraph", consultation=slug, paragraph=former.id)
    return _redirect(request, address)


def _redirect(request: Request, address: str) -> Response:
    """To the address, in the language that was chosen for the words."""
    return RedirectResponse(in_text(address, chosen_language(request)), 303)


async def _former_section(request: Request, outline: queries.Outline) -> queries.FormerSection:
    return found_or_404(await queries.former_section(outline, request.path_params["section"]))
