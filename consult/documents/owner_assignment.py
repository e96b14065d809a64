"""Giving a section to a committee, which then answers for it and everything below it; and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, hold
from consult.documents.ownership import Ownership
from consult.documents.section import SectionIdentity
from consult.stale_state import GONE, StaleState


class OwnsNothing(Exception):
    """A committee that answers for no section of a text cannot lead."""


async def assign_owner(
    section: SectionIdentity,
    committee: Committee,
    *,
    by: Actor,
    now: datetime,
    is_lead: bool = False,
) -> None:
    """Make the committee an owner of the section, beside those it has. Again with the same: nothing new."""
    await assign_owners([section], committee, by=by, now=now, is_lead=is_lead)


async def assign_owners(
    sections: Sequence[SectionIdentity],
    committee: Committee,
    *,
    by: Actor,
    now: datetime,
    is_lead: bool = False,
) -> None:
    """Give several sections of one text to a committee in one go; at least one.

    Raises StaleState where the text has one of them no longer; then none is given.
    """
    document = await Document.get(id=sections[0].document_id).select_related("consultation")
    async with database.transaction():
        await hold(document.id)
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


async def assign_each(
    document: Document,
    wanted: Sequence[tuple[SectionIdentity, Committee]],
    *,
    lead: Committee | None,
    by: Actor,
    now: datetime,
) -> None:
    """Give each section to the committee beside it, all or none; those they have stay theirs. ``lead`` answers for
    the draft as a whole from then on, None leaves that as it is. Raises StaleState as ``assign_owners``, OwnsNothing."""
    async with database.transaction():
        await hold(document.id)
        ids = {section.id for section, _committee in wanted}
        if await SectionIdentity.filter(id__in=list(ids)).count() < len(ids):
            raise StaleState("section", GONE)
        for section, committee in wanted:
            await Ownership.get_or_create(section=section, committee=committee)
        if lead is not None:
            await _let_lead(document, lead)
        await audit.record(
            "assigned",
            "document",
            document.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
            sections=", ".join(f"{section.id}: {each.id}" for section, each in wanted),
            lead=lead.id if lead else None,
        )
        await cache_version.bump((await Consultation.get(id=document.consultation_id)).slug)


async def _let_lead(document: Document, lead: Committee) -> None:
    rows = await Ownership.filter(section__document_id=document.id)
    theirs = [each.id for each in rows if each.committee_id == lead.id]
    if not theirs:
        raise OwnsNothing(lead.id)
    others = [each.id for each in rows if each.committee_id != lead.id]
    await Ownership.filter(id__in=others).update(is_lead=False)
    await Ownership.filter(id__in=theirs).update(is_lead=True)


async def take_from_owner(
    section: SectionIdentity, committee_id: int, *, by: Actor, now: datetime
) -> None:
    """Take the section from a committee. That it had not got it is just as well."""
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
