"""The words of the published draft, paragraph by paragraph, with the number of published remarks on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import getsizeof
from typing import Any, NamedTuple

from consult import database
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph, ParagraphKind, anchor_of
from consult.documents.version_cache import VersionCache
from consult.public.queries.counts import Counts, counts
from consult.public.queries.outline import Outline, PublicSection, SectionFacts, sections_of
from consult.web.richtext import Cleaned


class PublicParagraph(NamedTuple):
    """A paragraph of the published version. ``id`` is its identity's, the one in permanent addresses.

    ``html`` and ``changes_html`` were cleaned when they were stored. ``text`` and ``html`` are "" where the
    whole paragraph is taken out; then only the view with changes shows it. A tuple, because a page may hold
    thousands and nothing else is made as fast.
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
    remark_count: int = 0

    @property
    def anchor(self) -> str:
        """Its id on the reading page."""
        return anchor_of(self.number)


_KINDS = {each.value: each for each in ParagraphKind}
COLUMNS = (
    "identity_id", "section_id", "number", "kind", "level", "marker",
    "text", "html", "changes_html", "has_changes",
)  # fmt: skip


# By the row of the section they stand right under, in order; none of them with a count.
Words = Mapping[int, tuple[PublicParagraph, ...]]
# Of all versions' words together: about 12,000 paragraphs of sixty words.
MOST_BYTES = 16 * 1024 * 1024
BYTES_APART_FROM_WORDS = 300


@dataclass(frozen=True)
class SectionText:
    """A section with the paragraphs right under its heading.

    ``remark_count`` counts the published remarks on it and all that lies below it in its area.
    """

    section: PublicSection
    paragraphs: tuple[PublicParagraph, ...]
    remark_count: int


async def texts(of: Outline, key: str | None = None) -> list[SectionText]:
    """A section and everything below it in its area, unset: all of the text, in reading order.

    Two queries beside the succession; all of a published version's words are remembered.
    """
    if key is None:
        return _counted(of, of.sections, await _all.of(of.version), await counts(of))
    sections = of.within(key)
    words = await _words_of(of, sections)
    identities = [each.id for paragraphs in words.values() for each in paragraphs]
    found = await counts(of, identities, [each.id for each in sections])
    return _counted(of, sections, words, found)


async def bare_texts(of: Outline, key: str | None = None) -> list[SectionText]:
    """The same as nothing but words, with no remark counted; at most one query."""
    if key is None:
        words = await _all.of(of.version)
        return [SectionText(each, words.get(each.row, ()), 0) for each in of.sections]
    sections = of.within(key)
    words = await _words_of(of, sections)
    return [SectionText(each, words.get(each.row, ()), 0) for each in sections]


def _counted(
    of: Outline, sections: Sequence[PublicSection], words: Words, found: Counts
) -> list[SectionText]:
    held = {
        each.key: tuple(_with_count(one, found) for one in words.get(each.row, ()))
        for each in sections
    }
    own = {
        each.key: sum(one.remark_count for one in held[each.key]) + found.on_section(each.id)
        for each in sections
    }
    total = _with_what_lies_below(of, own)
    return [SectionText(each, held[each.key], total[each.key]) for each in sections]


def _with_count(paragraph: PublicParagraph, found: Counts) -> PublicParagraph:
    count = found.on_paragraph(paragraph.id)
    # Not by _replace, which takes twice as long.
    return PublicParagraph(*paragraph[:-1], remark_count=count) if count else paragraph


async def _words_of(of: Outline, sections: Sequence[PublicSection]) -> Words:
    rows = Paragraph.filter(
        version_id=of.version.id, section_id__in=[each.row for each in sections]
    )
    return _words(await rows.order_by("position").values_list(*COLUMNS), sections)


_ALL = """
    SELECT identity_id, section_id, number, kind, level, marker, text, html,
        CASE WHEN has_changes THEN changes_html ELSE '' END, has_changes
    FROM paragraph WHERE version_id = ? ORDER BY position
"""


async def _all_words(version: Version) -> Words:
    return _words(await database.rows(_ALL, version.id), await sections_of(version))


def _words(rows: Sequence[Sequence[Any]], sections: Iterable[PublicSection]) -> Words:
    keys = {each.row: each.key for each in sections}
    held: dict[int, list[PublicParagraph]] = {}
    for row in rows:
        held.setdefault(row[1], []).append(_paragraph(row, keys[row[1]]))
    return {section: tuple(paragraphs) for section, paragraphs in held.items()}


def _bytes(words: Words) -> int:
    """What it takes to remember them."""
    return sum(
        BYTES_APART_FROM_WORDS
        + getsizeof(each.text)
        + getsizeof(each.html)
        + (getsizeof(each.changes_html) if each.has_changes else 0)
        for paragraphs in words.values()
        for each in paragraphs
    )


# Read by everybody who reads a draft in one piece, and made anew whenever a remark is published on it.
_all = VersionCache(_all_words, most=MOST_BYTES, weigh=_bytes)


def _with_what_lies_below(of: Outline, own: Mapping[str, int]) -> Counter[str]:
    """The counts of sections by key, each with those of all that lies below it in its area."""
    total: Counter[str] = Counter()
    for key, count in own.items():
        for step in of.upwards(of.by_key[key]):
            if step.area == of.by_key[key].area:
                total[step.key] += count
    return total


def _paragraph(row: Sequence[Any], section: str) -> PublicParagraph:
    identity, _, number, kind, level, marker, text, html, changes_html, has_changes = row
    shown = Cleaned(html)
    # By position, which is faster than by name.
    return PublicParagraph(
        identity,
        section,
        number,
        _KINDS[kind],
        level,
        marker,
        text,
        shown,
        Cleaned(changes_html) if has_changes else shown,
        bool(has_changes),
    )


@dataclass(frozen=True)
class DraftFacts:
    """Counts of every section by key, each with what lies below it, and ``on_whole`` the published remarks on no
    part: with the areas' they make all."""

    sections: dict[str, SectionFacts]
    on_whole: int


async def draft_facts(of: Outline) -> DraftFacts:
    """All the counts of a draft; two queries beside the succession."""
    found = await counts(of)
    keys = {section.row: section.key for section in of.sections}
    own = {section.key: 0 for section in of.sections}
    remarks = {section.key: found.on_section(section.id) for section in of.sections}
    for identity, row in await Paragraph.filter(version_id=of.version.id).values_list(
        "identity_id", "section_id"
    ):
        own[keys[row]] += 1
        remarks[keys[row]] += found.on_paragraph(identity)
    all_own, all_remarks = _with_what_lies_below(of, own), _with_what_lies_below(of, remarks)
    facts = {
        key: SectionFacts(all_own[key], all_remarks[key], own_paragraph_count=own[key])
        for key in own
    }
    return DraftFacts(facts, found.on_whole())


async def paragraph(of: Outline, identity: int) -> PublicParagraph | None:
    """One paragraph by its identity, if the published version has it; two queries beside the succession."""
    rows = await Paragraph.filter(version_id=of.version.id, identity_id=identity).values_list(
        *COLUMNS
    )
    if not rows:
        return None
    keys = {section.row: section.key for section in of.sections}
    found = await counts(of, [identity])
    return _with_count(_paragraph(rows[0], keys[rows[0][1]]), found)
