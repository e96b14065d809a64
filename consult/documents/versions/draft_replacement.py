"""Replacing the draft of a version that is not published: by another file, or by the editor's corrections."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.documents.document import (
    Document,
    PublishedNeverChanges,
    Version,
    lock_document,
)
from consult.documents.drafting import draft_json, version_rows
from consult.documents.drafting.dismissed_warnings import delete_dismissals, lasting_keys
from consult.documents.drafting.draft_title import title_of
from consult.documents.drafting.preparation import Preparation, parsed_draft
from consult.documents.drafting.row_replacement import replace_rows
from consult.documents.drafting.summary_carryover import detach_summaries, reattach_summaries
from consult.documents.paragraph import Paragraph
from consult.documents.versions import mapping_proposal, next_version
from consult.documents.versions.mapping_proposal import Proposal
from consult.documents.versions.next_version import CarryoverLosses
from consult.importing import Draft
from consult.people.conflict import stale


@dataclass(frozen=True)
class SourceFile:
    """The file a draft was read from: its name, its key in the file store, and what its empty links mean ("" where
    nobody answered)."""

    name: str
    file: str
    empty_links: str = ""


@dataclass(frozen=True)
class _Replacement:
    """A draft with everything that is computed before the transaction. ``source`` None: the same file, corrected;
    ``proposal`` None: a first version."""

    draft: Draft
    source: SourceFile | None
    area_level: int | None
    text: str
    title: str
    rows: version_rows.PreparedRows
    proposal: Proposal | None


async def replace_draft(
    version: Version,
    draft: Draft,
    *,
    lock_version: int,
    by: Actor,
    now: datetime,
    source: SourceFile | None = None,
    area_level: int | None = None,
    verb: str = "replaced",
) -> CarryoverLosses:
    """Replace what the version holds by ``draft``; ``source`` None: it is from the same file, corrected. What was lost.

    Owners stay on their sections, and manual links on paragraphs with the same words, as far as these are found again.
    A version that follows a published one is matched anew: seconds for a large text, before the transaction. Raises
    StaleState unless ``lock_version`` is the stored one, PublishedNeverChanges, richtext.TooLong.
    """
    replacement = await _prepare(version, draft, source, area_level)
    async with database.transaction():
        await lock_document(version.document_id)
        await _claim(version, replacement, lock_version)
        if source:
            await delete_dismissals(version, keep=lasting_keys(draft.warnings))
        summaries = await detach_summaries(version)
        losses = await _store(version, replacement)
        summaries_lost = await reattach_summaries(version, summaries)
        await audit.record(
            verb,
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=(await Document.get(id=version.document_id)).consultation_id,
            sections=len(replacement.rows.sections),
            paragraphs=len(replacement.rows.paragraphs),
            owners_lost=losses.owners,
            links_lost=losses.links,
            summaries_lost=summaries_lost,
        )
    return losses


async def correct_draft(
    version: Version,
    correction: Callable[[Draft], Draft],
    *,
    lock_version: int,
    by: Actor,
    now: datetime,
    verb: str,
) -> CarryoverLosses:
    """Apply one of corrections.py to the version's draft; its ImpossibleCorrection is passed on.

    Raises StaleState and the rest as ``replace_draft``.
    """
    preparation = await Preparation.get(version_id=version.id)
    if preparation.lock_version != lock_version:
        raise await stale("version", version.id)
    draft = await parsed_draft(preparation)
    return await replace_draft(
        version,
        correction(draft),
        lock_version=lock_version,
        by=by,
        now=now,
        area_level=preparation.area_level,
        verb=verb,
    )


async def _prepare(
    version: Version, draft: Draft, source: SourceFile | None, area_level: int | None
) -> _Replacement:
    rendered = {} if source else await _rendered_html(version)
    rows = await asyncio.to_thread(version_rows.prepare_rows, draft, area_level, rendered)
    text = await asyncio.to_thread(draft_json.to_text, draft)
    proposal = await mapping_proposal.propose_again(version, draft)
    title = title_of(draft, version.title)
    return _Replacement(draft, source, area_level, text, title, rows, proposal)


async def _rendered_html(version: Version) -> version_rows.RenderedHtml:
    """The HTML of the stored paragraphs, so that a correction cleans only what it changed; empty where the rows do not
    belong to the stored draft."""
    draft = await parsed_draft(await Preparation.get(version_id=version.id))
    rows = Paragraph.filter(version_id=version.id).order_by("position")
    html = await rows.values_list("html", "changes_html")
    paragraphs = [each for section in draft.sections for each in section.paragraphs]
    if len(html) != len(paragraphs):
        return {}
    return {each: (clean, changes) for each, (clean, changes) in zip(paragraphs, html, strict=True)}


async def _claim(version: Version, replacement: _Replacement, lock_version: int) -> None:
    """Store the draft as the next lock version. Raises StaleState, PublishedNeverChanges."""
    source = replacement.source
    named: dict[str, str | int] = {"number": version.number}
    answers: dict[str, str | int] = {}
    if source:
        named = {
            "title": replacement.title,
            "source_name": source.name[:300],
            "source_file": source.file,
        }
        answers = {"empty_links": source.empty_links}
    unpublished = Version.filter(id=version.id, published_at__isnull=True)
    # Written even where nothing changes: the row stays locked, and nobody publishes in between.
    if not await unpublished.update(**named):
        raise PublishedNeverChanges(version.id)
    expected = Preparation.filter(version_id=version.id, lock_version=lock_version)
    if not await expected.update(
        draft=replacement.text,
        area_level=replacement.area_level,
        lock_version=lock_version + 1,
        **answers,
    ):
        raise await stale("version", version.id)


async def _store(version: Version, replacement: _Replacement) -> CarryoverLosses:
    if replacement.proposal:
        return await next_version.replace_text(version, replacement.rows, replacement.proposal)
    lost = await replace_rows(version, replacement.rows)
    await Document.filter(id=version.document_id).update(title=replacement.title)
    return CarryoverLosses(owners=lost)
