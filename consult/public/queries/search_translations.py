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

# (version, words that are translated) → (language, what they are called)
Translated = Mapping[tuple[int, str], tuple[str, str]]

# (consultation, language, heading) → what the heading is called
Titles = Mapping[tuple[int, str, str], str]


class FoundTranslation(NamedTuple):
    """A paragraph, and in which language what words of its translation were found."""

    paragraph: Paragraph
    language: str
    words: str


async def translated_with(
    by_version: Mapping[int, Consultation], forms: Forms, most: int
) -> list[FoundTranslation]:
    """The paragraphs of these versions that have a translation with every word in one of its ``forms``, or a table
    with such a cell, in reading order. No query where nothing is translated, else three at most."""
    versions = {each.id: version for version, each in by_version.items() if each.translated_into}
    translated = await _translated(versions, forms, most) if versions else {}
    if not translated:
        return []
    # What is translated may be of a version that nobody may see: only a published paragraph is a hit.
    rows = Paragraph.filter(version_id__in=sorted({version for version, _ in translated}))
    rows = rows.order_by("version_id", "position").select_related("section")
    whole = await rows.filter(text__in=sorted({words for _, words in translated}))
    found = [_found(row, row.text, translated) for row in whole]
    missed = translated.keys() - {(row.version_id, row.text) for row in whole}
    tables = await rows.filter(kind=ParagraphKind.TABLE) if missed else []
    found += [_found(row, cell, translated) for row in tables for cell in cells_of(row.html)]
    hits = {each.paragraph.id: each for each in reversed(found) if each}
    return sorted(hits.values(), key=_place)[:most]


async def _translated(versions: Mapping[int, int], forms: Forms, most: int) -> Translated:
    rows = Translation.filter(document__consultation_id__in=list(versions))
    for each in forms:
        rows = rows.filter(Q(*(Q(folded__contains=form) for form in each), join_type="OR"))
    found: dict[tuple[int, str], tuple[str, str]] = {}
    columns = ("document__consultation_id", "source", "language", "words")
    for consultation, source, language, said in (
        await rows.order_by("id").limit(most).values_list(*columns)
    ):
        found.setdefault((versions[consultation], source), (language, said))
    return found


def _found(row: Paragraph, words: str, translated: Translated) -> FoundTranslation | None:
    """The row where these words of it are among those translated."""
    said = translated.get((row.version_id, words))
    return FoundTranslation(row, *said) if said else None


def _place(hit: FoundTranslation) -> tuple[int, int]:
    return hit.paragraph.version_id, hit.paragraph.position


async def titles_in(wanted: Collection[tuple[int, str, str]]) -> Titles:
    """What headings of consultations are called in a language, of those that are called something. One query."""
    rows = Translation.filter(
        document__consultation_id__in=sorted({consultation for consultation, _, _ in wanted}),
        language__in=sorted({language for _, language, _ in wanted}),
        digest__in=sorted({digest_of(title) for _, _, title in wanted}),
    )
    found = {
        (consultation, language, digest): said
        for consultation, language, digest, said in await rows.values_list(
            "document__consultation_id", "language", "digest", "words"
        )
    }
    keys = {each: (each[0], each[1], digest_of(each[2])) for each in wanted}
    return {each: found[key] for each, key in keys.items() if key in found}
