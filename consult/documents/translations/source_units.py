"""The words of a version that can be translated: its headings and paragraphs, each as one unit.

Of a table each cell with words is one, of a picture what is said for those who cannot see it.
"""

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
class Unit:
    """Some words that stand somewhere. ``number`` is the paragraph's, "" for a heading; ``identity`` a
    paragraph's, 0 for a heading and for a part of a table. ``kind`` is the paragraph's, "heading", or of the
    consultation's own words the name of their field."""

    digest: str
    source: str
    number: str = ""
    marker: str = ""
    kind: str = "heading"
    identity: int = 0
    row: int = 0


@dataclass(frozen=True)
class SectionWords:
    """A section with the units right under its heading, the heading first; ``digest`` is of its words with all
    that lies below it in its area. ``is_own``: no section, but the consultation's own words; its section is stored
    nowhere."""

    section: Section
    units: tuple[Unit, ...]
    digest: str
    is_own: bool = False


async def words_of(version: Version) -> list[SectionWords]:
    """Every section in reading order; three queries at most."""
    sections = await Section.filter(version_id=version.id).order_by("position")
    held = await _paragraphs(version)
    tables = await _tables(version, held)
    said = {each.id: [each.title, *(row[2] for row in held.get(each.id, ()))] for each in sections}
    return [
        SectionWords(
            each,
            tuple(_units(each, held.get(each.id, ()), tables)),
            digest_of_section(words for part in _within(sections, each) for words in said[part.id]),
        )
        for each in sections
    ]


async def all_words_of(version: Version) -> list[SectionWords]:
    """The same, and at the end the consultation's own words."""
    document = await Document.get(id=version.document_id).select_related("consultation")
    own = own_words(document.consultation)
    units = (Unit(digest_of(said), said, kind=name) for name, said in own.items())
    here = Section(id=0, title="", number="", key="", area="", level=1)
    return [*await words_of(version), SectionWords(here, tuple(units), "", is_own=True)]


def _within(sections: Sequence[Section], top: Section) -> list[Section]:
    return [
        each
        for each in sections
        if each.area == top.area and (each.key == top.key or each.key.startswith(f"{top.key}-"))
    ]


_Row = tuple[int, int, str, str, str, ParagraphKind]


async def _paragraphs(version: Version) -> Mapping[int, list[_Row]]:
    rows = Paragraph.filter(version_id=version.id).order_by("position")
    held: dict[int, list[_Row]] = {}
    for section, *rest in await rows.values_list(
        "section_id", "id", "identity_id", "text", "number", "marker", "kind"
    ):
        held.setdefault(section, []).append(tuple(rest))
    return held


async def _tables(version: Version, held: Mapping[int, Sequence[_Row]]) -> Mapping[int, str]:
    """The tables' HTML by the id of their rows."""
    ids = [row[0] for rows in held.values() for row in rows if row[5] is ParagraphKind.TABLE]
    if not ids:
        return {}
    rows = Paragraph.filter(version_id=version.id, kind=ParagraphKind.TABLE)
    return dict(await rows.values_list("id", "html"))


def _units(section: Section, rows: Sequence[_Row], tables: Mapping[int, str]) -> Iterator[Unit]:
    if section.title:
        yield Unit(digest_of(section.title), section.title)
    for row, identity, text, number, marker, kind in rows:
        if kind is ParagraphKind.TABLE:
            for cell in dict.fromkeys(cells_of(tables.get(row, ""))):
                yield Unit(digest_of(cell), cell, number, "", kind.value, 0, row)
        elif text.strip():
            yield Unit(digest_of(text), text, number, marker, kind.value, identity, row)
