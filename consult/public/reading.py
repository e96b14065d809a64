"""The reading page: one area or chapter of the draft, with room in the margin for what people say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Phase
from consult.public import queries
from consult.public.addresses import CHANGES, section_address, section_page
from consult.public.compared_addresses import since_page
from consult.public.contents_column import contents_of_section
from consult.public.drawing import Drawing
from consult.public.finding import outline_of
from consult.public.keeping import public_page
from consult.public.moved import moved_section
from consult.public.read_in import (
    ReadIn,
    chosen_language,
    headings_in,
    read_in,
    summary_language,
)
from consult.web.urls import in_full


@dataclass(frozen=True)
class Frozen:
    """What the page of a version says beside its words: which one is heard, and where this section is read in
    it. ``is_gone``: the section is no longer there, and the address leads to what was above it."""

    heard: int
    href: str
    is_gone: bool


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
    shown: queries.PublicSection,
    texts: Sequence[queries.SectionText],
    frozen: Frozen | None = None,
) -> Response:
    """The page of a section: the living one, where people answer, or that of a version ``frozen``."""
    now = clock.now()
    view = CHANGES if request.query_params.get("view") == CHANGES else ""
    version = outline.version.number if frozen else None
    area = outline.by_key[shown.area]
    before, after = outline.neighbours(area.key)
    slug = outline.consultation.slug
    words = await read_in(
        request,
        outline,
        texts,
        section_page(slug, shown, version=version),
        only_original=bool(view),
    )
    wanted = summary_language(request, outline.consultation)
    return public_page(
        request,
        "public/section.html",
        of=outline.consultation,
        valid_until=outline.consultation.next_change(now),
        consultation=outline.consultation,
        version=outline.version,
        frozen=frozen,
        section=shown,
        area=area,
        texts=texts,
        read_in=words,
        in_short=await queries.summaries(outline, texts, wanted),
        owners=(await queries.owners(outline, [shown]))[shown.key],
        contents=contents_of_section(
            outline,
            shown,
            partial(section_address, slug, view=view, version=version, text=words.chosen),
            words,
        ),
        before=before,
        after=after,
        with_changes=view == CHANGES,
        draw=drawing(outline, words, frozen=frozen, with_changes=bool(view), now=now),
        page_of=partial(section_page, slug, version=version, text=words.chosen),
        since_page=partial(since_page, slug, version=version),
        permanent=in_full(section_page(slug, shown, version=outline.version.number)),
        living=in_full(section_page(slug, shown)),
        pdf=await queries.pdf(outline),
        cited=next((each.number for text in texts for each in text.paragraphs), ""),
    )


def drawing(
    outline: queries.Outline,
    words: ReadIn,
    *,
    frozen: Frozen | None,
    with_changes: bool,
    now: datetime,
) -> Drawing:
    """What draws the paragraphs of the page; people answer on living pages alone."""
    return Drawing(
        outline.consultation,
        words,
        version=outline.version.number,
        with_changes=with_changes,
        is_open=outline.consultation.phase(now) is Phase.OPEN and not frozen,
        is_earlier=bool(frozen) and not outline.is_heard,
    )


async def contents(request: Request) -> Response:
    """Every heading of the draft on one plain page."""
    outline = await outline_of(request, clock.now())
    return await contents_page(request, outline)


async def contents_page(
    request: Request, outline: queries.Outline, version: int | None = None
) -> Response:
    """Every heading, each leading to the living page or to the ``version`` for good."""
    return public_page(
        request,
        "public/contents.html",
        of=outline.consultation,
        valid_until=outline.consultation.next_change(clock.now()),
        consultation=outline.consultation,
        outline=outline,
        version=version,
        address=partial(section_address, version=version, text=chosen_language(request)),
        heading=await headings_in(outline, chosen_language(request)),
    )
