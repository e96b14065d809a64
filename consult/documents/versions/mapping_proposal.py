"""The proposed lineage of a version in preparation: worked out from a draft, stored as links, taken away again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.restored_paragraphs import gone_before, returned
from consult.documents.versions.stored_lineage import Lineage, LineageLink, Unlinked
from consult.importing import Draft
from consult.lineage import Link, Mapping, Passage, Titles, headings_of, match, titles_above

# Each with its picture, "" for none; and every section's titles.
_Passages: TypeAlias = list[tuple[Passage, str]]
_Text: TypeAlias = tuple[_Passages, Titles]


@dataclass(frozen=True)
class Proposal:
    """What a draft makes of the version ``follows``; new ids are the draft's paragraphs, counted from 0."""

    follows: Version
    mapping: Mapping


async def propose(follows: Version, draft: Draft) -> Proposal:
    """Seconds for a large text, so in a thread and before any transaction."""
    (before, stood), (after, stand) = await _stored(follows), _drafted(draft)
    old, new = _alike(before, after)
    mapping = await asyncio.to_thread(match, old, new, (stood, stand))
    gone = await gone_before(follows)
    if gone and mapping.added:
        unknown = set(mapping.added)
        added = [each for each in new if each.id in unknown]
        mapping = _with(mapping, await asyncio.to_thread(returned, gone, added, stand))
    return Proposal(follows, mapping)


def _with(mapping: Mapping, links: Sequence[Link]) -> Mapping:
    """The mapping with some of what it took for added brought back."""
    back = {id for link in links for id in link.new}
    added = tuple(id for id in mapping.added if id not in back)
    return replace(mapping, links=(*mapping.links, *links), added=added)


async def propose_again(version: Version, draft: Draft) -> Proposal | None:
    """The same for a version that has a lineage; None for a first version."""
    lineage = await Lineage.get_or_none(version_id=version.id).select_related("follows")
    return await propose(lineage.follows, draft) if lineage else None


async def store_proposal(version: Version, proposal: Proposal, *, lock_version: int = 1) -> None:
    """Store it as links to what the version holds."""
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
    """Take the lineage away, approved or not; the lock version it had, None where there was none."""
    lineage = await Lineage.get_or_none(version_id=version.id)
    if lineage is None:
        return None
    await LineageLink.filter(lineage_id=lineage.id).delete()
    await Unlinked.filter(lineage_id=lineage.id).delete()
    await lineage.delete()
    return lineage.lock_version


async def _stored(version: Version) -> _Text:
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


def _drafted(draft: Draft) -> _Text:
    """The same of a read draft; ids are positions."""
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


def _alike(old: _Passages, new: _Passages) -> tuple[list[Passage], list[Passage]]:
    """The passages, a picture that both versions have known by its bytes and not by its description."""
    both = {picture for _, picture in old} & {picture for _, picture in new}

    def known(passage: Passage, picture: str) -> Passage:
        by_bytes = picture and (picture in both or not passage.text)
        return replace(passage, text=picture) if by_bytes else passage

    return [known(*each) for each in old], [known(*each) for each in new]
