"""Storing the sample's plain-language summaries and translations, as an editor would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from consult import audit
from consult.documents.document import Document, Version
from consult.documents.translations.consultation_words import own_words
from consult.documents.translations.source_units import SectionWords, words_of
from consult.documents.translations.summary_edits import summarise_section
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_edits import NewTranslation, translate
from consult.sample.outline import without_number
from consult.sample.translations import SampleTranslation, TitlePath, sample_translations

# Not in the order of the text, but by their own words.
PIECES = ("table", "figure")

Placed = list[tuple[TitlePath, SectionWords]]


async def store_words(version: Version, now: datetime) -> None:
    """What stands nowhere in the version is left out: the sample's text and its translations are tested together."""
    document = await Document.get(id=version.document_id).select_related("consultation")
    own = own_words(document.consultation)
    placed = _placed(await words_of(version))
    for given in sample_translations():
        for path, section in placed:
            if path in given.summaries:
                await summarise_section(
                    version,
                    section.section.identity_id,
                    given.language,
                    given.summaries[path],
                    made=Made(given.origin),
                    digest=section.digest,
                    lock_version=0,
                    by=audit.SYSTEM,
                    now=now,
                )
        wordings = [
            *_wordings(given, placed),
            *(
                NewTranslation(own[name], said, Made(given.origin), 0)
                for name, said in given.consultation.items()
            ),
        ]
        if wordings:
            await translate(document, given.language, wordings, by=audit.SYSTEM, now=now)


def _placed(sections: list[SectionWords]) -> Placed:
    """Each section with its headings from the top, numbers left out."""
    paths: dict[int, TitlePath] = {}
    for each in sections:
        above = paths.get(each.section.parent_id, ()) if each.section.parent_id else ()
        paths[each.section.id] = (*above, without_number(each.section.title))
    return [(paths[each.section.id], each) for each in sections]


def _wordings(given: SampleTranslation, placed: Placed) -> Iterator[NewTranslation]:
    made = Made(given.origin)
    for path, section in placed:
        said = iter(given.texts.get(path, ()))
        for unit in section.units:
            if unit.kind in PIECES:
                words = given.tables_and_figures.get(unit.source)
            else:
                words = given.titles.get(unit.source) if not unit.number else next(said, None)
            if words:
                yield NewTranslation(unit.source, words, made, 0)
