"""Translation: some words of the text in another language."""

from __future__ import annotations

from typing import Annotated

from consult.documents.translations.translation import Made
from consult.public import queries
from consult.public.api.records.record import Record, doc

HOW_MADE = doc(
    "By a person; by machine and checked by a person; or by machine and checked by nobody."
)


class Translation(Record):
    """Words of the text in another language. A help, never the text that is heard."""

    language: Annotated[str, doc("A BCP 47 tag.")]
    text: Annotated[str, doc("Plain text.")]
    made: Annotated[Made, HOW_MADE]


def translations_of(words: str, translations: queries.EveryTranslation) -> list[Translation]:
    """What the words are called, one for each language that has them."""
    return [
        Translation(language=language, text=each.words, made=each.made)
        for language, each in translations.of(words).items()
    ]
