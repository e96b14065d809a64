"""Counts of the draft's paragraphs and of the published remarks on them, for each section with all below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from consult.documents.paragraph import Paragraph
from consult.public.queries.counts import counts
from consult.public.queries.outline import Outline


@dataclass(frozen=True)
class SectionFacts:
    """Counts of one section with all below it in its area; of remarks only the published ones.

    ``own_paragraph_count`` counts the paragraphs right under its heading alone.
    """

    paragraph_count: int
    remark_count: int
    own_paragraph_count: int


@dataclass(frozen=True)
class DraftFacts:
    """The counts of every section by its key. ``on_whole`` counts the published remarks on none of them: with those
    on the areas they make up all."""

    sections: dict[str, SectionFacts]
    on_whole: int


async def draft_facts(outline: Outline) -> DraftFacts:
    """All the counts of a draft; two queries beside the succession."""
    counted = await counts(outline)
    keys = {section.row_id: section.key for section in outline.sections}
    own = {section.key: 0 for section in outline.sections}
    remarks = {section.key: counted.on_section(section.id) for section in outline.sections}
    for identity, row_id in await Paragraph.filter(version_id=outline.version.id).values_list(
        "identity_id", "section_id"
    ):
        own[keys[row_id]] += 1
        remarks[keys[row_id]] += counted.on_paragraph(identity)
    all_paragraphs, all_remarks = with_descendants(outline, own), with_descendants(outline, remarks)
    facts = {
        key: SectionFacts(all_paragraphs[key], all_remarks[key], own_paragraph_count=own[key])
        for key in own
    }
    return DraftFacts(facts, counted.on_whole())


def with_descendants(outline: Outline, own: Mapping[str, int]) -> Counter[str]:
    """Counts of sections by key → the same with the counts of all below each in its area added."""
    total: Counter[str] = Counter()
    for key, count in own.items():
        section = outline.by_key[key]
        for each in outline.with_ancestors(section):
            if each.area == section.area:
                total[each.key] += count
    return total
