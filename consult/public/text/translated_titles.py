"""The title and the summary box of a consultation as they are shown: translated where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from consult.consultations.consultation import Consultation
from consult.documents.translations.consultation_words import LATE, TITLE
from consult.documents.translations.translation import Made
from consult.public import queries
from consult.public.text.localized_text import LocalizedMarkup, LocalizedText
from consult.web.richtext import Cleaned, clean
from consult.web.small_markup import to_html


@dataclass(frozen=True)
class TranslatedTitles:
    """The own words of one consultation. ``translated`` are those with a translation into ``language``, by field."""

    consultation: Consultation
    language: str
    translated: Mapping[str, queries.TranslatedWords]

    @property
    def title(self) -> LocalizedText:
        return self._plain(TITLE)

    @property
    def late_policy(self) -> LocalizedText:
        """What it says about late responses; "" where it says nothing."""
        return self._plain(LATE)

    def _plain(self, field: str) -> LocalizedText:
        translated = self.translated.get(field)
        if translated is None:
            return LocalizedText(getattr(self.consultation, field), self.consultation.language)
        return LocalizedText(translated.words, self.language, translated.made)

    def text(self, field: str) -> LocalizedMarkup:
        """A text of the summary box by its field."""
        translated = self.translated.get(field)
        if translated is None:
            original = Cleaned(getattr(self.consultation, field))
            return LocalizedMarkup(original, self.consultation.language)
        return LocalizedMarkup(_markup(translated.words), self.language)

    @property
    def translation_methods(self) -> list[Made]:
        """The ways in which they were translated, each once; none where nothing is."""
        methods = {each.made for each in self.translated.values()}
        return [each for each in Made if each in methods]


async def translated_titles(
    consultations: Sequence[Consultation], language: str
) -> dict[int, TranslatedTitles]:
    """The titles of these consultations by id, in ``language`` where they have it. At most one query."""
    translated = await queries.consultation_translations(consultations, language)
    return {
        each.id: TranslatedTitles(each, language, translated.get(each.id, {}))
        for each in consultations
    }


@lru_cache(maxsize=256)  # They are stored as a translator wrote them, and cleaning takes time.
def _markup(words: str) -> Cleaned:
    return Cleaned(clean(to_html(words)))
