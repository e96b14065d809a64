"""The permanent address of a paragraph: to its place in the text, or its own page where the text has it no more."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.public import queries
from consult.public.cacheable import public_page
from consult.public.lookup import outline_of, paragraph_of
from consult.public.pages.former_addresses import former_paragraph, to_heir
from consult.public.pages.remarks import asked_for, older_of
from consult.public.remark_cards import cards_of
from consult.public.text.addresses import (
    paragraph_address,
    section_address,
    version_paragraph_address,
)
from consult.public.text.paragraph_html import spoken
from consult.public.text.text_language import chosen_language
from consult.web.urls import url


async def paragraph(request: Request) -> Response:
    """To where it stands; merged, to the paragraph its words went into; gone, its last words and its remarks."""
    outline = await outline_of(request, clock.now())
    place = await paragraph_of(request, outline)
    if place is not None:
        there = paragraph_address(outline, place, text=chosen_language(request))
        return RedirectResponse(there, 303)
    former = await former_paragraph(request, outline)
    if former.heir is not None:
        return await to_heir(request, outline, former.heir)
    return await _gone(request, outline, former)


async def _gone(
    request: Request, outline: queries.Outline, former: queries.FormerParagraph
) -> Response:
    slug = outline.consultation.slug
    found = await asked_for(request, outline, paragraph=former.id)
    here = url("paragraph", consultation=slug, paragraph=former.id)
    return public_page(
        request,
        "public/gone_paragraph.html",
        of=outline.consultation,
        valid_until=outline.consultation.next_change(clock.now()),
        consultation=outline.consultation,
        heard=outline.version,
        paragraph=former,
        words=spoken()(former.html) if former.was_taken_out else former.html,
        last=version_paragraph_address(slug, former),
        around=section_address(slug, former.section) if former.section else None,
        cards=cards_of(outline, found.items, with_place=False),
        is_first=request.query_params.get("cursor") is None,
        here=here,
        older=older_of(here, found),
    )
