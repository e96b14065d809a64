"""What helps to read the draft: its translations and plain-language summaries. Never the text that is heard.

Only of words that the caller has already found to be public. Where a consultation has none, nobody asks the
database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tortoise.expressions import Case, F, When

from consult.consultations.consultation import Consultation
from consult.documents.paragraph import ParagraphKind
from consult.documents.table_html import cells_of
from consult.documents.translations.consultation_words import own_words as own_words_of
from consult.documents.translations.languages import direction_of
from consult.documents.translations.plain_summary import PlainSummary, digest_of_section
from consult.documents.translations.translation import Made, Translation, digest_of
from consult.public.queries.outline import Outline
from consult.public.queries.text import PublicParagraph, SectionText

# Of more words than these every translation of the document is read: a statement takes so many values and no more.
MOST_NAMED = 500


@dataclass(frozen=True)
class PublicSummary:
    """A section in short. ``outdated``: the section's words have changed since it was written."""

    words: str
    language: str
    made: Made
    outdated: bool

    @property
    def dir(self) -> str:
        return direction_of(self.language)

    @property
    def parts(self) -> list[str]:
        """Its paragraphs, which stand between empty lines."""
        return [" ".join(each.split()) for each in self.words.split("\n\n") if each.strip()]


@dataclass(frozen=True)
class TranslatedWords:
    """Some words in another language, as plain text."""

    words: str
    made: Made


@dataclass(frozen=True)
class Translations:
    """The words of a page in ``language``, "" where it is shown in the original alone. ``languages`` are those
    into which something on the page is translated."""

    language: str = ""
    languages: tuple[str, ...] = ()
    _found: Mapping[str, TranslatedWords] = field(default_factory=dict)

    def of(self, words: str) -> TranslatedWords | None:
        """What the words are called; None where only the original has them."""
        return self._found.get(digest_of(words)) if self._found else None

    def of_paragraph(self, paragraph: PublicParagraph) -> TranslatedWords | None:
        """The same of a paragraph, of a picture what is said of it; a table is translated cell by cell."""
        return None if paragraph.kind is ParagraphKind.TABLE else self.of(paragraph.text)

    def of_cells(self, table: PublicParagraph) -> dict[str, TranslatedWords | None]:
        """What the words in each cell are called."""
        return {each: self.of(each) for each in cells_of(table.html)}


async def translations(of: Outline, texts: Iterable[SectionText], language: str) -> Translations:
    """The translations of these sections' words and of every heading into ``language`` ("" for none, but the
    languages all the same). At most one query."""
    if not of.consultation.translated_into:
        return Translations()
    own = {
        digest_of(words) for part in texts for each in part.paragraphs for words in _pieces(each)
    }
    rows = await _rows(of, own | _titles(of), language)
    found = {digest: TranslatedWords(words, made) for _, digest, made, words in rows if words}
    # A translated heading alone is no translated text.
    languages = {code for code, digest, _, _ in rows if digest in own}
    languages.discard(of.consultation.language)
    shown = language if language in languages else ""
    return Translations(shown, tuple(sorted(languages)), found if shown else {})


def _pieces(paragraph: PublicParagraph) -> Iterable[str]:
    """Its words, as they are translated."""
    if paragraph.kind is ParagraphKind.TABLE:
        return cells_of(paragraph.html)
    return (paragraph.text,) if paragraph.text else ()


def _titles(of: Outline) -> set[str]:
    """Of every heading, and of the consultation's own title, which stands above them all."""
    return {digest_of(each.title) for each in of.sections if each.title} | {
        digest_of(of.consultation.title)
    }


async def headings(of: Outline, language: str) -> Translations:
    """The translations of its headings alone. At most one query."""
    if not of.consultation.translated_into or language == of.consultation.language:
        return Translations()
    rows = await _rows(of, _titles(of), language)
    found = {digest: TranslatedWords(words, made) for _, digest, made, words in rows if words}
    return Translations(language if found else "", (), found)


