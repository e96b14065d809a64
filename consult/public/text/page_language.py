"""In which language the words of one reading page are shown, and which others it can be read in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from starlette.requests import Request

from consult import locale
from consult.documents.paragraph import ParagraphKind
from consult.documents.pictures import described
from consult.documents.table_html import with_words
from consult.documents.translations.languages import direction_of, name_of
from consult.documents.translations.translation import Made
from consult.public import queries
from consult.public.text.addresses import in_text
from consult.public.text.localized_text import LocalizedMarkup, LocalizedText
from consult.public.text.text_language import PARAMETER, chosen_language
from consult.web.urls import in_language


@dataclass(frozen=True)
class TextLanguageLink:
    """A language that the page's words can be read in, and where."""

    code: str
    name: str
    href: str


@dataclass(frozen=True)
class PageLanguage:
    """The language of one page's words. ``original`` is the draft's; ``chosen`` is the one asked for by ?text=, "" for
    none. ``path`` is the page's own address without the prefix of a language."""

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

    def heading(self, title: str) -> LocalizedText:
        """A section's title, translated where it is."""
        return _localized(self.translations, self.original, title)

    def paragraph(self, paragraph: queries.PublicParagraph) -> LocalizedText | None:
        """A paragraph's translation; None where the original is shown."""
        if paragraph.kind is ParagraphKind.TABLE:
            return self._table(paragraph)
        if not paragraph.text.strip():
            return self._without_words(paragraph)
        translated = self.translations.of_paragraph(paragraph)
        if translated is None:
            return None
        is_picture = paragraph.kind is ParagraphKind.FIGURE
        markup = described(paragraph.html, translated.words) if is_picture else None
        return LocalizedText(translated.words, self.translations.language, translated.made, markup)

    def _without_words(self, paragraph: queries.PublicParagraph) -> LocalizedText:
        """A decorative picture or a table of numbers: the same in every language."""
        return LocalizedText("", self.original, markup=paragraph.html)

    def _table(self, table: queries.PublicParagraph) -> LocalizedText | None:
        """A table with its translated cells; None where none is translated."""
        cells = self.translations.of_cells(table)
        if not cells:
            return self._without_words(table)
        translated = {words: each for words, each in cells.items() if each}
        if not translated:
            return None
        return LocalizedText(
            "",
            self.translations.language,
            # Of cells translated in several ways the least careful one: Made is in that order.
            max((each.made for each in translated.values()), key=list(Made).index),
            with_words(
                table.html,
                lambda words: translated[words].words if words in translated else None,
                lang=self.original,
                dir=self.original_dir,
            ),
            is_partial=len(translated) < len(cells),
        )

    @cached_property
    def paragraph_count(self) -> int:
        """How many paragraphs the page shows."""
        return len(self._visible)

    @cached_property
    def translated_count(self) -> int:
        """How many of them are translated completely."""
        localized = (self.paragraph(each) for each in self._visible)
        return sum(each is not None and not each.is_partial for each in localized)

    @cached_property
    def _visible(self) -> list[queries.PublicParagraph]:
        return [each for text in self.texts for each in text.paragraphs if each.html]

    @cached_property
    def translation_methods(self) -> list[Made]:
        """The ways in which the page's translations were made, each once."""
        localized = (self.paragraph(each) for text in self.texts for each in text.paragraphs)
        methods = {each.made for each in localized if each is not None}
        return [each for each in Made if each in methods]

    def along(self, address: str) -> str:
        """An address that carries the chosen language along."""
        return in_text(address, self.chosen)

    @property
    def original_href(self) -> str:
        """Where the page's words are read in the original."""
        return f"{in_language(self.reader, self.path)}?{PARAMETER}={self.original}"

    @property
    def other_languages(self) -> list[TextLanguageLink]:
        """The languages it can be read in besides the one shown, the reader's own first. Where the site has the
        language, the link leads to the page that is in it altogether."""
        current = self.translations.language or self.original
        return [
            TextLanguageLink(code, name_of(code), self._href(code))
            for code in sorted(self.translations.languages, key=lambda code: code != self.reader)
            if code != current
        ]

    def _href(self, code: str) -> str:
        if code in locale.LANGUAGES:
            return in_language(code, self.path)
        return f"{in_language(self.reader, self.path)}?{PARAMETER}={code}"


async def page_language(
    request: Request,
    outline: queries.Outline,
    texts: Sequence[queries.SectionText],
    path: str,
    *,
    only_original: bool = False,
) -> PageLanguage:
    """The language that the request asks for the words of a page in. ``path`` is the page's own address.
    ``only_original``: tracked changes are marked in the original alone. At most one query."""
    consultation = outline.consultation
    chosen = chosen_language(request)
    wanted = chosen or locale.current().code
    if only_original or wanted == consultation.language:
        wanted = ""
    prefix = in_language(locale.current().code, "")
    return PageLanguage(
        consultation.language,
        chosen,
        await queries.translations(outline, texts, wanted),
        texts,
        path.removeprefix(prefix),
    )


async def localized_paragraph(
    request: Request, outline: queries.Outline, paragraph: queries.PublicParagraph
) -> LocalizedMarkup:
    """A paragraph alone, in the language that its reader reads. At most one query."""
    section = outline.by_key[paragraph.section]
    texts = [queries.SectionText(section, (paragraph,), 0)]
    language = await page_language(request, outline, texts, "")
    translated = language.paragraph(paragraph)
    if translated is None:
        return LocalizedMarkup(paragraph.html, language.original)
    return LocalizedMarkup(translated.lines, translated.lang)


async def heading_translator(
    outline: queries.Outline, chosen: str = ""
) -> Callable[[str], LocalizedText]:
    """What translates a section's title where only headings are read: into the ``chosen`` language, else the
    reader's, where it can be. At most one query."""
    translations = await queries.heading_translations(outline, chosen or locale.current().code)
    return partial(_localized, translations, outline.consultation.language)


def _localized(translations: queries.Translations, original: str, words: str) -> LocalizedText:
    translated = translations.of(words)
    if translated is None:
        return LocalizedText(words, original)
    return LocalizedText(translated.words, translations.language, translated.made)
