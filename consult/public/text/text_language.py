"""In which language the words of a reading page are shown, and what is said of that.

``?text=ar`` chooses; else the reader gets the language of the address where there is a translation, and the
original where there is none. So an address without a prefix always shows the Danish text that is heard.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import Markup
from starlette.requests import Request

from consult import locale
from consult.consultations.consultation import Consultation
from consult.documents.paragraph import ParagraphKind
from consult.documents.pictures import described
from consult.documents.table_html import with_words
from consult.documents.translations.languages import NAMES, direction_of, name_of
from consult.documents.translations.translation import Made
from consult.public import queries
from consult.public.text.addresses import in_text
from consult.web.richtext import Cleaned
from consult.web.urls import in_language

TEXT = "text"


@dataclass(frozen=True)
class Shown:
    """Some words as they are shown: plain text, in which language, which way, and how a translation was made.

    A table or a picture has ``markup`` instead of words. ``is_partial``: some of its cells are in the original."""

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
class OtherLanguage:
    """A language this page can be read in."""

    code: str
    name: str
    href: str


@dataclass(frozen=True)
class ReadIn:
    """One page's words: ``chosen`` is the language the address asks for by ?text=, "" where it does not."""

    original: str
    chosen: str
    translations: queries.Translations
    texts: Sequence[queries.SectionText]
    path: str

    @property
    def is_translation(self) -> bool:
        return bool(self.translations.language)

    @property
    def reader(self) -> str:
        """The language of the page round the words."""
        return locale.current().code

    @property
    def original_dir(self) -> str:
        return direction_of(self.original)

    def heading(self, title: str) -> Shown:
        """A section's title, in the language shown where it has one."""
        return _heading(self.translations, self.original, title)

    def paragraph(self, paragraph: queries.PublicParagraph) -> Shown | None:
        """A paragraph's words in another language; None: the original is shown."""
        if paragraph.kind is ParagraphKind.TABLE:
            return self._table(paragraph)
        if not paragraph.text.strip():
            return self._wordless(paragraph)
        found = self.translations.of_paragraph(paragraph)
        if found is None:
            return None
        is_picture = paragraph.kind is ParagraphKind.FIGURE
        markup = described(paragraph.html, found.words) if is_picture else None
        return Shown(found.words, self.translations.language, found.made, markup)

    def _wordless(self, paragraph: queries.PublicParagraph) -> Shown:
        """A picture that only decorates, a table of numbers: the same in every language."""
        return Shown("", self.original, markup=paragraph.html)

    def _table(self, table: queries.PublicParagraph) -> Shown | None:
        """A table where any of its cells is translated: the others keep their words."""
        cells = self.translations.of_cells(table)
        if not cells:
            return self._wordless(table)
        said = {words: found for words, found in cells.items() if found}
        if not said:
            return None
        return Shown(
            "",
            self.translations.language,
            # Of several ways the one that says least of its care.
            max((each.made for each in said.values()), key=list(Made).index),
            with_words(
                table.html,
                lambda words: said[words].words if words in said else None,
                lang=self.original,
                dir=self.original_dir,
            ),
            is_partial=len(said) < len(cells),
        )

    @cached_property
    def counts(self) -> tuple[int, int]:
        """(paragraphs translated, paragraphs in all) of this page."""
        shown = [each for part in self.texts for each in part.paragraphs if each.html]
        found = (self.paragraph(each) for each in shown)
        done = sum(other is not None and not other.is_partial for other in found)
        return done, len(shown)

    @cached_property
    def made(self) -> list[Made]:
        """The ways in which this page's translations were made, each once."""
        found = (self.paragraph(each) for part in self.texts for each in part.paragraphs)
        ways = {each.made for each in found if each is not None}
        return [each for each in Made if each in ways]

    def along(self, address: str) -> str:
        """An address that carries the reader's choice along."""
        return in_text(address, self.chosen)

    @property
    def original_href(self) -> str:
        return f"{in_language(locale.current().code, self.path)}?{TEXT}={self.original}"

    @property
    def others(self) -> list[OtherLanguage]:
        """The languages it can be read in besides the one shown, the reader's own first. Where the site speaks the
        language, the page round the words is in it too."""
        shown = self.translations.language or self.original
        return [
            OtherLanguage(code, name_of(code), self._href(code))
            for code in sorted(self.translations.languages, key=lambda code: code != self.reader)
            if code != shown
        ]

    def _href(self, code: str) -> str:
        if code in locale.LANGUAGES:
            return in_language(code, self.path)
        return f"{in_language(locale.current().code, self.path)}?{TEXT}={code}"


async def headings_in(outline: queries.Outline, chosen: str = "") -> Callable[[str], Shown]:
    """How to show a section's title where only headings are read: in the ``chosen`` language, else the reader's,
    where it has one."""
    found = await queries.headings(outline, chosen or locale.current().code)
    return partial(_heading, found, outline.consultation.language)


def _heading(translations: queries.Translations, original: str, title: str) -> Shown:
    found = translations.of(title)
    if found is None:
        return Shown(title, original)
    return Shown(found.words, translations.language, found.made)


def chosen_language(request: Request) -> str:
    """The language asked for by ?text=; "" where none is, or one that nobody knows."""
    asked = request.query_params.get(TEXT, "")
    return asked if asked in NAMES else ""


def summary_language(request: Request, consultation: Consultation) -> str:
    """In which language the reader wants a summary: who reads the original in an Arabic page still reads Arabic."""
    chosen = chosen_language(request)
    return chosen if chosen and chosen != consultation.language else locale.current().code


async def read_in(
    request: Request,
    outline: queries.Outline,
    texts: Sequence[queries.SectionText],
    path: str,
    *,
    only_original: bool = False,
) -> ReadIn:
    """The words of a section's page at ``path``. ``only_original``: changes are marked in the original alone."""
    consultation = outline.consultation
    chosen = chosen_language(request)
    wanted = chosen or locale.current().code
    if only_original or wanted == consultation.language:
        wanted = ""
    here = in_language(locale.current().code, "")
    return ReadIn(
        consultation.language,
        chosen,
        await queries.translations(outline, texts, wanted),
        texts,
        path.removeprefix(here),
    )


@dataclass(frozen=True)
class CitedWords:
    """One paragraph's words above what is said of them, in the language its reader reads."""

    markup: Markup | Cleaned
    lang: str

    @property
    def dir(self) -> str:
        return direction_of(self.lang)


async def paragraph_in(
    request: Request, outline: queries.Outline, paragraph: queries.PublicParagraph
) -> CitedWords:
    """A paragraph where it stands alone. At most one query."""
    section = outline.by_key[paragraph.section]
    texts = [queries.SectionText(section, (paragraph,), 0)]
    words = await read_in(request, outline, texts, "")
    other = words.paragraph(paragraph)
    if other is None:
        return CitedWords(paragraph.html, words.original)
    return CitedWords(other.lines, other.lang)
