"""The text as data: its sections in reading order, and one section with its paragraphs."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.committee import Committee
from consult.public import queries
from consult.public.api.consultations import committees
from consult.public.api.json_response import public_json
from consult.public.api.paging import listed, paging_of, piece
from consult.public.lookup import consultation_of, outline_of, section_of
from consult.public.text.addresses import paragraph_address, section_address
from consult.web.urls import absolute, in_full


async def sections(request: Request) -> Response:
    """Every section of the published version; none while no version is published."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    outline = await queries.outline(consultation)
    found = outline.sections if outline else ()
    shown, following = piece(found, paging_of(request), lambda each: each.key)
    items = await _sections(outline, shown) if outline else []
    return public_json(
        listed(items, following), of=consultation, valid_until=consultation.next_change(now)
    )


async def _sections(
    outline: queries.Outline, shown: list[queries.PublicSection]
) -> list[dict[str, Any]]:
    owners = await queries.owners(outline, shown)
    facts = (await queries.draft_facts(outline)).sections
    return [
        _section(
            outline,
            each,
            owners[each.key],
            facts[each.key].own_paragraph_count,
            facts[each.key].remark_count,
        )
        for each in shown
    ]


async def section(request: Request) -> Response:
    """One section with the paragraphs right under its heading."""
    now = clock.now()
    outline = await outline_of(request, now)
    shown = section_of(request, outline)
    texts = await queries.texts(outline, shown.key)
    text = texts[0]
    translations = await queries.every_translation(outline, text)
    owners = await queries.owners(outline, [shown])
    runs = await queries.runs(outline, shown)
    return public_json(
        {
            **_section(outline, shown, owners[shown.key], len(text.paragraphs), text.remark_count),
            "summaries": [_summary(each) for each in await queries.every_summary(outline, texts)],
            "title_translations": _translations(translations, shown.title),
            "paragraphs": [
                {
                    **_paragraph(outline, each, runs[each.id]),
                    "translations": _translations(translations, each.text),
                }
                for each in text.paragraphs
            ],
        },
        of=outline.consultation,
        valid_until=outline.consultation.next_change(now),
    )


def _summary(summary: queries.PublicSummary) -> dict[str, Any]:
    return {
        "language": summary.language,
        "text": summary.words,
        "made": summary.made.value,
        "outdated": summary.outdated,
    }


def _translations(found: queries.EveryTranslation, words: str) -> list[dict[str, str]]:
    return [
        {"language": language, "text": each.words, "made": each.made.value}
        for language, each in found.of(words).items()
    ]


def _section(
    outline: queries.Outline,
    section: queries.PublicSection,
    owners: list[Committee],
    paragraph_count: int,
    remark_count: int,
) -> dict[str, Any]:
    slug, version = outline.consultation.slug, outline.version.number
    return {
        "id": section.key,
        "version": version,
        "path": section.path,
        "number": section.number or None,
        "title": section.title,
        "level": section.level,
        "change": section.change or None,
        "parent_id": section.parent,
        "committees": committees(owners),
        "paragraph_count": paragraph_count,
        "remark_count": remark_count,
        "html_url": in_full(section_address(slug, section)),
        "permanent_url": in_full(section_address(slug, section, version=version)),
    }


def _paragraph(
    outline: queries.Outline, paragraph: queries.PublicParagraph, runs: list[queries.TextRun]
) -> dict[str, Any]:
    slug, version = outline.consultation.slug, outline.version.number
    return {
        "id": str(paragraph.id),
        "number": paragraph.number,
        "kind": paragraph.kind.value,
        "text": paragraph.text,
        "html": paragraph.html,
        "changes": [{"text": run.text, "change": run.change} for run in runs],
        "remark_count": paragraph.remark_count,
        "html_url": absolute("paragraph", consultation=slug, paragraph=paragraph.id),
        "permanent_url": in_full(paragraph_address(outline, paragraph, version)),
    }
