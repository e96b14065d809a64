"""The whole draft on one page: every area with the numbers and anchors that it has on its own page."""

from __future__ import annotations

import asyncio
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.cacheable import public_page
from consult.public.lookup import outline_of, version_of
from consult.public.pages.sections import contents_page
from consult.public.text.addresses import whole_page
from consult.public.text.contents import contents_of_whole
from consult.public.text.text_part import TextPart, current_part, version_part
from consult.public.text.text_view import text_view

# As many as the page cache takes on one page, and a browser shows in reasonable time; more are read part by part.
MAX_PARAGRAPHS = 7_000


async def text(request: Request) -> Response:
    """All of the current version, clean or with its changes."""
    outline = await outline_of(request, clock.now())
    if _is_too_long(outline):
        return await contents_page(request, outline, is_too_long=True)
    return await _whole_page(request, await current_part(outline))


async def version_text(request: Request) -> Response:
    """All of one version, permanently."""
    outline = await version_of(request, clock.now())
    if _is_too_long(outline):
        return await contents_page(request, outline, outline.version.number, is_too_long=True)
    return await _whole_page(request, await version_part(outline))


def _is_too_long(outline: queries.Outline) -> bool:
    return outline.paragraph_count > MAX_PARAGRAPHS


async def _whole_page(request: Request, part: TextPart) -> Response:
    view = await text_view(request, part)
    outline, slug = part.outline, part.outline.consultation.slug
    # In a thread: of thousands of paragraphs it takes a tenth of a second, and others want to be answered.
    return await asyncio.to_thread(
        public_page,
        request,
        "public/text.html",
        owners=await queries.owners(outline),
        contents=contents_of_whole(outline, view.language),
        page_of=partial(whole_page, slug, version=part.version, language=view.language.chosen),
        **await view.context(request),
    )
