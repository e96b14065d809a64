"""What a person does with a proposed lineage: correct a link, and approve it all.

Approving lets the new paragraphs and sections take over the old ones' identities, so remarks, owners and
addresses follow without a single remark being written to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.documents.document import Document, Version, hold
from consult.documents.drafting.summary_carryover import move_summaries
from consult.documents.ownership import Ownership
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.mapping_links import Ends, link_ends, take_apart
from consult.documents.versions.next_version import forget_identities
from consult.documents.versions.restored_paragraphs import gone_before
from consult.documents.versions.stored_lineage import Lineage, LineageLink
from consult.lineage import LinkKind, same_sections, same_text, titles_above
from consult.people.conflict import stale


class ImpossibleLink(ValueError):
    """No such link can be: paragraphs of other versions, many to many, or "same" of different words."""


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
    """Say what became of paragraphs: ``old`` are identities, ``new`` the version's paragraph rows.

    They lose the links they had. One side empty says: removed, or added, and ``kind`` is not looked at.
    Raises StaleState where somebody corrected or approved the lineage since it was read, ImpossibleLink.
    """
    async with database.transaction():
        lineage = await _take(version, lock_version)
        await _check(lineage, old, new, kind)
        ends = Ends(tuple(dict.fromkeys(old)), tuple(dict.fromkeys(new)))
        await take_apart(lineage, ends)
        await link_ends(lineage, ends, kind, by=by)
        await _record("linked", version, by, now, old=len(old), new=len(new), kind=kind.value)


async def approve_lineage(version: Version, *, lock_version: int, by: Actor, now: datetime) -> None:
    """Let the version's paragraphs and sections be the old ones where the links say so.

    Of a split the first part takes the identity, of a merge the whole takes the first one's; see
    succession.py for the others. Raises StaleState as ``draw_link``.
    """
    async with database.transaction():
        lineage = await _take(version, lock_version)
        await Lineage.filter(id=lineage.id).update(approved_at=now, approved_by=by)
        links = await LineageLink.filter(lineage_id=lineage.id).select_related("new")
        sections = await _take_over_sections(lineage, links)
        paragraphs = await _take_over_paragraphs(lineage, links)
        await forget_identities(paragraphs, sections)
        await _record("approved", version, by, now, links=len(links))


async def _take(version: Version, lock_version: int) -> Lineage:
    """Make this the next change. Raises StaleState."""
    await hold(version.document_id)
    waiting = Lineage.filter(
        version_id=version.id,
        lock_version=lock_version,
        approved_at__isnull=True,
        version__published_at__isnull=True,
    )
    found = await waiting.values_list("id", flat=True)
    taken = Lineage.filter(id__in=found, lock_version=lock_version, approved_at__isnull=True)
    if not found or not await taken.update(lock_version=lock_version + 1):
        raise await stale("lineage", version.id, also=["version"])
    return await Lineage.get(id=found[0])


async def _check(lineage: Lineage, old: Sequence[int], new: Sequence[int], kind: LinkKind) -> None:
    """Raises ImpossibleLink. What was taken out of the text has no words, and nothing becomes of it; but one paragraph
    of before may be one of now again."""
    before = Paragraph.filter(version_id=lineage.follows_id, identity_id__in=list(old))
    after = Paragraph.filter(version_id=lineage.version_id, id__in=list(new))
    was = [str(text) for text in await before.exclude(text="").values_list("text", flat=True)]
    now = [str(text) for text in await after.exclude(text="").values_list("text", flat=True)]
    if not was and len(set(old)) == 1 and len(set(new)) <= 1:
        follows = await Version.get(id=lineage.follows_id)
        was = [each.text for each in await gone_before(follows) if each.identity in old]
    if len(was) != len(set(old)) or len(now) != len(set(new)) or not (old or new):
        raise ImpossibleLink("paragraphs of other versions")
    if old and new and not _fits(kind, was, now):
        raise ImpossibleLink(kind)


def _fits(kind: LinkKind, was: list[str], now: list[str]) -> bool:
    match len(was), len(now):
        case 1, 1:
            alone = kind in (LinkKind.SAME, LinkKind.REWORDED, LinkKind.MOVED)
            return alone and (kind is not LinkKind.SAME or same_text(was[0], now[0]))
        case 1, _:
            return kind is LinkKind.SPLIT
        case _, 1:
            return kind is LinkKind.MERGED
    return False


async def _take_over_paragraphs(lineage: Lineage, links: Sequence[LineageLink]) -> list[int]:
    """Give each linked paragraph its old identity; the identities that nobody has any longer."""
    order = dict(
        await Paragraph.filter(version_id=lineage.follows_id).values_list("identity_id", "position")
    )
    heirs: dict[int, Paragraph] = {}
    taken: set[int] = set()
    # What is brought back was nowhere in that order, and has no rival.
    for link in sorted(links, key=lambda link: (link.new.position, order.get(link.old_id, 0))):
        if link.old_id not in heirs and link.new_id not in taken:
            heirs[link.old_id] = link.new
            taken.add(link.new_id)
    orphaned = [heir.identity_id for heir in heirs.values()]
    for identity, heir in heirs.items():
        heir.identity_id = identity
    if heirs:
        await Paragraph.bulk_update(heirs.values(), fields=["identity_id"], batch_size=200)
    return orphaned


async def _take_over_sections(lineage: Lineage, links: Sequence[LineageLink]) -> list[int]:
    """The same for sections, which are told by the paragraphs that are linked and by their titles."""
    old = {each.path: each for each in await Section.filter(version_id=lineage.follows_id)}
    new = {each.path: each for each in await Section.filter(version_id=lineage.version_id)}
    rows = Paragraph.filter(version_id=lineage.follows_id).values_list("identity_id", "section_id")
    sections = dict(await rows)
    old_paths = {each.id: path for path, each in old.items()}
    new_paths = {each.id: path for path, each in new.items()}
    stayed = [
        (old_paths[sections[each.old_id]], new_paths[each.new.section_id])
        for each in links
        if each.old_id in sections
    ]
    pairs = same_sections(_titles(old), _titles(new), stayed)
    orphaned = [new[path].identity_id for path in pairs.values()]
    # Given while an earlier approval said that the section is new; the old section has owners of its own.
    await Ownership.filter(section_id__in=orphaned).delete()
    taken = {new[path].identity_id: old[was].identity_id for was, path in pairs.items()}
    await move_summaries(lineage.version_id, taken)
    for before, after in pairs.items():
        new[after].identity_id = old[before].identity_id
    if pairs:
        heirs = [new[path] for path in pairs.values()]
        await Section.bulk_update(heirs, fields=["identity_id"], batch_size=200)
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
