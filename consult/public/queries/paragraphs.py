"""The paragraphs of a published version: those of all its sections or of some, or one by its identity.

Holds no counts of remarks on them but the one of a single paragraph; ``section_texts`` counts those of many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from sys import getsizeof
from typing import Any, NamedTuple

from consult import database
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph, ParagraphKind, anchor_of
from consult.documents.version_cache import VersionCache
from consult.public.queries.counts import Counts, counts
from consult.public.queries.outline import Outline, PublicSection, sections_of
from consult.web.richtext import Cleaned


class PublicParagraph(NamedTuple):
    """A paragraph of a published version. ``id`` is its identity, the one in permanent addresses.

    ``section`` is the key of its section. ``html`` and ``changes_html`` were cleaned when they were stored. ``text``
    and ``html`` are "" where all of the paragraph is a deletion: only the view with changes shows it then. ``taken`` is
    None unless it was taken down: then it is the reason, "" where nobody wrote one, and there are no words. A tuple,
    because a page may hold thousands and nothing else is made as fast.
    """

    id: int
    section: str
    number: str
    kind: ParagraphKind
    level: int
    marker: str
    text: str
    html: Cleaned
    changes_html: Cleaned
    has_changes: bool
    taken: str | None = None
    remark_count: int = 0

    @property
    def anchor(self) -> str:
        """Its id on the reading page."""
        return anchor_of(self.number)


# Those right under the heading of a section, in order and without counts, by the row id of the section.
ParagraphsByRow = Mapping[int, tuple[PublicParagraph, ...]]

COLUMNS = (
    "identity_id", "section_id", "number", "kind", "level", "marker",
    "text", "html", "changes_html", "has_changes", "taken_reason",
)  # fmt: skip
# In the place of words that are away, until a page says why.
_AWAY = "…"
_KINDS = {each.value: each for each in ParagraphKind}

# Of all cached versions together, in bytes: about 12,000 paragraphs of sixty words.
MAX_CACHED_BYTES = 16 * 1024 * 1024
# What a paragraph takes in memory beside its text, in bytes.
OVERHEAD_BYTES = 300


async def paragraph(outline: Outline, identity: int) -> PublicParagraph | None:
    """One paragraph with its count of remarks; None if the version does not have it. Two queries beside the
    succession."""
    rows = await Paragraph.filter(version_id=outline.version.id, identity_id=identity).values_list(
        *COLUMNS
    )
    if not rows:
        return None
    keys = {section.row_id: section.key for section in outline.sections}
    return with_count(_paragraph(rows[0], keys[rows[0][1]]), await counts(outline, [identity]))


def with_count(paragraph: PublicParagraph, counted: Counts) -> PublicParagraph:
    """The paragraph with the number of published remarks on it."""
    count = counted.on_paragraph(paragraph.id)
    # Not by _replace, which takes twice as long.
    return PublicParagraph(*paragraph[:-1], remark_count=count) if count else paragraph


async def has_paragraph(outline: Outline, identity: int) -> bool:
    """Whether this or any other published version has the paragraph. One query."""
    versions = [each.id for each in outline.published]
    return await Paragraph.exists(identity_id=identity, version_id__in=versions)


async def paragraphs_of_version(version: Version) -> ParagraphsByRow:
    """All paragraphs of a version. One query; none for a published version that is cached."""
    return await _cache.of(version)


async def paragraphs_of_sections(
    outline: Outline, sections: Sequence[PublicSection]
) -> ParagraphsByRow:
    """The paragraphs of some sections; one query."""
    rows = Paragraph.filter(
        version_id=outline.version.id, section_id__in=[each.row_id for each in sections]
    )
    return _by_row(await rows.order_by("position").values_list(*COLUMNS), sections)


_PARAGRAPHS = """
    SELECT identity_id, section_id, number, kind, level, marker, text, html,
        CASE WHEN has_changes THEN changes_html ELSE '' END, has_changes, taken_reason
    FROM paragraph WHERE version_id = ? ORDER BY position
"""


async def _read_paragraphs(version: Version) -> ParagraphsByRow:
    return _by_row(await database.rows(_PARAGRAPHS, version.id), await sections_of(version))


def _by_row(rows: Sequence[Sequence[Any]], sections: Iterable[PublicSection]) -> ParagraphsByRow:
    keys = {each.row_id: each.key for each in sections}
    grouped: dict[int, list[PublicParagraph]] = {}
    for row in rows:
        grouped.setdefault(row[1], []).append(_paragraph(row, keys[row[1]]))
    return {row_id: tuple(paragraphs) for row_id, paragraphs in grouped.items()}


def _paragraph(row: Sequence[Any], section: str) -> PublicParagraph:
    """``row`` is in the order of COLUMNS."""
    identity, _, number, kind, level, marker, text, html, changes_html, has_changes, taken = row
    if taken is not None:
        kind, html, changes_html, has_changes = ParagraphKind.PARAGRAPH, _AWAY, _AWAY, False
    clean = Cleaned(html)
    # By position, which is faster than by name.
    return PublicParagraph(
        identity,
        section,
        number,
        _KINDS[kind],
        level,
        marker,
        text,
        clean,
        Cleaned(changes_html) if has_changes else clean,
        bool(has_changes),
        taken,
    )


def _bytes(paragraphs: ParagraphsByRow) -> int:
    """What it takes to cache them."""
    return sum(
        OVERHEAD_BYTES
        + getsizeof(each.text)
        + getsizeof(each.html)
        + (getsizeof(each.changes_html) if each.has_changes else 0)
        for section in paragraphs.values()
        for each in section
    )


# Everybody who reads a draft in one piece needs them, and so does the page cache at every remark that is published.
_cache = VersionCache(_read_paragraphs, most=MAX_CACHED_BYTES, weigh=_bytes)
