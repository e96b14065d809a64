"""Withdrawing the approval of a lineage, so that it can be corrected once more."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.documents.document import Document, Version, lock_document
from consult.documents.drafting.summary_carryover import move_summaries
from consult.documents.drafting.version_rows import new_paragraph_identities, new_section_identities
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.stored_lineage import Lineage
from consult.people.conflict import stale
from consult.stale_state import PUBLISHED

_AT_ONCE = 200


async def withdraw_approval(
    version: Version, *, lock_version: int, by: Actor, now: datetime
) -> None:
    """Make the lineage a proposal again: sections and paragraphs that took over an identity get new ones.

    The links stay as they were approved. Raises StaleState, also where the version was published since.
    """
    document = await Document.get(id=version.document_id)
    async with database.transaction():
        await lock_document(document.id)
        # A write first: the row stays locked, and nobody publishes in between.
        unpublished = Version.filter(id=version.id, published_at__isnull=True)
        if not await unpublished.update(number=version.number):
            raise await stale("version", version.id, PUBLISHED)
        approved = Lineage.filter(
            version_id=version.id, lock_version=lock_version, approved_at__isnull=False
        )
        if not await approved.update(
            lock_version=lock_version + 1, approved_at=None, approved_by=""
        ):
            raise await stale("lineage", version.id, also=["version"])
        await _separate_paragraphs(version)
        await _separate_sections(version)
        await audit.record(
            "approval withdrawn",
            "lineage",
            version.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
        )


async def _separate_paragraphs(version: Version) -> None:
    """Give paragraphs that share an identity with an earlier version identities of their own."""
    earlier = Paragraph.filter(
        version__document_id=version.document_id, version__number__lt=version.number
    )
    known = {identity for (identity,) in await earlier.values_list("identity_id")}
    shared = [p for p in await Paragraph.filter(version_id=version.id) if p.identity_id in known]
    identities = await new_paragraph_identities(version.document_id, len(shared))
    for paragraph, identity in zip(shared, identities, strict=True):
        paragraph.identity_id = identity
    if shared:
        await Paragraph.bulk_update(shared, fields=["identity_id"], batch_size=_AT_ONCE)


async def _separate_sections(version: Version) -> None:
    """The same for sections; the version's own summaries move along."""
    earlier = Section.filter(
        version__document_id=version.document_id, version__number__lt=version.number
    )
    known = {identity for (identity,) in await earlier.values_list("identity_id")}
    shared = [s for s in await Section.filter(version_id=version.id) if s.identity_id in known]
    identities = await new_section_identities(version, [each.key for each in shared])
    await move_summaries(version.id, {each.identity_id: identities[each.key] for each in shared})
    for section in shared:
        section.identity_id = identities[section.key]
    if shared:
        await Section.bulk_update(shared, fields=["identity_id"], batch_size=_AT_ONCE)
