"""The permanent address of a paragraph: to where it is in the text, or a page of its own when it is gone."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.public import queries
from consult.public.cacheable import public_page
from consult.public.lookup import outline_of, paragraph_of
from consult.public.pages.former_addresses import former_paragraph, redirect_to_successor
from consult.public.remark_list import RemarkList
from consult.public.text.addresses import (
    former_paragraph_address,
    paragraph_address,
    section_address,
)
from consult.public.text.change_marks import mark_changes
from consult.public.text.taken_down import taken_html
from consult.public.text.text_language import chosen_language
from consult.web.richtext import Cleaned
from consult.web.urls import url


async def paragraph(request: Request) -> Response:
    """To where it is; merged, to its successor; gone, its last words and its remarks. Raises HTTPException 404 for a
    paragraph that no version has."""
    outline = await outline_of(request, clock.now())
    current = await paragraph_of(request, outline)
    if current is not None:
        address = paragraph_address(outline, current, language=chosen_language(request))
        return RedirectResponse(address, 303)
    former = await former_paragraph(request, outline)
    if former.successor is not None:
        return await redirect_to_successor(request, outline, former.successor)
    return await _gone(request, outline, former)


def _words(former: queries.FormerParagraph) -> Cleaned:
    if former.taken is not None:
        return taken_html(former.taken)
    return mark_changes(former.html) if former.was_deleted else former.html


async def _gone(
    request: Request, outline: queries.Outline, former: queries.FormerParagraph
) -> Response:
    consultation = outline.consultation
    href = url("paragraph", consultation=consultation.slug, paragraph=former.id)
    section = former.section
    return public_page(
        request,
        "public/gone_paragraph.html",
        depends_on=consultation,
        valid_until=consultation.next_change(clock.now()),
        consultation=consultation,
        current_number=outline.version.number,
        paragraph=former,
        html=_words(former),
        last_href=former_paragraph_address(consultation.slug, former),
        section_href=section_address(consultation.slug, section) if section else None,
        **await RemarkList(outline, href, paragraph=former.id).context(
            request, with_location=False
        ),
    )
