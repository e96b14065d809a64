"""Changing the stored links of one lineage. Checks nothing: that is up to mapping_approval.py and manual_links.py."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from consult.audit import Actor
from consult.documents.versions.stored_lineage import Lineage, LineageLink, Unlinked
from consult.lineage import LinkKind


@dataclass(frozen=True)
class LinkEnds:
    """The paragraphs to link: ``old`` are identities, ``new`` the version's paragraph rows. One side may be empty."""

    old: tuple[int, ...]
    new: tuple[int, ...]


async def unlink(lineage: Lineage, ends: LinkEnds) -> None:
    """Delete every link that one of these paragraphs has, and every note that one has no counterpart. Six queries."""
    links = LineageLink.filter(lineage_id=lineage.id)
    await links.filter(old_id__in=ends.old).delete()
    await links.filter(new_id__in=ends.new).delete()
    unlinked = Unlinked.filter(lineage_id=lineage.id)
    await unlinked.filter(old_id__in=ends.old).delete()
    await unlinked.filter(new_id__in=ends.new).delete()
    await _relabel_single_links(lineage)


async def store_links(
    lineage: Lineage, ends: LinkEnds, kind: LinkKind | None, *, by: Actor
) -> None:
    """Store the links that a person made between paragraphs that have none. ``kind`` is ignored where one side is
    empty: then the others have no counterpart. One query."""
    if ends.old and ends.new:
        assert kind is not None
        await LineageLink.bulk_create(
            LineageLink(
                lineage_id=lineage.id, old_id=old, new_id=new, kind=kind, score=1.0, made_by=by
            )
            for old in ends.old
            for new in ends.new
        )
        return
    await Unlinked.bulk_create(
        [
            *(Unlinked(lineage_id=lineage.id, old_id=old, made_by=by) for old in ends.old),
            *(Unlinked(lineage_id=lineage.id, new_id=new, made_by=by) for new in ends.new),
        ]
    )


async def _relabel_single_links(lineage: Lineage) -> None:
    """A split or merge that lost all links but one is a reworded paragraph."""
    links = await LineageLink.filter(
        lineage_id=lineage.id, kind__in=[LinkKind.SPLIT, LinkKind.MERGED]
    )
    ends = Counter(end for each in links for end in (("old", each.old_id), ("new", each.new_id)))
    lone = [each.id for each in links if ends["old", each.old_id] == ends["new", each.new_id] == 1]
    await LineageLink.filter(id__in=lone).update(kind=LinkKind.REWORDED)
