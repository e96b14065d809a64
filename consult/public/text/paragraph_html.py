"""Paragraphs drawn for reading: thousands of them in no time, and all by one template.

The template draws each shape that a paragraph may have once, with holes; here the holes are filled. The same for
headings and the line under them. Holds which holes there are and what goes into them; what it all looks like is in
``templates/public/_paragraph.html``, ``_heading.html`` and ``_on_section.html``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby

from markupsafe import escape

from consult.consultations.consultation import Consultation
from consult.documents.paragraph import ParagraphKind
from consult.documents.table_html import set_for_reading
from consult.documents.translations.languages import direction_of
from consult.documents.translations.translation import Made
from consult.locale import current, ngettext, speaking
from consult.locale import gettext as _
from consult.public import queries
from consult.public.text.addresses import in_text
from consult.public.text.footnotes import linked_notes
from consult.public.text.text_language import ReadIn, Shown
from consult.web.convertors import LARGEST_ID
from consult.web.rendering import environment
from consult.web.richtext import Cleaned

BULLETS = frozenset("•·-–*")
# What stands for each hole: private characters, which none of our sentences has, and an id nobody will get.
HOLES = {
    **{name: chr(0xE000 + at) for at, name in enumerate(("anchor", "number", "marker", "words"))},
    **{name: chr(0xE010 + at) for at, name in enumerate(("key", "label", "title", "said"))},
    "id": str(LARGEST_ID),
}


@dataclass(frozen=True)
class Around:
    """What decides how everything on a page is drawn: of which text it is, and of ReadIn what templates ask.

    ``version`` is the number of the text's; ``is_open``: people can answer here; ``is_earlier``: the text is not
    the one that is heard any more.
    """

    slug: str
    version: int
    is_open: bool
    is_earlier: bool
    original: str
    chosen: str
    is_translation: bool
    made: tuple[Made, ...]

    @property
    def original_dir(self) -> str:
        return direction_of(self.original)

    def along(self, address: str) -> str:
        """See ReadIn."""
        return in_text(address, self.chosen)


class Drawing:
    """Draws what stands on one page, in the reader's language: clean, or ``with_changes`` marked; the rest as in
    Around."""

    def __init__(
        self,
        of: Consultation,
        read_in: ReadIn,
        *,
        version: int,
        with_changes: bool,
        is_open: bool,
        is_earlier: bool,
    ) -> None:
        self._with_changes = with_changes
        self._is_open = is_open
        self._read_in = read_in
        self._around = Around(
            of.slug,
            version,
            is_open,
            is_earlier,
            read_in.original,
            read_in.chosen,
            read_in.is_translation,
            tuple(read_in.made) if read_in.is_translation else (),
        )
        self._paragraph_form = cache(self._paragraph_with_holes)
        self._heading_form = cache(self._heading_with_holes)
        self._line_form = cache(self._line_with_holes)
        self._said = cache(_said)
        self._spoken = spoken()
        self._linked: Mapping[int, Cleaned] = {}

    def paragraphs(self, paragraphs: Sequence[queries.PublicParagraph]) -> Cleaned:
        """Those that this view shows, in order, list items together in a list."""
        return Cleaned("".join(self._pieces(paragraphs)))

    def heading(self, section: queries.PublicSection, level: int, *, is_deep: bool) -> Cleaned:
        """How a section begins, with its heading of this level."""
        title = self._read_in.heading(section.title)
        label = section.label if section.is_area else ""
        form = self._heading_form(
            level,
            section.is_area,
            is_deep,
            bool(label),
            title.lang if title.words else "",
            section.change if self._with_changes else "",
        )
        filled = {"key": section.key, "label": escape(label), "title": escape(title.words)}
        return Cleaned(form % filled)

    def on_section(self, text: queries.SectionText, *, is_chapter: bool = False) -> Cleaned:
        """The line under a section's heading; nothing where nobody said or can say anything."""
        count = text.remark_count
        if not (count or self._is_open):
            return Cleaned()
        filled = {
            "key": text.section.key,
            "title": escape(self._read_in.heading(text.section.title).words),
            "said": self._said(count) if count else "",
        }
        return Cleaned(self._line_form(bool(count), is_chapter) % filled)

    def _pieces(self, paragraphs: Sequence[queries.PublicParagraph]) -> Iterator[str]:
        shown = paragraphs if self._with_changes else [each for each in paragraphs if each.html]
        # In a translation the raised numbers may stand elsewhere.
        if not self._read_in.is_translation:
            self._linked = linked_notes(shown, with_changes=self._with_changes)
        for is_list, together in groupby(shown, _is_item):
            if is_list:
                yield '<div role="list">'
            yield from map(self._drawn, together)
            if is_list:
                yield "</div>"

    def _drawn(self, paragraph: queries.PublicParagraph) -> str:
        marker = "" if paragraph.marker in BULLETS else paragraph.marker
        count = paragraph.remark_count
        words: str = self._linked.get(paragraph.id, paragraph.html)
        other = self._read_in.paragraph(paragraph) if self._read_in.is_translation else None
        if other:
            words, other = other.lines, replace(other, words="", markup=None)
        elif self._with_changes and paragraph.has_changes:
            words = self._spoken(self._linked.get(paragraph.id, paragraph.changes_html))
        if paragraph.kind is ParagraphKind.TABLE:
            words = set_for_reading(words)
        form = self._paragraph_form(
            paragraph.kind, paragraph.level, bool(marker), bool(count), other
        )
        return form % {
            "anchor": paragraph.anchor,
            "number": paragraph.number,
            "marker": escape(marker) if marker else "",
            "said": self._said(count) if count else "",
            "words": words,
            "id": paragraph.id,
        }

    def _with_holes(self, template: str, **shape: Hashable) -> str:
        return _shape(current().code, template, self._around, **shape)

    def _paragraph_with_holes(
        self,
        kind: ParagraphKind,
        level: int,
        has_marker: bool,
        has_remarks: bool,
        other: Shown | None,
    ) -> str:
        """A paragraph's shape: all that decides how it is drawn, apart from what goes into the holes."""
        return self._with_holes(
            "public/_paragraph.html",
            **{name: HOLES[name] for name in ("anchor", "number", "id", "said", "words")},
            kind=kind,
            level=level,
            marker=HOLES["marker"] if has_marker else "",
            has_remarks=has_remarks,
            other=other,
        )

    def _heading_with_holes(
        self, level: int, is_area: bool, is_deep: bool, has_label: bool, lang: str, change: str
    ) -> str:
        return self._with_holes(
            "public/_heading.html",
            **{name: HOLES[name] for name in ("key", "label", "title")},
            level=level,
            is_area=is_area,
            is_deep=is_deep,
            has_label=has_label,
            lang=lang,
            change=change,
        )

    def _line_with_holes(self, has_remarks: bool, is_chapter: bool) -> str:
        return self._with_holes(
            "public/_on_section.html",
            **{name: HOLES[name] for name in ("key", "title", "said")},
            has_remarks=has_remarks,
            is_chapter=is_chapter,
        )


