"""Translations and plain-language summaries, stored as an editor would."""

from __future__ import annotations

from consult.documents.translations.source_units import words_of
from consult.documents.translations.summary_edits import summarise_section
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_edits import NewTranslation, translate
from tests.support.factories import NOW
from tests.support.factories.documents import Draft
from tests.support.factories.drafts import EDITOR


async def translated(of: Draft, language: str, made: Made = Made.PERSON, /, **words: str) -> None:
    """Each of the draft's words (by the number of its paragraph, "p2_1", or by the key of its section, "s2")
    in another language."""
    sources = {f"p{each.number.replace('.', '_')}": each.text for each in of.paragraphs}
    sources |= {f"s{each.key.replace('-', '_')}": each.title for each in of.sections}
    wordings = [NewTranslation(sources[name], said, made, 0) for name, said in words.items()]
    await translate(of.document, language, wordings, by=EDITOR, now=NOW)


async def summarised(
    of: Draft,
    key: str,
    language: str,
    words: str,
    made: Made = Made.PERSON,
    *,
    lock_version: int = 0,
) -> None:
    """What the section with this key says in short."""
    written = {each.section.key: each for each in await words_of(of.version)}[key]
    await summarise_section(
        of.version, written.section.identity_id, language, words,
        made=made, digest=written.digest, lock_version=lock_version, by=EDITOR, now=NOW,
    )  # fmt: skip