async def own_words(
    of: Sequence[Consultation], language: str
) -> dict[int, dict[str, TranslatedWords]]:
    """What the consultations' own words are called in ``language``, by id and field. At most one query."""
    wanted = {
        each.id: {digest_of(said): name for name, said in own_words_of(each).items()}
        for each in of
        if language != each.language and language in each.translated_into.split()
    }
    if not wanted:
        return {}
    rows = Translation.filter(
        document__consultation_id__in=sorted(wanted),
        language=language,
        digest__in=sorted({digest for each in wanted.values() for digest in each}),
    )
    found: dict[int, dict[str, TranslatedWords]] = {}
    columns = ("document__consultation_id", "digest", "words", "made")
    for consultation, digest, words, made in await rows.values_list(*columns):
        if name := wanted[consultation].get(digest):
            found.setdefault(consultation, {})[name] = TranslatedWords(words, made)
    return found


async def _rows(of: Outline, digests: Collection[str], language: str) -> Sequence[Any]:
    """(language, digest, made, words); the words in the one language alone."""
    rows = Translation.filter(document_id=of.version.document_id)
    if len(digests) <= MOST_NAMED:
        rows = rows.filter(digest__in=list(digests))
    rows = rows.annotate(here=Case(When(language=language, then=F("words")), default=""))
    found = await rows.values_list("language", "digest", "made", "here")
    return [each for each in found if each[1] in digests]


class EveryTranslation:
    """All translations of some words, in every language: for data, not for reading."""

    def __init__(self, rows: Iterable[Sequence[Any]] = ()) -> None:
        self._by_digest: dict[str, dict[str, TranslatedWords]] = {}
        for language, digest, made, words in rows:
            self._by_digest.setdefault(digest, {})[language] = TranslatedWords(words, made)

    def of(self, words: str) -> dict[str, TranslatedWords]:
        """What the words are called, by language."""
        return self._by_digest.get(digest_of(words), {}) if self._by_digest else {}


async def every_translation(of: Outline, text: SectionText) -> EveryTranslation:
    """Of a section's title and the paragraphs right under it. At most one query."""
    if not of.consultation.translated_into:
        return EveryTranslation()
    digests = {digest_of(each.text) for each in text.paragraphs if each.text}
    rows = Translation.filter(
        document_id=of.version.document_id,
        digest__in=[*digests, digest_of(text.section.title)],
    ).exclude(language=of.consultation.language)
    return EveryTranslation(
        await rows.order_by("language").values_list("language", "digest", "made", "words")
    )


async def every_summary(of: Outline, texts: Sequence[SectionText]) -> list[PublicSummary]:
    """The first of these sections in short, in every language; ``texts`` as for ``summaries``. At most one
    query."""
    if not of.consultation.summarised_in:
        return []
    section = texts[0].section
    rows = PlainSummary.filter(section_id=section.id, version__number__lte=of.version.number)
    last = {
        row[0]: row
        for row in await rows.order_by("version__number").values_list(
            "language", "words", "made", "digest"
        )
    }
    now = _digest(texts, section.key)
    return [
        PublicSummary(words, code, made, digest != now)
        for code, words, made, digest in (last[code] for code in sorted(last))
    ]


async def summaries(
    of: Outline, texts: Sequence[SectionText], language: str
) -> dict[str, PublicSummary]:
    """The summaries of these sections by key, in ``language`` or else in the consultation's. ``texts`` is a
    section with all that lies below it. At most one query."""
    if not of.consultation.summarised_in:
        return {}
    wanted = {each.section.id: each.section.key for each in texts}
    rows = PlainSummary.filter(
        section_id__in=list(wanted),
        version__number__lte=of.version.number,
        language__in=[language, of.consultation.language],
    )
    best: dict[str, tuple[Any, ...]] = {}
    for row in await rows.order_by("version__number").values_list(
        "section_id", "language", "words", "made", "digest"
    ):
        key = wanted[row[0]]
        # The last version's is the one, and the reader's own language before all.
        if key not in best or row[1] == language or best[key][1] != language:
            best[key] = row
    return {
        key: PublicSummary(words, code, made, digest != _digest(texts, key))
        for key, (_, code, words, made, digest) in best.items()
    }


def _digest(texts: Sequence[SectionText], key: str) -> str:
    """Of what stands in the section now, as ``digest_of_section`` has it."""
    area = next(each.section.area for each in texts if each.section.key == key)
    below = f"{key}-"
    within = (
        each
        for each in texts
        if each.section.area == area
        and (each.section.key == key or each.section.key.startswith(below))
    )
    return digest_of_section(
        words
        for each in within
        for words in (each.section.title, *(p.text for p in each.paragraphs))
    )