# Hundreds of pages have the same few shapes.
@lru_cache(maxsize=1024)
def _shape(language: str, template: str, around: Around, **shape: Hashable) -> str:
    """What the template draws in a language, as a format that takes what HOLES names."""
    with speaking(language):
        drawn = environment().get_template(template).render(**vars(around), read_in=around, **shape)
    drawn = drawn.replace("%", "%%")
    for name, hole in HOLES.items():
        drawn = drawn.replace(hole, f"%({name})s")
    return drawn


def _is_item(paragraph: queries.PublicParagraph) -> bool:
    return paragraph.kind is ParagraphKind.ITEM


def _said(count: int) -> str:
    return str(escape(ngettext("%(num)s remark", "%(num)s remarks", count) % {"num": count}))


def spoken() -> Callable[[str], Cleaned]:
    """Marks changes for eyes and for ears in stored HTML, which stays as safe as it was.

    It was cleaned, and its <ins> and <del> are bare, so they can be found as they stand.
    """
    end = f'<span class="sr-only"> {escape(_("end]"))}</span>'
    starts = {
        tag: f'<{tag} class="change"><span class="sr-only">{escape(start)} </span>'
        for tag, start in (("ins", _("[put in:")), ("del", _("[taken out:")))
    }

    def speak(changes_html: str) -> Cleaned:
        for tag, start in starts.items():
            changes_html = changes_html.replace(f"<{tag}>", start)
            changes_html = changes_html.replace(f"</{tag}>", f"{end}</{tag}>")
        return Cleaned(changes_html)

    return speak
