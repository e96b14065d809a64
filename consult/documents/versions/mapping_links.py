"""Changing the stored links of one lineage. Says nothing of who may, or when: mapping_approval.py and manual_links.py do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from consult.audit import Actor
from consult.documents.versions.stored_lineage import Lineage, LineageLink, Unlinked
from consult.lineage import LinkKind


@dataclass(frozen=True)
class Ends:
    """What is to be linked: ``old`` are identities, ``new`` the version's paragraph rows. One side may be empty."""

    old: tuple[int, ...]
    new: tuple[int, ...]


async def take_apart(lineage: Lineage, ends: Ends) -> None:
    """Delete every link that one of these has, and what a person said of it."""
    links = LineageLink.filter(lineage_id=lineage.id)
    await links.filter(old_id__in=ends.old).delete()
    await links.filter(new_id__in=ends.new).delete()
    alone = Unlinked.filter(lineage_id=lineage.id)
    await alone.filter(old_id__in=ends.old).delete()
    await alone.filter(new_id__in=ends.new).delete()
    await _rename_what_is_left(lineage)


async def link_ends(lineage: Lineage, ends: Ends, kind: LinkKind | None, *, by: Actor) -> None:
    """Store what a person said of paragraphs that have no link. With one side empty ``kind`` is not looked at."""
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


async def _rename_what_is_left(lineage: Lineage) -> None:
    """Of a split or merge that lost all but one part nothing is split or merged any longer."""
    links = await LineageLink.filter(
        lineage_id=lineage.id, kind__in=[LinkKind.SPLIT, LinkKind.MERGED]
    )
    ends = Counter(end for each in links for end in (("old", each.old_id), ("new", each.new_id)))
    lone = [each.id for each in links if ends["old", each.old_id] == ends["new", each.new_id] == 1]
    await LineageLink.filter(id__in=lone).update(kind=LinkKind.REWORDED)
