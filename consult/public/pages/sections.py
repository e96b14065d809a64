"""The reading page: one area or chapter of the draft, with the remarks and the comment links beside its paragraphs;
and the contents of the whole draft on one page."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Phase
from consult.public import queries
from consult.public.cacheable import public_page
from consult.public.lookup import outline_of
from consult.public.pages.former_addresses import moved_section
from consult.public.text.addresses import section_address, section_page
from consult.public.text.comparison_addresses import since_page
from consult.public.text.contents import contents_of_section
from consult.public.text.page_language import heading_translator
from consult.public.text.text_language import chosen_language
from consult.public.text.text_part import TextPart, current_part
from consult.public.text.text_view import text_view
from consult.web.urls import url


async def section(request: Request) -> Response:
    """One area, or one chapter of it, clean or with its changes. Redirects from a key that only an earlier version
    had."""
    outline = await outline_of(request, clock.now())
    section = outline.by_key.get(request.path_params["section"])
    if section is None:
        return await moved_section(request, outline)
    return await reading_page(request, section, await current_part(outline, section))


async def reading_page(
    request: Request, section: queries.PublicSection, part: TextPart
) -> Response:
    """The page of a ``section``, of which ``part`` is the text."""
    view = await text_view(request, part)
    outline, slug, language = part.outline, part.outline.consultation.slug, view.language
    version, chosen = part.version, language.chosen
    address = partial(section_address, slug, view=view.view, version=version, language=chosen)
    return public_page(
        request,
        "public/section.html",
        section=section,
        area=outline.by_key[section.area],
        owners=(await queries.owners(outline, [section]))[section.key],
        contents=contents_of_section(outline, section, address, language),
        neighbours=outline.neighbours(section.area),
        page_of=partial(section_page, slug, version=version, language=chosen),
        since_page=partial(since_page, slug, version=version),
        outcome_href=_outcome_href(outline, section),
        **await view.context(request),
    )


def _outcome_href(outline: queries.Outline, section: queries.PublicSection) -> str | None:
    """The answers to what was said in its area; None while they are not public."""
    if outline.consultation.phase(clock.now()) is not Phase.ANSWERED:
        return None
    return url("outcome", consultation=outline.consultation.slug) + f"?section={section.area}"


async def contents(request: Request) -> Response:
    """Every heading of the draft on one plain page."""
    return await contents_page(request, await outline_of(request, clock.now()))


async def contents_page(
    request: Request,
    outline: queries.Outline,
    version: int | None = None,
    *,
    is_too_long: bool = False,
) -> Response:
    """Every heading, leading to the pages of the current version, or to the permanent ones of the ``version`` with
    this number. ``is_too_long``: the page stands in for all of the text on one page."""
    language = chosen_language(request)
    return public_page(
        request,
        "public/contents.html",
        depends_on=outline.consultation,
        valid_until=outline.consultation.next_change(clock.now()),
        consultation=outline.consultation,
        outline=outline,
        version=version,
        is_too_long=is_too_long,
        address=partial(section_address, version=version, language=language),
        translated=await heading_translator(outline, language),
    )
