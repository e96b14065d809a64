"""The proposed lineage of a version in preparation: matched from a draft, stored as links, deleted again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.restored_paragraphs import match_restored, removed_before
from consult.documents.versions.stored_lineage import Lineage, LineageLink, Unlinked
from consult.importing import Draft
from consult.lineage import Link, Mapping, Passage, Titles, headings_of, match, titles_above

# Each passage with its picture's digest, "" for none.
_Passages: TypeAlias = list[tuple[Passage, str]]
_PassagesAndTitles: TypeAlias = tuple[_Passages, Titles]


@dataclass(frozen=True)
class Proposal:
    """The mapping from the version ``follows`` to a draft: old ids are identities, new ids the positions of the draft's
    paragraphs, from 0."""

    follows: Version
    mapping: Mapping


async def propose(follows: Version, draft: Draft) -> Proposal:
    """Match a draft to a published version. Seconds of CPU for a large text, in a thread; call it before any
    transaction. Two queries, and those of ``removed_before``."""
    old_passages, old_titles = await _passages_of_version(follows)
    new_passages, new_titles = _passages_of_draft(draft)
    old, new = _comparable(old_passages, new_passages)
    mapping = await asyncio.to_thread(match, old, new, (old_titles, new_titles))
    removed = await removed_before(follows)
    if removed and mapping.added:
        added_ids = set(mapping.added)
        added = [each for each in new if each.id in added_ids]
        links = await asyncio.to_thread(match_restored, removed, added, new_titles)
        mapping = _with_restored(mapping, links)
    return Proposal(follows, mapping)


def _with_restored(mapping: Mapping, links: Sequence[Link]) -> Mapping:
    """The mapping with more links to passages that counted as added."""
    restored = {id for link in links for id in link.new}
    added = tuple(id for id in mapping.added if id not in restored)
    return replace(mapping, links=(*mapping.links, *links), added=added)


async def propose_again(version: Version, draft: Draft) -> Proposal | None:
    """Match another draft of a version that has a lineage; None for a first version. Costs what ``propose`` does."""
    lineage = await Lineage.get_or_none(version_id=version.id).select_related("follows")
    return await propose(lineage.follows, draft) if lineage else None


async def store_proposal(version: Version, proposal: Proposal, *, lock_version: int = 1) -> None:
    """Store the lineage with links to the rows of the version, which hold the draft. Three queries."""
    lineage = await Lineage.create(
        version=version, follows=proposal.follows, lock_version=lock_version
    )
    rows = dict(await Paragraph.filter(version_id=version.id).values_list("position", "id"))
    await LineageLink.bulk_create(
        LineageLink(
            lineage_id=lineage.id,
            old_id=int(old),
            new_id=rows[int(new)],
            kind=link.kind.value,
            score=link.score,
        )
        for link in proposal.mapping.links
        for old in link.old
        for new in link.new
    )


async def drop_proposal(version: Version) -> int | None:
    """Delete the lineage, approved or not; its lock version, None where there was none."""
    lineage = await Lineage.get_or_none(version_id=version.id)
    if lineage is None:
        return None
    await LineageLink.filter(lineage_id=lineage.id).delete()
    await Unlinked.filter(lineage_id=lineage.id).delete()
    await lineage.delete()
    return lineage.lock_version


async def _passages_of_version(version: Version) -> _PassagesAndTitles:
    """Every paragraph with words or a picture, tables and footnotes too; ids are identities."""
    sections = await Section.filter(version_id=version.id)
    titles = {each.path: each.title for each in sections}
    paths = {each.id: each.path for each in sections}
    above = {path: titles_above(path, titles) for path in titles}
    rows = Paragraph.filter(version_id=version.id).order_by("position")
    return [
        (Passage(str(identity), paths[section], above[paths[section]], text), picture)
        for identity, section, text, picture in await rows.values_list(
            "identity_id", "section_id", "text", "picture"
        )
        if text or picture
    ], above


def _passages_of_draft(draft: Draft) -> _PassagesAndTitles:
    """The same of a draft; ids are positions."""
    above = headings_of(draft)
    texts = [(section.path, each) for section in draft.sections for each in section.paragraphs]
    return [
        (
            Passage(str(position), path, above[path], each.text),
            each.picture.digest if each.picture else "",
        )
        for position, (path, each) in enumerate(texts)
        if each.text or each.picture
    ], above


def _comparable(old: _Passages, new: _Passages) -> tuple[list[Passage], list[Passage]]:
    """The passages; a picture that is in both versions is compared by its digest and not by its description."""
    in_both = {picture for _, picture in old} & {picture for _, picture in new}

    def comparable(passage: Passage, picture: str) -> Passage:
        by_digest = picture and (picture in in_both or not passage.text)
        return replace(passage, text=picture) if by_digest else passage

    return [comparable(*each) for each in old], [comparable(*each) for each in new]
