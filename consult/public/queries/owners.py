"""The committees that answer for each section of the published draft."""

from __future__ import annotations

from collections.abc import Iterable

from consult.consultations.committee import Committee
from consult.documents.ownership import Ownership, reaching
from consult.public.queries.outline import Outline, PublicSection


async def owners(
    outline: Outline, sections: Iterable[PublicSection] | None = None
) -> dict[str, list[Committee]]:
    """The committees of each section by key: its own and its ancestors', the leading ones first.

    ``sections`` unset means all of them. One query, however many sections.
    """
    rows = Ownership.filter(section__document_id=outline.version.document_id)
    parents = {
        each.id: outline.by_key[each.parent].id if each.parent else None
        for each in outline.sections
    }
    ownerships = reaching(
        parents, await rows.order_by("-is_lead", "id").select_related("committee")
    )
    return {
        section.key: _leading_first(ownerships[section.id])
        for section in (outline.sections if sections is None else sections)
    }


def _leading_first(ownerships: Iterable[Ownership]) -> list[Committee]:
    """Each committee once: a section's own before those of the sections that it lies in."""
    ordered = sorted(ownerships, key=lambda ownership: not ownership.is_lead)
    return list({each.committee_id: each.committee for each in ordered}.values())
