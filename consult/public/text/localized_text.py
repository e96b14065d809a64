"""Words of the draft as a page shows them: in one language, with the direction it is written in."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from consult.documents.translations.languages import direction_of
from consult.documents.translations.translation import Made
from consult.web.richtext import Cleaned


@dataclass(frozen=True)
class LocalizedText:
    """Plain text in the language ``lang``; ``made`` says how it was translated, None for the original.

    A table or a picture has ``markup`` instead of words. ``is_partial``: some of its cells are in the original.
    """

    words: str
    lang: str
    made: Made | None = None
    markup: Cleaned | None = None
    is_partial: bool = False

    @property
    def dir(self) -> str:
        return direction_of(self.lang)

    @property
    def lines(self) -> Markup | Cleaned:
        """The words with their line breaks kept, everything else escaped."""
        return self.markup or Markup("<br>").join(self.words.split("\n"))


@dataclass(frozen=True)
class LocalizedMarkup:
    """Markup whose words are in the language ``lang``."""

    markup: Markup | Cleaned
    lang: str

    @property
    def dir(self) -> str:
        return direction_of(self.lang)
