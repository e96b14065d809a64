"""Storing a file as the version that follows the published one, with what became of each paragraph proposed.

Nothing of it is public, and no identity is taken over, before a person approved the lineage.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.queryset import QuerySet

from consult import audit, database
from consult.audit import Actor
from consult.documents.document import Document, Version, hold
from consult.documents.drafting import draft_json, version_rows
from consult.documents.drafting.draft_title import title_of
from consult.documents.drafting.judgement import forget_judgements
from consult.documents.drafting.owner_carryover import Owned, own_again, take_owners
from consult.documents.drafting.preparation import Preparation
from consult.documents.drafting.summary_carryover import take_summaries
from consult.documents.paragraph import Paragraph, ParagraphIdentity
from consult.documents.section import Section, SectionIdentity
from consult.documents.versions.manual_links import say_again, what_was_said
from consult.documents.versions.mapping_proposal import (
    Proposal,
    drop_proposal,
    propose,
    store_proposal,
)
from consult.importing import Draft
from consult.people.conflict import stale
from consult.stale_state import GONE, PUBLISHED

_AT_ONCE = 500  # rows named in one statement: SQLite takes a bounded number of values


@dataclass(frozen=True)
class Lost:
    """What found no place in another text: owners of sections, and what people said of paragraphs."""

    owners: int = 0
    links: int = 0


class NothingToFollow(Exception):
    """No version is published: the file is the first, or replaces the one in preparation."""


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
    """Save the draft as the next version, with identities of its own and a proposed lineage.

    Matching a large text takes seconds and is done before the transaction. Raises NothingToFollow,
    StillInPreparation, richtext.TooLong.
    """
    before = await _published_last(document)
    prepared = await asyncio.to_thread(version_rows.prepare, draft, area_level)
    text = await asyncio.to_thread(draft_json.to_text, draft)
    proposal = await propose(before, draft)
    async with database.transaction():
        await hold(document.id)
        if (await _published_last(document)).id != before.id:
            raise StillInPreparation(document.id)
        version = await Version.create(
            document=document,
            number=before.number + 1,
            created_at=now,
            title=title_of(draft, before.title),
            source_name=source_name[:300],
            source_file=source_file,
        )
        await version_rows.fill(version, prepared)
        await Preparation.create(version=version, draft=text, area_level=area_level)
        await store_proposal(version, proposal)
        await audit.record(
            "stored",
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
            sections=len(prepared.placed),
            paragraphs=len(prepared.rows),
            removed=len(proposal.mapping.removed),
            added=len(proposal.mapping.added),
        )
    return version


async def discard_version(version: Version, *, by: Actor, now: datetime) -> None:
    """Take away a version that follows another and was not published, as if its file had never been read.

    Raises StaleState where it was published or discarded since, NothingToFollow for the first version.
    """
    document = await Document.get(id=version.document_id)
    async with database.transaction():
        await hold(document.id)
        unpublished = Version.filter(id=version.id, published_at__isnull=True)
        if not await unpublished.update(number=version.number):
            is_there = await Version.exists(id=version.id)
            raise await stale("version", version.id, PUBLISHED if is_there else GONE)
        if await drop_proposal(version) is None:
            raise NothingToFollow(version.id)
        await take_summaries(version)
        await _empty(version)
        await Preparation.filter(version_id=version.id).delete()
        await forget_judgements(version)
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


async def refill(version: Version, prepared: version_rows.Filling, proposal: Proposal) -> Lost:
    """Put another text in an unpublished version that follows one; its lineage is proposed anew.

    An approval is gone. What people said stays where its words do, and so do the owners of sections that the
    version alone has; the rest is lost, and counted.
    """
    said = await what_was_said(version)
    lock_version = await drop_proposal(version)
    owned = await _empty(version)
    await version_rows.fill(version, prepared)
    await store_proposal(version, proposal, lock_version=(lock_version or 0) + 1)
    return Lost(await own_again(version, owned), await say_again(version, said))


async def forget_identities(paragraphs: Sequence[int], sections: Sequence[int]) -> None:
    """Delete identities that no version holds any longer."""
    for start in range(0, len(paragraphs), _AT_ONCE):
        await ParagraphIdentity.filter(id__in=paragraphs[start : start + _AT_ONCE]).delete()
    for start in range(0, len(sections), _AT_ONCE):
        await SectionIdentity.filter(id__in=sections[start : start + _AT_ONCE]).delete()


async def _published_last(document: Document) -> Version:
    """The version to follow. Raises NothingToFollow, StillInPreparation."""
    last = await Version.filter(document_id=document.id).order_by("-number").first()
    if last is None or (last.number == 1 and last.published_at is None):
        raise NothingToFollow(document.id)
    if last.published_at is None:
        raise StillInPreparation(document.id)
    return last


async def _empty(version: Version) -> list[Owned]:
    """Delete what the version holds, and the identities that it alone had; the owners these had."""
    paragraphs = Paragraph.filter(version_id=version.id)
    sections = Section.filter(version_id=version.id)
    others = Version.filter(document_id=version.document_id).exclude(id=version.id)
    earlier = await others.values_list("id", flat=True)
    held = await _identities(paragraphs)
    held -= await _identities(Paragraph.filter(version_id__in=earlier))
    headed = await _identities(sections)
    headed -= await _identities(Section.filter(version_id__in=earlier))
    owned = await take_owners(version, headed)
    await paragraphs.delete()
    for level in sorted(set(await sections.values_list("level", flat=True)), reverse=True):
        await sections.filter(level=level).delete()
    await forget_identities(sorted(held), sorted(headed))
    return owned


async def _identities(rows: QuerySet[Paragraph] | QuerySet[Section]) -> set[int]:
    return {identity for (identity,) in await rows.values_list("identity_id")}
