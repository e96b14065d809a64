"""The compared view: a section, or the whole text, beside an earlier version of itself.

The first part of an address chooses the later of the two: without a version it is the one that is heard. The
changes marked in the draft's own file are another thing; the reading page shows those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Phase
from consult.documents.translations.languages import direction_of
from consult.lineage import ChangeKind
from consult.numbers import page_number
from consult.public import queries
from consult.public.cacheable import public_page
from consult.public.lookup import earlier_of, outline_of, section_of, version_of
from consult.public.text.addresses import section_page
from consult.public.text.change_list import HEADINGS, folded
from consult.public.text.comparison import compared, in_full
from consult.public.text.comparison_addresses import (
    changes_page,
    compared_address,
    since_address,
    since_page,
)
from consult.public.text.contents import contents_of_section
from consult.public.text.paragraph_html import Drawing
from consult.public.text.text_language import ReadIn, read_in
from consult.web.urls import in_full as full_address


async def section_since(request: Request) -> Response:
    """A section of the text that is heard, with what changed in it since an earlier version."""
    return await _section(request, await outline_of(request, clock.now()), version=None)


async def version_section_since(request: Request) -> Response:
    """The same of any two versions; it never changes."""
    later = await version_of(request, clock.now())
    return await _section(request, later, version=later.version.number)


async def version_changes(request: Request) -> Response:
    """All that changed from one version to another: counted, then place by place."""
    later = await version_of(request, clock.now())
    found = await queries.comparison(later, await earlier_of(request, later))
    kind = _kind(request)
    here = partial(
        changes_page,
        later.consultation.slug,
        later.version.number,
        found.earlier.version.number,
    )
    page = await folded(found, kind=kind, page=page_number(request.query_params.get("page", "")))
    return await _answer(
        request,
        "public/version_changes.html",
        found,
        kind=kind,
        folded=page,
        is_open=False,
        remarks_on=await _remarks(later, page.changes) if later.is_heard else _none,
        page_of=here,
        permanent=full_address(here()),
    )


async def _section(request: Request, later: queries.Outline, version: int | None) -> Response:
    """``version`` None is the living page, where people answer."""
    shown = section_of(request, later)
    found = await queries.comparison(later, await earlier_of(request, later))
    sections = found.within(shown.key)
    texts = await (queries.texts if version is None else queries.bare_texts)(later, shown.key)
    return await _answer(
        request,
        "public/section_since.html",
        found,
        section=shown,
        area=later.by_key[shown.area],
        sections=sections,
        counts=queries.counted_changes(sections),
        owners=(await queries.owners(later, [shown]))[shown.key],
        **await _words(later, sections, texts, is_living=version is None),
        **await _surroundings(request, found, shown, texts, version),
    )


async def _words(
    later: queries.Outline,
    sections: Sequence[queries.ComparedSection],
    texts: Sequence[queries.SectionText],
    *,
    is_living: bool,
) -> dict[str, Any]:
    """What the template takes to show the paragraphs one by one."""
    changes = [each for part in sections for each in part.changes if not each.is_same]
    words = await compared(changes)
    paragraphs = {each.id: each for text in texts for each in text.paragraphs}
    return {
        "in_full": lambda part: in_full(part, words, paragraphs),
        "remarks_on": await _remarks(later, changes) if is_living else _none,
    }


async def _remarks(
    later: queries.Outline, changes: Sequence[queries.Change]
) -> Callable[[int], int]:
    """How many published remarks there are on each paragraph that changed or was removed, by identity."""
    shown = [each.id for change in changes for each in (change.new or change.old)]
    return (await queries.counts(later, shown)).on_paragraph


def _none(identity: int) -> int:
    """People's remarks stand beside the text that is heard."""
    return 0


async def _surroundings(
    request: Request,
    found: queries.Comparison,
    shown: queries.PublicSection,
    texts: Sequence[queries.SectionText],
    version: int | None,
) -> dict[str, Any]:
    """The contents beside the words, and the ways to the other views."""
    later, slug = found.later, found.later.consultation.slug
    reading_page = partial(section_page, slug, version=version)
    address = partial(
        since_address,
        slug,
        earlier=found.earlier.version.number,
        version=version,
        columns=_wants_columns(request),
    )
    original = await read_in(request, later, texts, reading_page(shown), only_original=True)
    return {
        "is_living": version is None,
        "is_marked": await queries.is_marked(later),
        "read_in": original,
        "contents": contents_of_section(later, shown, address, original),
        "reading_page": reading_page,
        "page_of": partial(since_page, slug, version=version),
        "permanent": full_address(
            since_page(slug, shown, found.earlier.version.number, later.version.number)
        ),
        **_drawn(later, original, is_living=version is None),
    }


def _drawn(later: queries.Outline, words: ReadIn, *, is_living: bool) -> dict[str, Any]:
    is_open = later.consultation.phase(clock.now()) is Phase.OPEN and is_living
    draw = Drawing(
        later.consultation,
        words,
        version=later.version.number,
        with_changes=False,
        is_open=is_open,
        is_earlier=False,
    )
    return {"is_open": is_open, "draw": draw}


async def _answer(
    request: Request, template: str, found: queries.Comparison, **context: Any
) -> Response:
    consultation = found.later.consultation
    older = [
        each
        for each in await queries.versions(consultation)
        if each.number < found.later.version.number
    ]
    return public_page(
        request,
        template,
        of=consultation,
        valid_until=consultation.next_change(clock.now()),
        consultation=consultation,
        text_dir=direction_of(consultation.language),
        found=found,
        earlier=found.earlier.version,
        later=found.later.version,
        older=older,
        columns=_wants_columns(request),
        address_before=partial(compared_address, found.earlier),
        address_now=partial(compared_address, found.later),
        **context,
    )


def _wants_columns(request: Request) -> bool:
    return request.query_params.get("layout") == "columns"


def _kind(request: Request) -> str:
    """The one kind asked for; a word that is none asks for all, which is ""."""
    asked = request.query_params.get("kind", "")
    return asked if asked in (*ChangeKind, HEADINGS) else ""
