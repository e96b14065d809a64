"""Correcting the links of a proposed lineage, and approving it.

Approving gives the new paragraphs and sections the identities of the old ones, so remarks, owners and addresses follow
without any remark being written to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q

from consult import audit, database
from consult.audit import Actor
from consult.documents.document import Document, Version, lock_document
from consult.documents.drafting.row_replacement import delete_identities
from consult.documents.drafting.summary_carryover import move_summaries
from consult.documents.ownership import Ownership
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.mapping_links import LinkEnds, store_links, unlink
from consult.documents.versions.restored_paragraphs import removed_before
from consult.documents.versions.stored_lineage import Lineage, LineageLink
from consult.lineage import LinkKind, same_sections, same_text, titles_above
from consult.people.conflict import stale


class ImpossibleLink(ValueError):
    """A link to paragraphs of other versions, from many to many, or "same" between different words."""


async def draw_link(
    version: Version,
    *,
    old: Sequence[int],
    new: Sequence[int],
    kind: LinkKind,
    lock_version: int,
    by: Actor,
    now: datetime,
) -> None:
    """Store what became of paragraphs, instead of all links they had: ``old`` are identities, ``new`` the version's
    paragraph rows. With one side empty they were removed, or added, and ``kind`` is ignored.

    Raises StaleState where somebody corrected or approved the lineage since it was read, ImpossibleLink.
    """
    async with database.transaction():
        lineage = await _claim(version, lock_version)
        await _check(lineage, old, new, kind)
        ends = LinkEnds(tuple(dict.fromkeys(old)), tuple(dict.fromkeys(new)))
        await unlink(lineage, ends)
        await store_links(lineage, ends, kind, by=by)
        await _record("linked", version, by, now, old=len(old), new=len(new), kind=kind.value)


async def approve_lineage(version: Version, *, lock_version: int, by: Actor, now: datetime) -> None:
    """Give the version's paragraphs and sections the identities of the old ones that are linked to them.

    The first part of a split gets the identity, and a merged paragraph that of its first source; see succession.py for
    the others. Raises StaleState as ``draw_link``.
    """
    async with database.transaction():
        lineage = await _claim(version, lock_version)
        await Lineage.filter(id=lineage.id).update(approved_at=now, approved_by=by)
        links = await LineageLink.filter(lineage_id=lineage.id).select_related("new")
        sections = await _take_over_sections(lineage, links)
        paragraphs = await _take_over_paragraphs(lineage, links)
        await delete_identities(paragraphs, sections)
        await _record("approved", version, by, now, links=len(links))


async def _claim(version: Version, lock_version: int) -> Lineage:
    """Lock the lineage, and count this change. Raises StaleState."""
    await lock_document(version.document_id)
    waiting = Lineage.filter(
        version_id=version.id,
        lock_version=lock_version,
        approved_at__isnull=True,
        version__published_at__isnull=True,
    )
    found = await waiting.values_list("id", flat=True)
    expected = Lineage.filter(id__in=found, lock_version=lock_version, approved_at__isnull=True)
    if not found or not await expected.update(lock_version=lock_version + 1):
        raise await stale("lineage", version.id, also=["version"])
    return await Lineage.get(id=found[0])


async def _check(lineage: Lineage, old: Sequence[int], new: Sequence[int], kind: LinkKind) -> None:
    """Raises ImpossibleLink. A tracked deletion has neither words nor a picture, and cannot be linked; a paragraph that
    was removed before the followed version can be, to one new paragraph."""
    before = Paragraph.filter(version_id=lineage.follows_id, identity_id__in=list(old))
    after = Paragraph.filter(version_id=lineage.version_id, id__in=list(new))
    was = [
        str(text)
        for text in await before.exclude(Q(text="", picture="")).values_list("text", flat=True)
    ]
    now = [
        str(text)
        for text in await after.exclude(Q(text="", picture="")).values_list("text", flat=True)
    ]
    if not was and len(set(old)) == 1 and len(set(new)) <= 1:
        follows = await Version.get(id=lineage.follows_id)
        was = [each.text for each in await removed_before(follows) if each.identity in old]
    if len(was) != len(set(old)) or len(now) != len(set(new)) or not (old or new):
        raise ImpossibleLink("paragraphs of other versions")
    if old and new and not _fits(kind, was, now):
        raise ImpossibleLink(kind)


def _fits(kind: LinkKind, was: list[str], now: list[str]) -> bool:
    match len(was), len(now):
        case 1, 1:
            is_single = kind in (LinkKind.SAME, LinkKind.REWORDED, LinkKind.MOVED)
            return is_single and (kind is not LinkKind.SAME or same_text(was[0], now[0]))
        case 1, _:
            return kind is LinkKind.SPLIT
        case _, 1:
            return kind is LinkKind.MERGED
    return False


async def _take_over_paragraphs(lineage: Lineage, links: Sequence[LineageLink]) -> list[int]:
    """Give each linked paragraph its old identity; the identities that no paragraph has any longer."""
    order = dict(
        await Paragraph.filter(version_id=lineage.follows_id).values_list("identity_id", "position")
    )
    successors: dict[int, Paragraph] = {}
    used: set[int] = set()
    # A restored paragraph is not in that order; it is linked one to one, so its order does not matter.
    for link in sorted(links, key=lambda link: (link.new.position, order.get(link.old_id, 0))):
        if link.old_id not in successors and link.new_id not in used:
            successors[link.old_id] = link.new
            used.add(link.new_id)
    orphaned = [each.identity_id for each in successors.values()]
    for identity, each in successors.items():
        each.identity_id = identity
    if successors:
        await Paragraph.bulk_update(successors.values(), fields=["identity_id"], batch_size=200)
    return orphaned


async def _take_over_sections(lineage: Lineage, links: Sequence[LineageLink]) -> list[int]:
    """The same for sections, which are matched by their linked paragraphs and by their titles."""
    old = {each.path: each for each in await Section.filter(version_id=lineage.follows_id)}
    new = {each.path: each for each in await Section.filter(version_id=lineage.version_id)}
    rows = Paragraph.filter(version_id=lineage.follows_id).values_list("identity_id", "section_id")
    sections = dict(await rows)
    old_paths = {each.id: path for path, each in old.items()}
    new_paths = {each.id: path for path, each in new.items()}
    linked = [
        (old_paths[sections[each.old_id]], new_paths[each.new.section_id])
        for each in links
        if each.old_id in sections
    ]
    pairs = same_sections(_titles(old), _titles(new), linked)
    orphaned = [new[path].identity_id for path in pairs.values()]
    # Assigned while the section counted as new, under an approval that was withdrawn; the old section's owners stay.
    await Ownership.filter(section_id__in=orphaned).delete()
    identities = {new[path].identity_id: old[was].identity_id for was, path in pairs.items()}
    await move_summaries(lineage.version_id, identities)
    for before, after in pairs.items():
        new[after].identity_id = old[before].identity_id
    if pairs:
        changed = [new[path] for path in pairs.values()]
        await Section.bulk_update(changed, fields=["identity_id"], batch_size=200)
    return orphaned


def _titles(sections: dict[str, Section]) -> dict[str, tuple[str, ...]]:
    titles = {path: each.title for path, each in sections.items()}
    return {path: titles_above(path, titles) for path in sections}


async def _record(
    verb: str, version: Version, by: Actor, now: datetime, **facts: str | int
) -> None:
    document = await Document.get(id=version.document_id)
    await audit.record(
        verb,
        "lineage",
        version.id,
        by=by,
        now=now,
        consultation_id=document.consultation_id,
        **facts,
    )
