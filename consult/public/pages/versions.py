"""The published versions of the draft: their list, and the permanent pages of each.

Readers comment on the pages of the current version alone; here they read what a version said when something was
written or cited.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.cacheable import cache_headers, public_page
from consult.public.lookup import consultation_of, section_of, version_of
from consult.public.pages.sections import contents_page, reading_page
from consult.public.text.addresses import whole_page
from consult.public.text.text_part import version_part
from consult.web.downloads import shown_pdf
from consult.web.rendering import page


async def versions(request: Request) -> Response:
    """Every published version, the newest first, with what is new in it. Empty while none is published."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    return public_page(
        request,
        "public/versions.html",
        depends_on=consultation,
        valid_until=consultation.next_change(now),
        consultation=consultation,
        versions=await queries.versions(consultation),
    )


async def version(request: Request) -> Response:
    """Every heading of one version, leading to its permanent pages."""
    outline = await version_of(request, clock.now())
    return await contents_page(request, outline, outline.version.number)


async def version_section(request: Request) -> Response:
    """One area or chapter as it is in one version."""
    outline = await version_of(request, clock.now())
    section = section_of(request, outline)
    return await reading_page(request, section, await version_part(outline, section))


async def version_pdf(request: Request) -> Response:
    """One version as a PDF. Until it is rendered, and where it cannot be: 404 with a link to all of the text."""
    now = clock.now()
    outline = await version_of(request, now)
    pdf = await queries.pdf(outline)
    if pdf is None:
        return _no_pdf(request, outline)
    consultation = outline.consultation
    name = f"{consultation.slug}-{outline.version.number}.pdf"
    headers = cache_headers(consultation, consultation.next_change(now))
    return shown_pdf(request.app.state.files, pdf.file_key, name, headers)


def _no_pdf(request: Request, outline: queries.Outline) -> Response:
    number = outline.version.number
    return page(
        request,
        "public/no_pdf.html",
        status=404,
        consultation=outline.consultation,
        number=number,
        text_href=whole_page(outline.consultation.slug, version=number),
    )
