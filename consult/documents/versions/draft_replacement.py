"""Putting another text in the place of one that is not published: a new file, or the editor's corrections."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.documents.document import Document, PublishedNeverChanges, Version, hold
from consult.documents.drafting import draft_json, version_rows
from consult.documents.drafting.draft_title import title_of
from consult.documents.drafting.judgement import forget_judgements, lasting_keys
from consult.documents.drafting.owner_carryover import own_again, take_owners
from consult.documents.drafting.preparation import Preparation
from consult.documents.drafting.summary_carryover import give_summaries, take_summaries
from consult.documents.paragraph import Paragraph, ParagraphIdentity
from consult.documents.section import Section, SectionIdentity
from consult.documents.versions import mapping_proposal, next_version
from consult.documents.versions.next_version import Lost
from consult.importing import Draft
from consult.people.conflict import stale


@dataclass(frozen=True)
class Source:
    """The file a draft was read from: its name, the file store's key, and what its empty links mean ("" unsaid)."""

    name: str
    file: str
    empty_links: str = ""


async def replace_draft(
    version: Version,
    draft: Draft,
    *,
    lock_version: int,
    by: Actor,
    now: datetime,
    source: Source | None = None,
    area_level: int | None = None,
    verb: str = "replaced",
) -> Lost:
    """Put ``draft`` in the place of what the version holds; ``source`` unset: it is the same file, corrected.

    Owners follow their section, and what people said of its paragraphs the words, as far as they can be found
    again. A version that follows a published one is matched to it anew. Raises StaleState unless ``lock_version`` is the stored one,
    PublishedNeverChanges, richtext.TooLong.
    """
    preparation = await Preparation.get(version_id=version.id)
    known = {} if source else await _rendered(version, preparation)
    prepared = await asyncio.to_thread(version_rows.prepare, draft, area_level, known)
    text = await asyncio.to_thread(draft_json.to_text, draft)
    proposal = await mapping_proposal.propose_again(version, draft)
    title = title_of(draft, version.title)
    async with database.transaction():
        await hold(version.document_id)
        await _take(version, lock_version, text, area_level, source, title)
        if source:
            await forget_judgements(version, lasting_keys(draft.warnings))
        summaries = await take_summaries(version)
        if proposal:
            lost = await next_version.refill(version, prepared, proposal)
        else:
            lost = Lost(owners=await _fill_first(version, prepared, title))
        summaries_lost = await give_summaries(version, summaries)
        await audit.record(
            verb,
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=(await Document.get(id=version.document_id)).consultation_id,
            sections=len(prepared.placed),
            paragraphs=len(prepared.rows),
            owners_lost=lost.owners,
            links_lost=lost.links,
            summaries_lost=summaries_lost,
        )
    return lost


async def _fill_first(version: Version, prepared: version_rows.Filling, title: str) -> int:
    """Fill the only version of a document; how many owners found no section."""
    owned = await take_owners(version)
    await _empty(version)
    await version_rows.fill(version, prepared)
    await Document.filter(id=version.document_id).update(title=title)
    return await own_again(version, owned)


async def correct(
    version: Version,
    change: Callable[[Draft], Draft],
    *,
    lock_version: int,
    by: Actor,
    now: datetime,
    verb: str,
) -> Lost:
    """Change the draft as ``change`` does, one of corrections.py, whose errors it lets through.

    Raises StaleState and the rest as ``replace_draft``.
    """
    preparation = await Preparation.get(version_id=version.id)
    if preparation.lock_version != lock_version:
        raise await stale("version", version.id)
    draft = await read_preparation(preparation)
    return await replace_draft(
        version,
        change(draft),
        lock_version=lock_version,
        by=by,
        now=now,
        area_level=preparation.area_level,
        verb=verb,
    )


async def read_preparation(preparation: Preparation) -> Draft:
    """The draft as it now stands; off the loop, because it may be long."""
    return await asyncio.to_thread(draft_json.from_text, preparation.draft)


async def _rendered(version: Version, preparation: Preparation) -> version_rows.Rendered:
    """What the paragraphs were cleaned to before, so that a correction cleans only what it changed."""
    draft = await read_preparation(preparation)
    rows = Paragraph.filter(version_id=version.id).order_by("position")
    html = await rows.values_list("html", "changes_html")
    paragraphs = [each for section in draft.sections for each in section.paragraphs]
    if len(html) != len(paragraphs):
        return {}
    return {each: (clean, changes) for each, (clean, changes) in zip(paragraphs, html, strict=True)}


async def _take(
    version: Version,
    lock_version: int,
    text: str,
    area_level: int | None,
    source: Source | None,
    title: str,
) -> None:
    """Make this change the next one. Raises StaleState, PublishedNeverChanges."""
    named: dict[str, str | int] = (
        {
            "title": title,
            "source_name": source.name[:300],
            "source_file": source.file,
        }
        if source
        else {"number": version.number}
    )
    unpublished = Version.filter(id=version.id, published_at__isnull=True)
    # Written even where nothing changes: the row stays locked, and nobody publishes in between.
    if not await unpublished.update(**named):
        raise PublishedNeverChanges(version.id)
    said: dict[str, str | int] = {"empty_links": source.empty_links} if source else {}
    taken = await Preparation.filter(version_id=version.id, lock_version=lock_version).update(
        draft=text, area_level=area_level, lock_version=lock_version + 1, **said
    )
    if not taken:
        raise await stale("version", version.id)


async def _empty(version: Version) -> None:
    """Only its own identities: the document has no other version, or the text would be published."""
    await Paragraph.filter(version_id=version.id).delete()
    await ParagraphIdentity.filter(document_id=version.document_id).delete()
    sections = Section.filter(version_id=version.id)
    for level in sorted(set(await sections.values_list("level", flat=True)), reverse=True):
        await Section.filter(version_id=version.id, level=level).delete()
    await SectionIdentity.filter(document_id=version.document_id).delete()
