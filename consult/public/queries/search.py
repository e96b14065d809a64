"""Search in the published drafts and their translations: every word must stand in the paragraph, in any form that holds it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tortoise.expressions import Q

from consult.consultations.consultation import Consultation
from consult.documents.document import DocumentKind, Version
from consult.documents.folding import fold, fold_character
from consult.documents.paragraph import Paragraph, anchor_of
from consult.documents.section import Section
from consult.public.queries.consultations import public_consultations
from consult.public.queries.search_forms import Forms, as_written, loosely, words_of
from consult.public.queries.search_suggestions import near
from consult.public.queries.search_translations import Titles, titles_in, translated_with

MOST_HITS = 50
MOST_HEADINGS = 10
SNIPPET = 280
BEFORE = 80
# A paragraph's number, and what may be said before it.
_NUMBER = re.compile(r"[a-zæøå0-9]{1,4}\.\d{1,5}")
_CITING = {"afsnit", "paragraf", "paragraph", "nr", "no", "§", "الفقرة"}


@dataclass(frozen=True)
class SnippetPiece:
    """Some words of a snippet; ``found`` when they are what was searched for."""

    text: str
    found: bool


@dataclass(frozen=True)
class Hit:
    """A paragraph with the words, and where it is read; they are in ``language``, not always the draft's."""

    consultation: Consultation
    section: str
    title: str
    title_language: str
    paragraph: int
    number: str
    pieces: tuple[SnippetPiece, ...]
    language: str

    @property
    def is_translation(self) -> bool:
        return self.language != self.consultation.language

    @property
    def anchor(self) -> str:
        return anchor_of(self.number)


@dataclass(frozen=True)
class HeadingHit:
    """A heading with every word, and where it is read. ``within`` is the area's, "" for an area's own: many areas
    have the same headings below them."""

    consultation: Consultation
    key: str
    area: str
    title: str
    within: str


@dataclass(frozen=True)
class SearchResult:
    """What a search found. ``is_loose``: not the words as they were written, but other forms of them.
    ``instead`` are queries to try where nothing was."""

    hits: Sequence[Hit] = ()
    headings: Sequence[HeadingHit] = ()
    is_loose: bool = False
    instead: Sequence[str] = ()


async def search(consultation: Consultation, query: str, reader: str) -> SearchResult:
    """The first MOST_HITS paragraphs of one consultation's published draft, in reading order; ``reader`` is the
    language of who asks."""
    return await _search([consultation], query, reader)


async def search_everywhere(query: str, now: datetime, reader: str) -> SearchResult:
    """The same in every announced consultation."""
    return await _search(await public_consultations(now), query, reader)


async def search_titles(query: str, now: datetime) -> list[Consultation]:
    """The announced consultations whose title has every word."""
    words = words_of(query)
    if not words:
        return []
    found = await public_consultations(now)
    return [each for each in found if all(word in fold(each.title) for word in words)]


async def _search(consultations: Sequence[Consultation], query: str, reader: str) -> SearchResult:
    words = words_of(query)
    by_version = await _versions(consultations) if words and consultations else {}
    if not by_version:
        return SearchResult()
    language = next(iter(by_version.values())).language
    numbered = await _numbered(by_version, words)
    headings = await _headings(by_version, words)
    for forms, is_loose in ((as_written(words), False), (loosely(words, language), True)):
        hits = await _hits(by_version, forms)
        if hits or numbered:
            hits = [*numbered, *(hit for hit in hits if hit not in numbered)][:MOST_HITS]
            return SearchResult(await _under_their_titles(hits, reader), headings, is_loose)
    if headings:
        return SearchResult(headings=headings)
    return SearchResult(instead=await near(by_version, words, language))


async def _numbered(by_version: Mapping[int, Consultation], words: Sequence[str]) -> list[Hit]:
    """The paragraph that is cited by its number."""
    if not (words and _NUMBER.fullmatch(words[-1]) and set(words[:-1]) <= _CITING):
        return []
    rows = Paragraph.filter(version_id__in=list(by_version), number__in=_written(words[-1]))
    rows = rows.order_by("version_id").select_related("section")
    return [_hit(by_version, row, row.text, "", ()) for row in await rows.limit(MOST_HITS)]


def _written(number: str) -> list[str]:
    """As paragraphs have it: areas without a number have a letter."""
    return [number, number.upper()]


