"""The text of the published draft, section by section, with the number of published remarks on each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consult.public.queries.counts import Counts, counts
from consult.public.queries.draft_facts import with_descendants
from consult.public.queries.outline import Outline, PublicSection
from consult.public.queries.paragraphs import (
    ParagraphsByRow,
    PublicParagraph,
    paragraphs_of_sections,
    paragraphs_of_version,
    with_count,
)


@dataclass(frozen=True)
class SectionText:
    """A section with the paragraphs right under its heading.

    ``remark_count`` counts the published remarks on the section and on all below it in its area.
    """

    section: PublicSection
    paragraphs: tuple[PublicParagraph, ...]
    remark_count: int


def has_tracked_changes(texts: Iterable[SectionText]) -> bool:
    """Whether some heading or paragraph of these has changes that its authors marked in the draft's file."""
    return any(
        text.section.change or any(each.has_changes for each in text.paragraphs) for text in texts
    )


async def texts(outline: Outline, key: str | None = None) -> list[SectionText]:
    """The section with this key and those below it in its area; unset: all of the text. In reading order.

    Two queries beside the succession; one for all of a published version that is cached.
    """
    sections = _sections(outline, key)
    paragraphs = await _paragraphs(outline, key, sections)
    if key is None:
        return _with_counts(outline, sections, paragraphs, await counts(outline))
    identities = [each.id for section in paragraphs.values() for each in section]
    counted = await counts(outline, identities, [each.id for each in sections])
    return _with_counts(outline, sections, paragraphs, counted)


async def bare_texts(outline: Outline, key: str | None = None) -> list[SectionText]:
    """The same without counts of remarks, which are all 0; at most one query."""
    sections = _sections(outline, key)
    paragraphs = await _paragraphs(outline, key, sections)
    return [SectionText(each, paragraphs.get(each.row_id, ()), 0) for each in sections]


def _sections(outline: Outline, key: str | None) -> Sequence[PublicSection]:
    return outline.sections if key is None else outline.within(key)


async def _paragraphs(
    outline: Outline, key: str | None, sections: Sequence[PublicSection]
) -> ParagraphsByRow:
    if key is None:
        return await paragraphs_of_version(outline.version)
    return await paragraphs_of_sections(outline, sections)


def _with_counts(
    outline: Outline,
    sections: Sequence[PublicSection],
    paragraphs: ParagraphsByRow,
    counted: Counts,
) -> list[SectionText]:
    by_key = {
        each.key: tuple(with_count(one, counted) for one in paragraphs.get(each.row_id, ()))
        for each in sections
    }
    own = {
        each.key: sum(one.remark_count for one in by_key[each.key]) + counted.on_section(each.id)
        for each in sections
    }
    total = with_descendants(outline, own)
    return [SectionText(each, by_key[each.key], total[each.key]) for each in sections]
