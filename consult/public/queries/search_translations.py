"""Search in the translations of the published drafts, for those who read one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from tortoise.expressions import Q

from consult.consultations.consultation import Consultation
from consult.documents.paragraph import Paragraph, ParagraphKind
from consult.documents.table_html import cells_of
from consult.documents.translations.translation import Translation, digest_of
from consult.public.queries.search_forms import Forms

# (version id, words of the draft) → (language, their translation)
Matches = Mapping[tuple[int, str], tuple[str, str]]

# (consultation id, language, heading) → its translation
HeadingTitles = Mapping[tuple[int, str, str], str]


class TranslationHit(NamedTuple):
    """A paragraph with a matching translation: the words of it that match, in ``language``."""

    paragraph: Paragraph
    language: str
    words: str


async def translation_hits(
    versions: Mapping[int, Consultation], forms: Forms, limit: int
) -> list[TranslationHit]:
    """The paragraphs of these versions with a translation that has every word in one of its ``forms``, and the tables
    with such a cell, in reading order. No query where nothing is translated, else three at most."""
    by_consultation = {
        each.id: version for version, each in versions.items() if each.translated_into
    }
    matches = await _matches(by_consultation, forms, limit) if by_consultation else {}
    if not matches:
        return []
    # A translation may be of a version that nobody may see: only a published paragraph is a hit.
    rows = Paragraph.filter(version_id__in=sorted({version for version, _ in matches}))
    rows = rows.order_by("version_id", "position").select_related("section")
    whole = await rows.filter(text__in=sorted({words for _, words in matches}))
    hits = [_hit(row, row.text, matches) for row in whole]
    in_cells = matches.keys() - {(row.version_id, row.text) for row in whole}
    tables = await rows.filter(kind=ParagraphKind.TABLE) if in_cells else []
    hits += [_hit(row, cell, matches) for row in tables for cell in cells_of(row.html)]
    # Of several matching cells the first one.
    by_paragraph = {each.paragraph.id: each for each in reversed(hits) if each}
    return sorted(by_paragraph.values(), key=_reading_order)[:limit]


async def _matches(by_consultation: Mapping[int, int], forms: Forms, limit: int) -> Matches:
    """``by_consultation``: consultation id → version id."""
    rows = Translation.filter(document__consultation_id__in=list(by_consultation))
    for word in forms:
        rows = rows.filter(Q(*(Q(folded__contains=form) for form in word), join_type="OR"))
    matches: dict[tuple[int, str], tuple[str, str]] = {}
    columns = ("document__consultation_id", "source", "language", "words")
    for consultation, source, language, translation in (
        await rows.order_by("id").limit(limit).values_list(*columns)
    ):
        matches.setdefault((by_consultation[consultation], source), (language, translation))
    return matches


def _hit(row: Paragraph, words: str, matches: Matches) -> TranslationHit | None:
    """None where these words of the row have no matching translation."""
    match = matches.get((row.version_id, words))
    return TranslationHit(row, *match) if match else None


def _reading_order(hit: TranslationHit) -> tuple[int, int]:
    return hit.paragraph.version_id, hit.paragraph.position


async def heading_titles(wanted: Collection[tuple[int, str, str]]) -> HeadingTitles:
    """The translations of headings, ``wanted`` as (consultation id, language, heading); those that there are. One
    query."""
    rows = Translation.filter(
        document__consultation_id__in=sorted({consultation for consultation, _, _ in wanted}),
        language__in=sorted({language for _, language, _ in wanted}),
        digest__in=sorted({digest_of(title) for _, _, title in wanted}),
    )
    translated = {
        (consultation, language, digest): words
        for consultation, language, digest, words in await rows.values_list(
            "document__consultation_id", "language", "digest", "words"
        )
    }
    keys = {each: (each[0], each[1], digest_of(each[2])) for each in wanted}
    return {each: translated[key] for each, key in keys.items() if key in translated}
