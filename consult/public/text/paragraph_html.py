"""The HTML of a text: its paragraphs, the headings of its sections and the line under each.

Holds what goes into the placeholders. What it all looks like is in ``templates/public/_paragraph.html``,
``_heading.html`` and ``_section_line.html``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from markupsafe import escape

from consult.documents.paragraph import ParagraphKind
from consult.documents.table_html import set_for_reading
from consult.locale import current, ngettext
from consult.public import queries
from consult.public.text.change_marks import mark_changes
from consult.public.text.footnotes import linked_notes
from consult.public.text.localized_text import LocalizedText
from consult.public.text.page_language import PageLanguage
from consult.public.text.placeholders import PLACEHOLDERS, PageContext, format_of
from consult.public.text.taken_down import taken_html
from consult.web.convertors import LARGEST_ID
from consult.web.richtext import Cleaned

BULLETS = frozenset("•·-–*")
# The deepest level of a list item that is indented further.
MAX_LEVEL = 4


class TextRenderer:
    """Renders what is on one page in the reader's language, clean or ``with_changes`` marked. ``causes`` are the numbers
    of the points that paragraphs (identities) were changed because of."""

    def __init__(
        self,
        page: PageContext,
        language: PageLanguage,
        *,
        with_changes: bool = False,
        causes: Mapping[int, tuple[int, ...]] | None = None,
    ) -> None:
        self._page = page
        self._language = language
        self._with_changes = with_changes
        self._causes = causes or {}
        # By page, because the key of the process's own cache takes longer to hash.
        self._paragraph_format = cache(self._make_paragraph_format)
        self._heading_format = cache(self._make_heading_format)
        self._section_line_format = cache(self._make_section_line_format)
        self._count_words = cache(_count_words)
        self._cause_marks = cache(self._make_cause_marks)
        self._with_notes: Mapping[int, Cleaned] = {}

    def paragraphs(self, paragraphs: Sequence[queries.PublicParagraph]) -> Cleaned:
        """Those that this view shows, in order; adjacent list items in one list."""
        return Cleaned("".join(self._paragraphs(paragraphs)))

    def heading(self, section: queries.PublicSection, level: int, *, is_deep: bool) -> Cleaned:
        """The beginning of a section's element, with its heading of this level, 2 to 6."""
        title = self._language.heading(section.title)
        label = section.label if section.is_area else ""
        html = self._heading_format(
            level,
            section.is_area,
            is_deep,
            bool(label),
            title.lang if title.words else "",
            section.change if self._with_changes else "",
        )
        values = {"key": section.key, "label": escape(label), "title": escape(title.words)}
        return Cleaned(html % values)

    def section_line(self, text: queries.SectionText, *, is_chapter: bool = False) -> Cleaned:
        """The line under a section's heading; "" where there are no remarks and nobody can comment."""
        count = text.remark_count
        if not (count or self._page.is_open):
            return Cleaned()
        values = {
            "key": text.section.key,
            "title": escape(self._language.heading(text.section.title).words),
            "count": self._count_words(count) if count else "",
        }
        return Cleaned(self._section_line_format(bool(count), is_chapter) % values)

    def _paragraphs(self, paragraphs: Sequence[queries.PublicParagraph]) -> Iterator[str]:
        visible = paragraphs if self._with_changes else [each for each in paragraphs if each.html]
        # In a translation the raised numbers may be in other paragraphs.
        if not self._language.is_translation:
            self._with_notes = linked_notes(visible, with_changes=self._with_changes)
        for is_list, together in groupby(visible, _is_item):
            if is_list:
                yield '<div role="list">'
            yield from map(self._paragraph, together)
            if is_list:
                yield "</div>"

    def _paragraph(self, paragraph: queries.PublicParagraph) -> str:
        marker = "" if paragraph.marker in BULLETS else paragraph.marker
        count = paragraph.remark_count
        words: str = self._with_notes.get(paragraph.id, paragraph.html)
        is_translation = self._language.is_translation
        translation = self._language.paragraph(paragraph) if is_translation else None
        if paragraph.taken is not None:
            words, translation = taken_html(paragraph.taken), None
        elif translation:
            words, translation = translation.lines, replace(translation, words="", markup=None)
        elif self._with_changes and paragraph.has_changes:
            words = mark_changes(self._with_notes.get(paragraph.id, paragraph.changes_html))
        if paragraph.kind is ParagraphKind.TABLE:
            words = set_for_reading(words)
        causes = self._causes.get(paragraph.id, ())
        html = self._paragraph_format(
            paragraph.kind,
            min(paragraph.level, MAX_LEVEL),
            bool(marker),
            bool(count),
            translation,
            bool(causes),
        )
        return html % {
            "anchor": paragraph.anchor,
            "number": paragraph.number,
            "marker": escape(marker) if marker else "",
            "count": self._count_words(count) if count else "",
            "words": words,
            "causes": self._cause_marks(causes) if causes else "",
            "id": paragraph.id,
        }

    def _make_paragraph_format(
        self,
        kind: ParagraphKind,
        level: int,
        has_marker: bool,
        has_remarks: bool,
        translation: LocalizedText | None,
        has_causes: bool,
    ) -> str:
        """``translation`` comes without its words; None where the original is visible."""
        return format_of(
            current().code,
            "public/_paragraph.html",
            self._page,
            **_placeholders("anchor", "number", "count", "words"),
            id=LARGEST_ID,
            kind=kind,
            level=level,
            marker=PLACEHOLDERS["marker"] if has_marker else "",
            has_remarks=has_remarks,
            translation=translation,
            causes=PLACEHOLDERS["causes"] if has_causes else "",
        )

    def _make_cause_marks(self, numbers: tuple[int, ...]) -> str:
        """The mark of a paragraph that was changed because of the points with these numbers."""
        html = format_of(current().code, "public/_cause.html", self._page, number=LARGEST_ID)
        return " ".join(html % {"id": number} for number in numbers)

    def _make_heading_format(
        self, level: int, is_area: bool, is_deep: bool, has_label: bool, lang: str, change: str
    ) -> str:
        return format_of(
            current().code,
            "public/_heading.html",
            self._page,
            **_placeholders("key", "label", "title"),
            level=level,
            is_area=is_area,
            is_deep=is_deep,
            has_label=has_label,
            lang=lang,
            change=change,
        )

    def _make_section_line_format(self, has_remarks: bool, is_chapter: bool) -> str:
        return format_of(
            current().code,
            "public/_section_line.html",
            self._page,
            **_placeholders("key", "title", "count"),
            has_remarks=has_remarks,
            is_chapter=is_chapter,
        )


def _placeholders(*names: str) -> dict[str, str]:
    return {name: PLACEHOLDERS[name] for name in names}


def _is_item(paragraph: queries.PublicParagraph) -> bool:
    return paragraph.kind is ParagraphKind.ITEM


def _count_words(count: int) -> str:
    return str(escape(ngettext("%(num)s remark", "%(num)s remarks", count) % {"num": count}))
