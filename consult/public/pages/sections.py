"""The reading page: one area or chapter of the draft, with room in the margin for what people say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.cacheable import public_page
from consult.public.lookup import outline_of
from consult.public.pages.former_addresses import moved_section
from consult.public.text.addresses import section_address, section_page
from consult.public.text.comparison_addresses import since_page
from consult.public.text.contents import contents_of_section
from consult.public.text.text_language import chosen_language, headings_in
from consult.public.text.text_view import Frozen, shown_text


async def section(request: Request) -> Response:
    """One area, or one chapter of it, clean or with the changes shown."""
    outline = await outline_of(request, clock.now())
    shown = outline.by_key.get(request.path_params["section"])
    if shown is None:
        return await moved_section(request, outline)
    return await reading_page(request, outline, shown, await queries.texts(outline, shown.key))


async def reading_page(
    request: Request,
    outline: queries.Outline,
    part: queries.PublicSection,
    texts: Sequence[queries.SectionText],
    frozen: Frozen | None = None,
) -> Response:
    """The page of a section: the living one, where people answer, or that of a version ``frozen``."""
    slug = outline.consultation.slug
    shown = await shown_text(request, outline, texts, frozen, partial(section_page, slug, part))
    version, chosen = shown.version, shown.words.chosen
    address = partial(section_address, slug, view=shown.view, version=version, text=chosen)
    return public_page(
        request,
        "public/section.html",
        section=part,
        area=outline.by_key[part.area],
        owners=(await queries.owners(outline, [part]))[part.key],
        contents=contents_of_section(outline, part, address, shown.words),
        neighbours=outline.neighbours(part.area),
        page_of=partial(section_page, slug, version=version, text=chosen),
        since_page=partial(since_page, slug, version=version),
        **await shown.context(request),
    )


async def contents(request: Request) -> Response:
    """Every heading of the draft on one plain page."""
    outline = await outline_of(request, clock.now())
    return await contents_page(request, outline)


async def contents_page(
    request: Request,
    outline: queries.Outline,
    version: int | None = None,
    *,
    is_too_long: bool = False,
) -> Response:
    """Every heading, each leading to the living page or to the ``version`` for good. ``is_too_long``: it stands in
    for all of the text."""
    return public_page(
        request,
        "public/contents.html",
        of=outline.consultation,
        valid_until=outline.consultation.next_change(clock.now()),
        consultation=outline.consultation,
        outline=outline,
        version=version,
        is_too_long=is_too_long,
        address=partial(section_address, version=version, text=chosen_language(request)),
        heading=await headings_in(outline, chosen_language(request)),
    )
