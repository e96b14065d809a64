"""The consultation's own words as they are shown: its title and its summary box, translated where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from consult.consultations.consultation import Consultation
from consult.documents.translations.consultation_words import LATE, TITLE
from consult.documents.translations.translation import Made
from consult.public import queries
from consult.public.text.text_language import CitedWords, Shown
from consult.web.richtext import Cleaned, clean
from consult.web.small_markup import to_html


@dataclass(frozen=True)
class OwnWords:
    """One consultation's words, where they are translated in ``language``."""

    consultation: Consultation
    language: str
    translated: Mapping[str, queries.TranslatedWords]

    @property
    def title(self) -> Shown:
        """What it is called."""
        return self._plain(TITLE)

    @property
    def late_policy(self) -> Shown:
        """What it says of late responses, "" where it says nothing."""
        return self._plain(LATE)

    def _plain(self, name: str) -> Shown:
        found = self.translated.get(name)
        if found is None:
            return Shown(getattr(self.consultation, name), self.consultation.language)
        return Shown(found.words, self.language, found.made)

    def text(self, name: str) -> CitedWords:
        """A text of the summary box by its field."""
        found = self.translated.get(name)
        if found is None:
            return CitedWords(Cleaned(getattr(self.consultation, name)), self.consultation.language)
        return CitedWords(_markup(found.words), self.language)

    @property
    def made(self) -> list[Made]:
        """The ways in which they were translated, each once; none where nothing is."""
        ways = {each.made for each in self.translated.values()}
        return [each for each in Made if each in ways]


async def own_words_in(of: Sequence[Consultation], language: str) -> dict[int, OwnWords]:
    """Of these consultations by id, in ``language`` where they have it. At most one query."""
    found = await queries.own_words(of, language)
    return {each.id: OwnWords(each, language, found.get(each.id, {})) for each in of}


@lru_cache(maxsize=256)  # they are stored as a translator wrote them, and cleaning takes its time
def _markup(words: str) -> Cleaned:
    return Cleaned(clean(to_html(words)))
