"""Templates rendered once with placeholders, and filled in many times: thousands of paragraphs in no time.

Each combination of what decides how something looks is one ``shape``. The template renders a shape once; what differs
between things of one shape are the placeholders. So a template can show a number, say, but not look at it.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from consult.documents.translations.languages import direction_of
from consult.locale import speaking
from consult.public.text.addresses import in_text
from consult.web.convertors import LARGEST_ID
from consult.web.rendering import environment

_TEXTS = ("anchor", "number", "marker", "words", "key", "label", "title", "count", "causes")
# Private characters, which none of our sentences has, and an id that nothing will get.
PLACEHOLDERS = {
    **{name: chr(0xE000 + index) for index, name in enumerate(_TEXTS)},
    "id": str(LARGEST_ID),
}


@dataclass(frozen=True)
class PageContext:
    """What is the same for everything on one page of the text, and decides how it looks.

    ``version`` is the number of the text's version. ``is_open``: readers can comment here. ``is_earlier``: the text is
    not the current version's. ``original`` and ``chosen`` are languages, see PageLanguage. ``is_mixed``: it is
    translated in more than one way.
    """

    slug: str
    version: int
    is_open: bool
    is_earlier: bool
    original: str
    chosen: str
    is_translation: bool
    is_mixed: bool

    @property
    def original_dir(self) -> str:
        return direction_of(self.original)

    def along(self, address: str) -> str:
        """An address that carries the chosen language along."""
        return in_text(address, self.chosen)


# Hundreds of pages have the same few shapes.
@lru_cache(maxsize=1024)
def format_of(language: str, template: str, page: PageContext, **shape: Hashable) -> str:
    """What the template renders in a language, as a format string with the names of PLACEHOLDERS.

    ``shape`` is what it gets beside ``page``: the placeholders it is to show, and whatever it looks at.
    """
    with speaking(language):
        rendered = environment().get_template(template).render(page=page, **shape)
    rendered = rendered.replace("%", "%%")
    for name, placeholder in PLACEHOLDERS.items():
        rendered = rendered.replace(placeholder, f"%({name})s")
    return rendered
