"""Translations of the published draft's words and of the consultation's own. A help to read the text, never the text
that is out for consultation.

Looks up only words that the caller has already established to be public. For a consultation without translations no
query is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tortoise.expressions import Case, F, When

from consult.consultations.consultation import Consultation
from consult.documents.paragraph import ParagraphKind
from consult.documents.table_html import cells_of
from consult.documents.translations.consultation_words import own_words
from consult.documents.translations.translation import Made, Translation, digest_of
from consult.public.queries.outline import Outline
from consult.public.queries.paragraphs import PublicParagraph
from consult.public.queries.section_texts import SectionText

# A statement takes only so many values: for more words than these every translation of the document is read.
MAX_DIGESTS = 500


@dataclass(frozen=True)
class TranslatedWords:
    """Some words in another language, as plain text, and how they were translated."""

    words: str
    made: Made


@dataclass(frozen=True)
class Translations:
    """The translations of a page's words into ``language``, "" where the page is shown in the original alone.
    ``languages`` are those that something on the page is translated into."""

    language: str = ""
    languages: tuple[str, ...] = ()
    _by_digest: Mapping[str, TranslatedWords] = field(default_factory=dict)

    def of(self, words: str) -> TranslatedWords | None:
        """The translation of some words; None where there is none."""
        return self._by_digest.get(digest_of(words)) if self._by_digest else None

    def of_paragraph(self, paragraph: PublicParagraph) -> TranslatedWords | None:
        """The translation of a paragraph, or of a picture's description. A table is translated cell by cell."""
        return None if paragraph.kind is ParagraphKind.TABLE else self.of(paragraph.text)

    def of_cells(self, table: PublicParagraph) -> dict[str, TranslatedWords | None]:
        """The translation of each cell's words, by those words."""
        return {words: self.of(words) for words in cells_of(table.html)}


async def translations(
    outline: Outline, texts: Iterable[SectionText], language: str
) -> Translations:
    """The translations of these sections' words and of all headings into ``language``. For "" there are none, only
    the languages that there are. At most one query."""
    if not outline.consultation.translated_into:
        return Translations()
    own = {
        digest_of(words)
        for text in texts
        for paragraph in text.paragraphs
        for words in _units(paragraph)
    }
    rows = await _rows(outline, own | _heading_digests(outline), language)
    # Where only headings are translated, the text is not.
    languages = {code for code, digest, _, _ in rows if digest in own}
    languages.discard(outline.consultation.language)
    used = language if language in languages else ""
    return Translations(used, tuple(sorted(languages)), _by_digest(rows) if used else {})


async def heading_translations(outline: Outline, language: str) -> Translations:
    """The translations of the headings and of the consultation's title alone. At most one query."""
    consultation = outline.consultation
    if not consultation.translated_into or language == consultation.language:
        return Translations()
    by_digest = _by_digest(await _rows(outline, _heading_digests(outline), language))
    return Translations(language if by_digest else "", (), by_digest)


def _units(paragraph: PublicParagraph) -> Iterable[str]:
    """A paragraph's words in the units that are translated."""
    if paragraph.kind is ParagraphKind.TABLE:
        return cells_of(paragraph.html)
    return (paragraph.text,) if paragraph.text else ()


def _heading_digests(outline: Outline) -> set[str]:
    """Of every heading, and of the consultation's title, which stands above them all."""
    titles = {each.title for each in outline.sections if each.title}
    return {digest_of(title) for title in (outline.consultation.title, *titles)}


async def _rows(outline: Outline, digests: Collection[str], language: str) -> Sequence[Any]:
    """(language, digest, made, words) of every translation; words "" in all languages but the one asked for."""
    rows = Translation.filter(document_id=outline.version.document_id)
    if len(digests) <= MAX_DIGESTS:
        rows = rows.filter(digest__in=list(digests))
    rows = rows.annotate(wanted=Case(When(language=language, then=F("words")), default=""))
    values = await rows.values_list("language", "digest", "made", "wanted")
    return [row for row in values if row[1] in digests]


def _by_digest(rows: Iterable[Sequence[Any]]) -> dict[str, TranslatedWords]:
    return {digest: TranslatedWords(words, made) for _, digest, made, words in rows if words}


async def consultation_translations(
    consultations: Sequence[Consultation], language: str
) -> dict[int, dict[str, TranslatedWords]]:
    """The translations of the consultations' own words into ``language``, by consultation id and field. At most one
    query."""
    fields = {
        each.id: {digest_of(words): name for name, words in own_words(each).items()}
        for each in consultations
        if language != each.language and language in each.translated_into.split()
    }
    if not fields:
        return {}
    rows = Translation.filter(
        document__consultation_id__in=sorted(fields),
        language=language,
        digest__in=sorted({digest for each in fields.values() for digest in each}),
    )
    translated: dict[int, dict[str, TranslatedWords]] = {}
    columns = ("document__consultation_id", "digest", "words", "made")
    for consultation, digest, words, made in await rows.values_list(*columns):
        if name := fields[consultation].get(digest):
            translated.setdefault(consultation, {})[name] = TranslatedWords(words, made)
    return translated


class EveryTranslation:
    """All translations of some words, in every language: for data, not for reading."""

    def __init__(self, rows: Iterable[Sequence[Any]] = ()) -> None:
        """``rows`` are (language, digest, made, words)."""
        self._by_digest: dict[str, dict[str, TranslatedWords]] = {}
        for language, digest, made, words in rows:
            self._by_digest.setdefault(digest, {})[language] = TranslatedWords(words, made)

    def of(self, words: str) -> dict[str, TranslatedWords]:
        """The translations of some words, by language."""
        return self._by_digest.get(digest_of(words), {}) if self._by_digest else {}


async def every_translation(outline: Outline, text: SectionText) -> EveryTranslation:
    """The translations of a section's title and of the paragraphs right under it. At most one query."""
    if not outline.consultation.translated_into:
        return EveryTranslation()
    digests = {digest_of(each.text) for each in text.paragraphs if each.text}
    rows = Translation.filter(
        document_id=outline.version.document_id,
        digest__in=[*digests, digest_of(text.section.title)],
    ).exclude(language=outline.consultation.language)
    return EveryTranslation(
        await rows.order_by("language").values_list("language", "digest", "made", "words")
    )
