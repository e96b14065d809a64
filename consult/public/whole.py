"""The whole draft on one page: every area with the numbers and anchors it has on its own page."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.addresses import CHANGES, whole_page
from consult.public.contents_column import contents_of_whole
from consult.public.finding import outline_of, version_of
from consult.public.keeping import public_page
from consult.public.read_in import read_in, summary_language
from consult.public.reading import Frozen, drawing
from consult.web.urls import in_full, url


async def text(request: Request) -> Response:
    """All that is heard, clean or with the changes shown."""
    outline = await outline_of(request, clock.now())
    return await _page(request, outline, await queries.texts(outline))


async def version_text(request: Request) -> Response:
    """All of one version, for good."""
    outline = await version_of(request, clock.now())
    heard = outline if outline.is_heard else await queries.outline(outline.consultation)
    assert heard is not None
    frozen = Frozen(heard.version.number, whole_page(outline.consultation.slug), is_gone=False)
    return await _page(request, outline, await queries.bare_texts(outline), frozen)


async def _page(
    request: Request,
    outline: queries.Outline,
    texts: Sequence[queries.SectionText],
    frozen: Frozen | None = None,
) -> Response:
    now = clock.now()
    slug, number = outline.consultation.slug, outline.version.number
    version = number if frozen else None
    with_changes = request.query_params.get("view") == CHANGES
    words = await read_in(
        request, outline, texts, whole_page(slug, version=version), only_original=with_changes
    )
    # In a thread: of thousands of paragraphs it takes a tenth of a second, and others want to be answered.
    return await asyncio.to_thread(
        public_page,
        request,
        "public/text.html",
        of=outline.consultation,
        valid_until=outline.consultation.next_change(now),
        consultation=outline.consultation,
        version=outline.version,
        frozen=frozen,
        texts=texts,
        owners=await queries.owners(outline),
        contents=contents_of_whole(outline, words),
        contents_href=url("version", consultation=slug, version=number)
        if frozen
        else url("contents", consultation=slug),
        with_changes=with_changes,
        read_in=words,
        in_short=await queries.summaries(
            outline, texts, summary_language(request, outline.consultation)
        ),
        draw=drawing(outline, words, frozen=frozen, with_changes=with_changes, now=now),
        page_of=partial(whole_page, slug, version=version, text=words.chosen),
        permanent=in_full(whole_page(slug, version=number)),
        living=in_full(whole_page(slug)),
        pdf=await queries.pdf(outline),
        cited=next((each.number for text in texts for each in text.paragraphs), ""),
    )
