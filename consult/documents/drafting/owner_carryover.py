"""Owners of a text that is not published, kept while another text takes its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from consult.documents.document import Version
from consult.documents.drafting.section_names import Name, named_sections
from consult.documents.ownership import Ownership


@dataclass(frozen=True)
class Owned:
    """An ownership and how its section may be found again: the nth of its title, or its key."""

    committee_id: int
    is_lead: bool
    key: str
    named: Name


async def take_owners(version: Version, identities: Collection[int] | None = None) -> list[Owned]:
    """Every ownership of the version's sections, or of those with these identities alone; it is taken away."""
    sections = {
        section.identity_id: (section, name) for section, name in await named_sections(version)
    }
    wanted = sections.keys() if identities is None else sections.keys() & set(identities)
    rows = Ownership.filter(section_id__in=list(wanted)).order_by("id")
    found = [
        Owned(
            each.committee_id,
            each.is_lead,
            sections[each.section_id][0].key,
            sections[each.section_id][1],
        )
        for each in await rows
    ]
    await Ownership.filter(section_id__in=list(wanted)).delete()
    return found


async def own_again(version: Version, owned: Iterable[Owned]) -> int:
    """Give each section its owners back; how many found none.

    The title finds a section that moved; the key one that was retitled.
    """
    sections = await named_sections(version)
    by_name = {name: section.identity_id for section, name in sections}
    by_key = {section.key: section.identity_id for section, _ in sections}
    lost = 0
    for each in owned:
        identity = by_name.get(each.named) or by_key.get(each.key)
        if identity is None:
            lost += 1
            continue
        await Ownership.get_or_create(
            defaults={"is_lead": each.is_lead},
            section_id=identity,
            committee_id=each.committee_id,
        )
    return lost
