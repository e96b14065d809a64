"""Search in the published drafts and their translations: a paragraph is a hit when it has every word, in any form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tortoise.expressions import Q

from consult import clock
from consult.consultations.consultation import Consultation
from consult.documents.document import DocumentKind, Version, public_versions
from consult.documents.folding import fold
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.public.queries.citation import cited_numbers
from consult.public.queries.consultations import public_consultations
from consult.public.queries.remarks import published_citations
from consult.public.queries.search_forms import Forms, exact_forms, loose_forms, words_of
from consult.public.queries.search_result import (
    MAX_HITS,
    HeadingHit,
    ParagraphHit,
    SearchResult,
)
from consult.public.queries.search_snippet import snippet
from consult.public.queries.search_suggestions import suggestions
from consult.public.queries.search_translations import (
    HeadingTitles,
    heading_titles,
    translation_hits,
)

MAX_HEADINGS = 10

# The current version of each draft that is searched, by its id.
Versions = Mapping[int, Consultation]


async def search(consultation: Consultation, query: str, reader_language: str) -> SearchResult:
    """The first MAX_HITS paragraphs of one consultation's published draft, in reading order, with their headings in
    the reader's language where they are translated. At most fourteen queries."""
    return await _search([consultation], query, reader_language)


async def search_everywhere(query: str, now: datetime, reader_language: str) -> SearchResult:
    """The same in every announced consultation."""
    return await _search(await public_consultations(now), query, reader_language)


async def search_titles(query: str, now: datetime) -> list[Consultation]:
    """The announced consultations whose title has every word; one query."""
    words = words_of(query)
    if not words:
        return []
    consultations = await public_consultations(now)
    return [each for each in consultations if all(word in fold(each.title) for word in words)]


async def _search(
    consultations: Sequence[Consultation], query: str, reader_language: str
) -> SearchResult:
    words = words_of(query)
    versions = await _current_versions(consultations) if words and consultations else {}
    if not versions:
        return SearchResult()
    language = next(iter(versions.values())).language
    cited = cited_numbers(words)
    numbered = await _numbered(versions, cited)
    headings = await _headings(versions, words, cited)
    found = SearchResult(
        headings=headings,
        remarks=await published_citations(list(versions.values()), cited),
        is_citation=bool(cited),
    )
    for forms, is_loose in ((exact_forms(words), False), (loose_forms(words, language), True)):
        hits = await _hits(versions, forms)
        if hits or numbered:
            hits = [*numbered, *(hit for hit in hits if hit not in numbered)][:MAX_HITS]
            return replace(found, hits=await _with_titles(hits, reader_language), is_loose=is_loose)
    if found.headings or found.remarks or cited:
        return found
    return replace(found, suggestions=await suggestions(versions, words, language))


async def _current_versions(consultations: Sequence[Consultation]) -> Versions:
    rows = (
        await Version.filter(
            public_versions(clock.now()),
            document__consultation_id__in=[each.id for each in consultations],
            document__kind=DocumentKind.DRAFT,
        )
        .order_by("number")
        .values_list("document__consultation_id", "id")
    )
    current = dict(rows)
    return {current[each.id]: each for each in consultations if each.id in current}


async def _numbered(versions: Versions, cited: Sequence[str]) -> list[ParagraphHit]:
    """The paragraphs that have one of the numbers cited by the query; no query where it cites none."""
    if not cited:
        return []
    # Words are folded, and areas without a number are cited by a capital letter.
    numbers = [*cited, *(each.upper() for each in cited)]
    rows = Paragraph.filter(version_id__in=list(versions), number__in=numbers)
    rows = rows.order_by("version_id", "position").select_related("section")
    return [_hit(versions, row, row.text, "", ()) for row in await rows.limit(MAX_HITS)]


async def _headings(
    versions: Versions, words: Sequence[str], cited: Sequence[str]
) -> list[HeadingHit]:
    """Those that have every word, or a number that is cited."""
    rows = Section.filter(version_id__in=list(versions)).exclude(change="deletion")
    columns = ("version_id", "key", "area", "number", "title")
    values = await rows.order_by("version_id", "position").values_list(*columns)
    titles = {
        (version, key): f"{number} {title}".strip() for version, key, _, number, title in values
    }
    return [
        HeadingHit(
            versions[version],
            key,
            area,
            titles[version, key],
            titles.get((version, area), "") if key != area else "",
        )
        for version, key, area, number, title in values
        if title
        and (
            fold(number).strip(".") in cited
            or all(word in fold(f"{number} {title}") for word in words)
        )
    ][:MAX_HEADINGS]


async def _hits(versions: Versions, forms: Forms) -> list[ParagraphHit]:
    """Those in the draft's own words, then those in a translation."""
    rows = Paragraph.filter(version_id__in=list(versions))
    for word in forms:
        rows = rows.filter(Q(*(Q(folded__contains=form) for form in word), join_type="OR"))
    originals = (
        await rows.order_by("version_id", "position").limit(MAX_HITS).select_related("section")
    )
    words = [form for word in forms for form in word]
    hits = [_hit(versions, row, row.text, "", words) for row in originals]
    known = {row.id for row in originals}
    for row, language, translation in await translation_hits(versions, forms, MAX_HITS):
        if row.id not in known:
            hits.append(_hit(versions, row, translation, language, words))
    return hits


def _hit(
    versions: Versions, row: Paragraph, text: str, language: str, words: Sequence[str]
) -> ParagraphHit:
    """``text`` is what matched, in ``language``; "" for the draft's own."""
    consultation = versions[row.version_id]
    return ParagraphHit(
        consultation,
        row.section.area,
        row.section.title,
        consultation.language,
        row.identity_id,
        row.number,
        snippet(text, words),
        language or consultation.language,
    )


async def _with_titles(hits: Sequence[ParagraphHit], reader_language: str) -> list[ParagraphHit]:
    """The hits with their titles translated where they can be. One query at most."""
    wanted = {
        (each.consultation.id, _title_language(each, reader_language), each.title)
        for each in hits
        if each.consultation.translated_into
    }
    titles = await heading_titles(wanted) if wanted else {}
    return [_with_title(each, titles, _title_language(each, reader_language)) for each in hits]


def _title_language(hit: ParagraphHit, reader_language: str) -> str:
    """A title is shown in the language of the snippet under it, else in the reader's."""
    return hit.language if hit.is_translation else reader_language


def _with_title(hit: ParagraphHit, titles: HeadingTitles, language: str) -> ParagraphHit:
    title = titles.get((hit.consultation.id, language, hit.title))
    return replace(hit, title=title, title_language=language) if title else hit
