"""The owners of a version's sections, carried over while another text replaces its text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from consult.documents.document import Version
from consult.documents.drafting.section_names import SectionName, named_sections
from consult.documents.ownership import Ownership


@dataclass(frozen=True)
class DetachedOwner:
    """An ownership without its section, and the section's former ``name`` and ``key`` to find it by."""

    committee_id: int
    is_lead: bool
    key: str
    name: SectionName


async def detach_owners(
    version: Version, identities: Collection[int] | None = None
) -> list[DetachedOwner]:
    """Delete the ownerships of the version's sections, or of those with these identities alone, and return them."""
    sections = {
        section.identity_id: (section, name) for section, name in await named_sections(version)
    }
    wanted = sections.keys() if identities is None else sections.keys() & set(identities)
    rows = Ownership.filter(section_id__in=list(wanted)).order_by("id")
    owners = [
        DetachedOwner(
            each.committee_id,
            each.is_lead,
            sections[each.section_id][0].key,
            sections[each.section_id][1],
        )
        for each in await rows
    ]
    await Ownership.filter(section_id__in=list(wanted)).delete()
    return owners


async def reattach_owners(version: Version, owners: Iterable[DetachedOwner]) -> int:
    """Store the ownerships again, each on its section in the new text; how many have no section any longer.

    A section that moved is found by its name, one that got another title by its key.
    """
    sections = await named_sections(version)
    by_name = {name: section.identity_id for section, name in sections}
    by_key = {section.key: section.identity_id for section, _ in sections}
    lost = 0
    for each in owners:
        identity = by_name.get(each.name) or by_key.get(each.key)
        if identity is None:
            lost += 1
            continue
        await Ownership.get_or_create(
            defaults={"is_lead": each.is_lead},
            section_id=identity,
            committee_id=each.committee_id,
        )
    return lost
