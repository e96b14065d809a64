"""The units of a version that can be translated: headings, paragraphs, cells of tables, descriptions of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from consult.documents.document import Document, Version
from consult.documents.paragraph import Paragraph, ParagraphKind
from consult.documents.section import Section
from consult.documents.table_html import cells_of
from consult.documents.translations.consultation_words import own_words
from consult.documents.translations.plain_summary import digest_of_section
from consult.documents.translations.translation import digest_of


@dataclass(frozen=True)
class SourceUnit:
    """Words that are translated together. ``number`` is the paragraph's, "" for a heading; ``identity`` the
    paragraph's, 0 for a heading and a cell of a table; ``row`` the id of the paragraph's row, 0 for a heading. ``kind``
    is the paragraph's kind, "heading", or a field of the consultation."""

    digest: str
    source: str
    number: str = ""
    marker: str = ""
    kind: str = "heading"
    identity: int = 0
    row: int = 0


@dataclass(frozen=True)
class SectionWords:
    """A section with its heading's unit and those right below it; ``digest`` is ``digest_of_section`` within its area.
    ``is_own``: not a section but the consultation's own texts, with a ``section`` that is not stored."""

    section: Section
    units: tuple[SourceUnit, ...]
    digest: str
    is_own: bool = False


async def words_of(version: Version) -> list[SectionWords]:
    """Every section in reading order. At most three queries."""
    sections = await Section.filter(version_id=version.id).order_by("position")
    rows = await _paragraphs(version)
    tables = await _tables(version, rows)
    texts = {each.id: [each.title, *(row[2] for row in rows.get(each.id, ()))] for each in sections}
    return [
        SectionWords(
            each,
            tuple(_units(each, rows.get(each.id, ()), tables)),
            digest_of_section(
                text for part in _with_sections_below(sections, each) for text in texts[part.id]
            ),
        )
        for each in sections
    ]


async def all_words_of(version: Version) -> list[SectionWords]:
    """The same, and after the sections the consultation's own texts. At most four queries."""
    document = await Document.get(id=version.document_id).select_related("consultation")
    own = own_words(document.consultation)
    units = (SourceUnit(digest_of(text), text, kind=field) for field, text in own.items())
    unstored = Section(id=0, title="", number="", key="", area="", level=1)
    return [*await words_of(version), SectionWords(unstored, tuple(units), "", is_own=True)]


def _with_sections_below(sections: Sequence[Section], top: Section) -> list[Section]:
    return [
        each
        for each in sections
        if each.area == top.area and (each.key == top.key or each.key.startswith(f"{top.key}-"))
    ]


# Row id, identity, text, number, marker, kind.
_Row = tuple[int, int, str, str, str, ParagraphKind]


async def _paragraphs(version: Version) -> Mapping[int, list[_Row]]:
    """By the id of their section's row, in reading order."""
    paragraphs = Paragraph.filter(version_id=version.id).order_by("position")
    rows: dict[int, list[_Row]] = {}
    for section, *rest in await paragraphs.values_list(
        "section_id", "id", "identity_id", "text", "number", "marker", "kind"
    ):
        rows.setdefault(section, []).append(tuple(rest))
    return rows


async def _tables(version: Version, rows: Mapping[int, Sequence[_Row]]) -> Mapping[int, str]:
    """The HTML of tables by the id of their rows; no query where there is none."""
    if not any(row[5] is ParagraphKind.TABLE for group in rows.values() for row in group):
        return {}
    tables = Paragraph.filter(version_id=version.id, kind=ParagraphKind.TABLE)
    return dict(await tables.values_list("id", "html"))


def _units(
    section: Section, rows: Sequence[_Row], tables: Mapping[int, str]
) -> Iterator[SourceUnit]:
    if section.title:
        yield SourceUnit(digest_of(section.title), section.title)
    for row, identity, text, number, marker, kind in rows:
        if kind is ParagraphKind.TABLE:
            for cell in dict.fromkeys(cells_of(tables.get(row, ""))):
                yield SourceUnit(digest_of(cell), cell, number, "", kind.value, 0, row)
        elif text.strip():
            yield SourceUnit(digest_of(text), text, number, marker, kind.value, identity, row)
