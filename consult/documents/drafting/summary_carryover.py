"""Keeping the plain-language summaries of a version in preparation while its text is replaced or corrected.

Translations need no such care: they are bound to words, not to sections.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consult.documents.document import Version
from consult.documents.drafting.section_names import Name, named_sections
from consult.documents.translations.plain_summary import PlainSummary


@dataclass(frozen=True)
class Held:
    """A summary whose section is being taken away, and how that may be found again: the nth of its title, or
    its key."""

    summary: PlainSummary
    key: str
    named: Name


async def take_summaries(version: Version) -> list[Held]:
    """Take the version's own summaries out, so that its sections can go."""
    rows = await PlainSummary.filter(version_id=version.id).order_by("id")
    if not rows:
        return []
    places = {
        section.identity_id: (section.key, name) for section, name in await named_sections(version)
    }
    await PlainSummary.filter(version_id=version.id).delete()
    return [Held(each, *places[each.section_id]) for each in rows if each.section_id in places]


async def give_summaries(version: Version, held: Iterable[Held]) -> int:
    """Put them back at the sections that are still there; how many found none."""
    held = list(held)
    if not held:
        return 0
    sections = await named_sections(version)
    by_name = {name: section.identity_id for section, name in sections}
    by_key = {section.key: section.identity_id for section, _ in sections}
    taken: set[tuple[int, str]] = set()
    for each in held:
        section = by_name.get(each.named) or by_key.get(each.key)
        if section is None or (section, each.summary.language) in taken:
            continue
        taken.add((section, each.summary.language))
        await _again(each.summary, section)
    return len(held) - len(taken)


async def move_summaries(version_id: int, heirs: Mapping[int, int]) -> None:
    """When the version's sections take other identities (old → new), its own summaries go with them."""
    rows = PlainSummary.filter(version_id=version_id, section_id__in=list(heirs))
    for each in await rows:
        await PlainSummary.filter(id=each.id).update(section_id=heirs[each.section_id])


async def _again(summary: PlainSummary, section: int) -> None:
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
