"""The plain-language summaries of a version in preparation, carried over while its text is replaced or corrected.

Translations need none of this: they belong to words, not to sections.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consult.documents.document import Version
from consult.documents.drafting.section_names import SectionName, named_sections
from consult.documents.translations.plain_summary import PlainSummary


@dataclass(frozen=True)
class DetachedSummary:
    """A summary without its section, and the section's former ``key`` and ``name`` to find it by."""

    summary: PlainSummary
    key: str
    name: SectionName


async def detach_summaries(version: Version) -> list[DetachedSummary]:
    """Delete the version's own summaries, so that its sections can be deleted, and return them."""
    rows = await PlainSummary.filter(version_id=version.id).order_by("id")
    if not rows:
        return []
    sections = {
        section.identity_id: (section.key, name) for section, name in await named_sections(version)
    }
    await PlainSummary.filter(version_id=version.id).delete()
    return [
        DetachedSummary(each, *sections[each.section_id])
        for each in rows
        if each.section_id in sections
    ]


async def reattach_summaries(version: Version, detached: Iterable[DetachedSummary]) -> int:
    """Store the summaries again, each on its section in the new text; how many have no section any longer."""
    detached = list(detached)
    if not detached:
        return 0
    sections = await named_sections(version)
    by_name = {name: section.identity_id for section, name in sections}
    by_key = {section.key: section.identity_id for section, _ in sections}
    stored: set[tuple[int, str]] = set()
    for each in detached:
        section = by_name.get(each.name) or by_key.get(each.key)
        if section is None or (section, each.summary.language) in stored:
            continue
        stored.add((section, each.summary.language))
        await _store_again(each.summary, section)
    return len(detached) - len(stored)


async def move_summaries(version_id: int, identities: Mapping[int, int]) -> None:
    """Move the version's own summaries when its sections take other identities (old → new)."""
    rows = PlainSummary.filter(version_id=version_id, section_id__in=list(identities))
    for each in await rows:
        await PlainSummary.filter(id=each.id).update(section_id=identities[each.section_id])


async def _store_again(summary: PlainSummary, section: int) -> None:
    await PlainSummary.create(
        version_id=summary.version_id,
        section_id=section,
        language=summary.language,
        words=summary.words,
        digest=summary.digest,
        made=summary.made,
        lock_version=summary.lock_version + 1,
        changed_at=summary.changed_at,
        changed_by=summary.changed_by,
    )
