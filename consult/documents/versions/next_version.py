"""Storing a file as the version after the published one, with a proposed lineage.

Nothing of it is public, and no identity of the published version is taken over, before a person approved the lineage.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.documents.document import Document, Version, lock_document
from consult.documents.drafting import draft_json, version_rows
from consult.documents.drafting.dismissed_warnings import delete_dismissals
from consult.documents.drafting.draft_title import title_of
from consult.documents.drafting.preparation import Preparation
from consult.documents.drafting.row_replacement import delete_rows, replace_rows
from consult.documents.drafting.summary_carryover import detach_summaries
from consult.documents.versions.manual_links import manual_links, restore_manual_links
from consult.documents.versions.mapping_proposal import (
    Proposal,
    drop_proposal,
    propose,
    store_proposal,
)
from consult.documents.versions.stored_lineage import Lineage
from consult.importing import Draft
from consult.people.conflict import stale
from consult.stale_state import GONE, PUBLISHED


@dataclass(frozen=True)
class CarryoverLosses:
    """How many owners of sections and how many manual links could not be carried over to another text, and whether the
    approval of its mapping was (1) or was not lost."""

    owners: int = 0
    links: int = 0
    approvals: int = 0


class NothingToFollow(Exception):
    """No version is published: the file is the first one, or replaces the one in preparation."""


class StillInPreparation(Exception):
    """The version after the published one exists already: discard it, or publish it first."""


async def store_version(
    draft: Draft,
    *,
    document: Document,
    by: Actor,
    now: datetime,
    source_name: str,
    source_file: str,
    area_level: int | None = None,
) -> Version:
    """Store the draft as the next version, with identities of its own and a proposed lineage.

    Matching a large text takes seconds, in a thread and before the transaction. Raises NothingToFollow,
    StillInPreparation, richtext.TooLong.
    """
    before = await _version_to_follow(document, now)
    rows = await asyncio.to_thread(version_rows.prepare_rows, draft, area_level)
    text = await asyncio.to_thread(draft_json.to_text, draft)
    proposal = await propose(before, draft)
    async with database.transaction():
        await lock_document(document.id)
        if (await _version_to_follow(document, now)).id != before.id:
            raise StillInPreparation(document.id)
        version = await Version.create(
            document=document,
            number=before.number + 1,
            created_at=now,
            title=title_of(draft, before.title),
            source_name=source_name[:300],
            source_file=source_file,
        )
        await version_rows.store_rows(version, rows)
        await Preparation.create(version=version, draft=text, area_level=area_level)
        await store_proposal(version, proposal)
        await audit.record(
            "stored",
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
            sections=len(rows.sections),
            paragraphs=len(rows.paragraphs),
            removed=len(proposal.mapping.removed),
            added=len(proposal.mapping.added),
        )
    return version


async def discard_version(version: Version, *, by: Actor, now: datetime) -> None:
    """Delete a version that follows another and is not published, with everything that belongs to it alone.

    Raises StaleState where it was published or discarded since, NothingToFollow for the first version.
    """
    document = await Document.get(id=version.document_id)
    async with database.transaction():
        await lock_document(document.id)
        unpublished = Version.filter(id=version.id, published_at__isnull=True)
        if not await unpublished.update(number=version.number):
            is_there = await Version.exists(id=version.id)
            raise await stale("version", version.id, PUBLISHED if is_there else GONE)
        if await drop_proposal(version) is None:
            raise NothingToFollow(version.id)
        await detach_summaries(version)
        await delete_rows(version)
        await Preparation.filter(version_id=version.id).delete()
        await delete_dismissals(version)
        await unpublished.delete()
        await audit.record(
            "discarded",
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
            number=version.number,
        )


async def replace_text(
    version: Version, rows: version_rows.PreparedRows, proposal: Proposal
) -> CarryoverLosses:
    """Replace the text of an unpublished version that follows another, and its lineage by a new proposal.

    An approval is withdrawn by that. Owners of the version's own sections and manual links are carried over as far as
    their sections and words are found again; how many were lost.
    """
    links = await manual_links(version)
    approvals = await Lineage.filter(version_id=version.id, approved_at__isnull=False).count()
    lock_version = await drop_proposal(version)
    owners_lost = await replace_rows(version, rows)
    await store_proposal(version, proposal, lock_version=(lock_version or 0) + 1)
    return CarryoverLosses(owners_lost, await restore_manual_links(version, links), approvals)


async def _version_to_follow(document: Document, now: datetime) -> Version:
    """The document's last version. Raises NothingToFollow, StillInPreparation unless it is public."""
    last = await Version.filter(document_id=document.id).order_by("-number").first()
    if last is None or (last.number == 1 and last.published_at is None):
        raise NothingToFollow(document.id)
    if not last.is_public(now):
        raise StillInPreparation(document.id)
    return last
