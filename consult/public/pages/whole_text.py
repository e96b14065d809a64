"""The whole draft on one page: every area with the numbers and anchors it has on its own page."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
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
from consult.public.text.text_view import Frozen, shown_text

# As many as the outermost layer keeps on one page, and a browser has patience for; more are read part by part.
MOST_PARAGRAPHS = 7_000


async def text(request: Request) -> Response:
    """All that is heard, clean or with the changes shown."""
    outline = await outline_of(request, clock.now())
    if outline.paragraph_count > MOST_PARAGRAPHS:
        return await contents_page(request, outline, is_too_long=True)
    return await _page(request, outline, await queries.texts(outline))


async def version_text(request: Request) -> Response:
    """All of one version, for good."""
    outline = await version_of(request, clock.now())
    if outline.paragraph_count > MOST_PARAGRAPHS:
        return await contents_page(request, outline, outline.version.number, is_too_long=True)
    heard = outline if outline.is_heard else await queries.outline(outline.consultation)
    assert heard is not None
    frozen = Frozen(
        heard.version.number,
        whole_page(outline.consultation.slug),
        is_gone=False,
        was_consulted=outline.was_consulted,
    )
    return await _page(request, outline, await queries.bare_texts(outline), frozen)


async def _page(
    request: Request,
    outline: queries.Outline,
    texts: Sequence[queries.SectionText],
    frozen: Frozen | None = None,
) -> Response:
    slug = outline.consultation.slug
    address = partial(whole_page, slug)
    shown = await shown_text(request, outline, texts, frozen, address)
    # In a thread: of thousands of paragraphs it takes a tenth of a second, and others want to be answered.
    return await asyncio.to_thread(
        public_page,
        request,
        "public/text.html",
        owners=await queries.owners(outline),
        contents=contents_of_whole(outline, shown.words),
        page_of=partial(address, version=shown.version, text=shown.words.chosen),
        **await shown.context(request),
    )
