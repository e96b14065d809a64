"""Handlers of the text: its sections in reading order, and one section with its paragraphs."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.api.json_response import public_json
from consult.public.api.paging import page_of
from consult.public.api.parameters import check, is_named
from consult.public.api.problems import Refusal
from consult.public.api.records.paragraph import Paragraph
from consult.public.api.records.section import Section, SectionDetail, SectionPage
from consult.public.api.section_parameter import NAME, VERSION, named_section
from consult.public.lookup import consultation_of, outline_of
from consult.responses.validation import FieldError


async def sections(request: Request, errors: list[FieldError]) -> Response:
    """Every section of the published version; none while no version is published."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    outline = await queries.outline(consultation)
    every = outline.sections if outline else ()
    page, next_cursor = page_of(request, errors, every, lambda each: each.lasting_id)
    items = await _sections(outline, page) if outline else []
    return public_json(
        SectionPage(items=items, next_cursor=next_cursor),
        of=consultation,
        valid_until=consultation.next_change(now),
    )


async def _sections(outline: queries.Outline, page: list[queries.PublicSection]) -> list[Section]:
    owners = await queries.owners(outline, page)
    facts = (await queries.draft_facts(outline)).sections
    return [
        Section.of(
            outline,
            each,
            owners[each.key],
            paragraph_count=facts[each.key].own_paragraph_count,
            remark_count=facts[each.key].remark_count,
        )
        for each in page
    ]


async def section(request: Request, errors: list[FieldError]) -> Response:
    """One section with the paragraphs right under its heading."""
    now = clock.now()
    outline = await outline_of(request, now)
    public_section = await _section(request, outline, errors)
    return public_json(
        await _detail(outline, public_section),
        of=outline.consultation,
        valid_until=outline.consultation.next_change(now),
    )


async def _section(
    request: Request, outline: queries.Outline, errors: list[FieldError]
) -> queries.PublicSection:
    """The section in the address. Raises HTTPException 404 for one that no version has, Refusal 400 naming what is
    ambiguous or at fault, 410 for one that only earlier versions have."""
    version = None if is_named(VERSION, errors) else request.query_params.get(VERSION)
    named = await named_section(outline, request.path_params[NAME], version)
    if named.is_unknown:
        raise HTTPException(404)
    if named.is_gone and named.error and not errors:
        raise Refusal(410, "gone", "Gone", errors=[named.error])
    check([*errors, *([named.error] if named.error else [])])
    assert named.section is not None
    return named.section


async def _detail(outline: queries.Outline, section: queries.PublicSection) -> SectionDetail:
    texts = await queries.texts(outline, section.key)
    own = texts[0]
    translations = await queries.every_translation(outline, own)
    owners = await queries.owners(outline, [section])
    runs = await queries.runs(outline, section)
    plain = Section.of(
        outline,
        section,
        owners[section.key],
        paragraph_count=len(own.paragraphs),
        remark_count=own.remark_count,
    )
    return SectionDetail.with_text(
        plain,
        summaries=await queries.every_summary(outline, texts),
        translations=translations,
        paragraphs=[
            Paragraph.of(outline, each, runs[each.id], translations) for each in own.paragraphs
        ],
    )
