"""The published versions of the draft: their list, and each one's pages, which never change.

People answer on the living pages alone; here they read what stood when something was written or cited.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.documents.versions.succession import succession
from consult.public import queries
from consult.public.cacheable import cache_headers, public_page
from consult.public.lookup import consultation_of, section_of, version_of
from consult.public.pages.sections import contents_page, reading_page
from consult.public.text.addresses import section_page, whole_page
from consult.public.text.text_view import Frozen
from consult.web.downloads import shown_pdf
from consult.web.rendering import page
from consult.web.urls import url


async def versions(request: Request) -> Response:
    """Every published version, the newest first, with what is new in it. Empty while none is published."""
    now = clock.now()
    found = await consultation_of(request, now)
    return public_page(
        request,
        "public/versions.html",
        of=found,
        valid_until=found.next_change(now),
        consultation=found,
        versions=await queries.versions(found),
    )


async def version(request: Request) -> Response:
    """Every heading of one version, each leading to its words in that version."""
    outline = await version_of(request, clock.now())
    return await contents_page(request, outline, outline.version.number)


async def version_section(request: Request) -> Response:
    """One area or chapter as it stands in one version."""
    outline = await version_of(request, clock.now())
    shown = section_of(request, outline)
    texts = await queries.bare_texts(outline, shown.key)
    return await reading_page(request, outline, shown, texts, await _frozen(outline, shown))


async def version_pdf(request: Request) -> Response:
    """One version as a PDF; until it is made, and where it cannot be, 404 with the way to all of the text."""
    now = clock.now()
    outline = await version_of(request, now)
    consultation, number = outline.consultation, outline.version.number
    found = await queries.pdf(outline)
    if found is None:
        return page(
            request,
            "public/no_pdf.html",
            status=404,
            consultation=consultation,
            number=number,
            text_href=whole_page(consultation.slug, version=number),
        )
    name = f"{consultation.slug}-{number}.pdf"
    marks = cache_headers(consultation, consultation.next_change(now))
    return shown_pdf(request.app.state.files, found.file_key, name, marks)


async def _frozen(outline: queries.Outline, shown: queries.PublicSection) -> Frozen:
    """Where the same is read in the version that is heard."""
    slug = outline.consultation.slug
    heard = outline if outline.is_heard else await queries.outline(outline.consultation)
    assert heard is not None
    here = shown.id if outline.is_heard else (await succession(heard.version)).section(shown.id)
    there = heard.by_id[here] if here is not None else None
    return Frozen(
        heard.version.number,
        section_page(slug, there) if there else url("contents", consultation=slug),
        is_gone=there is None or there.id != shown.id,
        was_consulted=outline.was_consulted,
    )