async def _headings(
    by_version: Mapping[int, Consultation], words: Sequence[str]
) -> list[HeadingHit]:
    rows = Section.filter(version_id__in=list(by_version)).exclude(change="deletion")
    found = await rows.order_by("version_id", "position").values_list(
        "version_id", "key", "area", "number", "title"
    )
    areas = {(row[0], row[1]): f"{row[3]} {row[4]}".strip() for row in found}
    return [
        HeadingHit(
            by_version[version],
            key,
            area,
            f"{number} {title}".strip(),
            areas.get((version, area), "") if key != area else "",
        )
        for version, key, area, number, title in found
        if title and all(word in fold(f"{number} {title}") for word in words)
    ][:MOST_HEADINGS]


async def _hits(by_version: Mapping[int, Consultation], forms: Forms) -> list[Hit]:
    rows = Paragraph.filter(version_id__in=list(by_version))
    for each in forms:
        rows = rows.filter(Q(*(Q(folded__contains=form) for form in each), join_type="OR"))
    found = await rows.order_by("version_id", "position").limit(MOST_HITS).select_related("section")
    words = [form for each in forms for form in each]
    hits = [_hit(by_version, row, row.text, "", words) for row in found]
    known = {row.id for row in found}
    for row, language, said in await translated_with(by_version, forms, MOST_HITS):
        if row.id not in known:
            hits.append(_hit(by_version, row, said, language, words))
    return hits


async def _under_their_titles(hits: Sequence[Hit], reader: str) -> list[Hit]:
    """With their headings in the language of what was found there, else in the ``reader``'s. One query at most."""
    wanted = {
        (each.consultation.id, each.language if each.is_translation else reader, each.title)
        for each in hits
        if each.consultation.translated_into
    }
    titles = await titles_in(wanted) if wanted else {}
    return [_titled(each, titles, reader) for each in hits]


def _titled(hit: Hit, titles: Titles, reader: str) -> Hit:
    language = hit.language if hit.is_translation else reader
    said = titles.get((hit.consultation.id, language, hit.title))
    return replace(hit, title=said, title_language=language) if said else hit


def _hit(
    by_version: Mapping[int, Consultation],
    row: Paragraph,
    text: str,
    language: str,
    words: Sequence[str],
) -> Hit:
    consultation = by_version[row.version_id]
    return Hit(
        consultation,
        row.section.area,
        row.section.title,
        consultation.language,
        row.identity_id,
        row.number,
        snippet(text, words),
        language or consultation.language,
    )


async def _versions(consultations: Sequence[Consultation]) -> dict[int, Consultation]:
    """The newest published version of each draft, by id."""
    rows = (
        await Version.filter(
            document__consultation_id__in=[each.id for each in consultations],
            document__kind=DocumentKind.DRAFT,
            published_at__isnull=False,
        )
        .order_by("number")
        .values_list("document__consultation_id", "id")
    )
    newest = dict(rows)
    return {newest[each.id]: each for each in consultations if each.id in newest}


def snippet(text: str, words: Sequence[str]) -> tuple[SnippetPiece, ...]:
    """The text round the first word found, cut into what was searched for and what was not.

    Plain text in pieces: whoever shows it escapes each and marks the found ones.
    """
    text = unicodedata.normalize("NFC", text)
    marked = _marks(text, words)
    first = marked.index(True) if True in marked else 0
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE // 2) + 1
    end = min(len(text), start + SNIPPET)
    pieces: list[SnippetPiece] = [SnippetPiece("… ", False)] if start else []
    here = start
    for place in range(start + 1, end + 1):
        if place == end or marked[place] != marked[here]:
            pieces.append(SnippetPiece(text[here:place], marked[here]))
            here = place
    return (*pieces, SnippetPiece(" …", False)) if end < len(text) else tuple(pieces)


def _marks(text: str, words: Sequence[str]) -> list[bool]:
    """For each character whether it is part of a word searched for: folding may change lengths."""
    folded, origins = "", list[int]()
    for place, char in enumerate(text):
        part = fold_character(char)
        folded += part
        origins += [place] * len(part)
    marks = [False] * len(text)
    for word in words:
        at = folded.find(word)
        while at >= 0:
            first, last = origins[at], origins[at + len(word) - 1]
            marks[first : last + 1] = [True] * (last + 1 - first)
            at = folded.find(word, at + 1)
    return marks
