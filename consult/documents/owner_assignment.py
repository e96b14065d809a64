"""Assigning sections to committees, which then answer for them and all sections below; and removing owners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, lock_document
from consult.documents.ownership import Ownership
from consult.documents.section import SectionIdentity
from consult.stale_state import GONE, StaleState


class OwnsNothing(Exception):
    """The committee to lead owns no section of the text."""


async def assign_owner(
    section: SectionIdentity,
    committee: Committee,
    *,
    by: Actor,
    now: datetime,
    is_lead: bool = False,
) -> None:
    """Assign one section to a committee, beside its other owners. Raises StaleState as ``assign_owners``."""
    await assign_owners([section], committee, by=by, now=now, is_lead=is_lead)


async def assign_owners(
    sections: Sequence[SectionIdentity],
    committee: Committee,
    *,
    by: Actor,
    now: datetime,
    is_lead: bool = False,
) -> None:
    """Assign sections of one text, at least one, to a committee, beside their other owners; all or none.

    Raises StaleState where the text has one of them no longer.
    """
    document = await Document.get(id=sections[0].document_id).select_related("consultation")
    async with database.transaction():
        await lock_document(document.id)
        ids = {section.id for section in sections}
        if await SectionIdentity.filter(id__in=list(ids)).count() < len(ids):
            raise StaleState("section", GONE)
        for section in sections:
            await Ownership.update_or_create(
                defaults={"is_lead": is_lead}, section=section, committee=committee
            )
        await audit.record(
            "assigned",
            "committee",
            committee.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
            sections=", ".join(str(section.id) for section in sections),
            is_lead=is_lead,
        )
        await cache_version.bump(document.consultation.slug)


async def assign_owner_pairs(
    document: Document,
    pairs: Sequence[tuple[SectionIdentity, Committee]],
    *,
    lead: Committee | None,
    by: Actor,
    now: datetime,
) -> None:
    """Assign each section to the committee in its pair, beside its other owners; all or none. ``lead`` becomes the
    only committee that answers for the draft as a whole; None leaves that as it is.

    Raises StaleState as ``assign_owners``, OwnsNothing.
    """
    async with database.transaction():
        await lock_document(document.id)
        ids = {section.id for section, _committee in pairs}
        if await SectionIdentity.filter(id__in=list(ids)).count() < len(ids):
            raise StaleState("section", GONE)
        for section, committee in pairs:
            await Ownership.get_or_create(section=section, committee=committee)
        if lead is not None:
            await _set_lead(document, lead)
        await audit.record(
            "assigned",
            "document",
            document.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
            sections=", ".join(f"{section.id}: {each.id}" for section, each in pairs),
            lead=lead.id if lead else None,
        )
        await cache_version.bump((await Consultation.get(id=document.consultation_id)).slug)


async def _set_lead(document: Document, lead: Committee) -> None:
    rows = await Ownership.filter(section__document_id=document.id)
    own = [each.id for each in rows if each.committee_id == lead.id]
    if not own:
        raise OwnsNothing(lead.id)
    others = [each.id for each in rows if each.committee_id != lead.id]
    await Ownership.filter(id__in=others).update(is_lead=False)
    await Ownership.filter(id__in=own).update(is_lead=True)


async def remove_owner(
    section: SectionIdentity, committee_id: int, *, by: Actor, now: datetime
) -> None:
    """Remove a committee from the owners of a section; changes nothing where it is none."""
    document = await Document.get(id=section.document_id).select_related("consultation")
    async with database.transaction():
        if not await Ownership.filter(section=section, committee_id=committee_id).delete():
            return
        await audit.record(
            "taken",
            "section",
            section.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
            committee_id=committee_id,
        )
        await cache_version.bump(document.consultation.slug)
