"""The links of a lineage that people made, carried over while the version's text is replaced or corrected.

A link is restored where all its ends exist with the same words. The old ends always do, published text does not
change; the new ones are found by their words, and among equal paragraphs by which of them it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from consult.audit import Actor
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.versions.mapping_links import LinkEnds, store_links, unlink
from consult.documents.versions.stored_lineage import Lineage, LineageLink, Unlinked
from consult.lineage import LinkKind

# A paragraph's text, and a counter from 1 among the paragraphs with that text.
TextOccurrence = tuple[str, int]


@dataclass(frozen=True)
class ManualLink:
    """What one person stored in one go: ``old`` are identities; ``kind`` is None where one side is empty."""

    old: tuple[int, ...]
    new: tuple[TextOccurrence, ...]
    kind: LinkKind | None
    made_by: Actor


async def manual_links(version: Version) -> list[ManualLink]:
    """Every link of the version's lineage that a person made, the rows of a split or a merge as one, and every
    paragraph that a person left without a counterpart. Three queries."""
    occurrences = {row: text for text, row in (await _paragraphs(version)).items()}
    groups: dict[tuple[str, str, int], list[LineageLink]] = defaultdict(list)
    links = LineageLink.filter(lineage__version_id=version.id).exclude(made_by="")
    for each in await links.order_by("id"):
        whole = each.new_id if each.kind == LinkKind.MERGED else each.old_id
        groups[each.made_by, each.kind, whole].append(each)
    found = [
        ManualLink(
            tuple(dict.fromkeys(each.old_id for each in group)),
            tuple(dict.fromkeys(occurrences[each.new_id] for each in group)),
            LinkKind(kind),
            Actor(by),
        )
        for (by, kind, _), group in groups.items()
    ]
    for unlinked in await Unlinked.filter(lineage__version_id=version.id).order_by("id"):
        old = (unlinked.old_id,) if unlinked.old_id else ()
        new = (occurrences[unlinked.new_id],) if unlinked.new_id else ()
        found.append(ManualLink(old, new, None, Actor(unlinked.made_by)))
    return found


async def restore_manual_links(version: Version, links: Sequence[ManualLink]) -> int:
    """Store the links over what was proposed for the new text; how many were lost, because their words are gone."""
    if not links:
        return 0
    lineage = await Lineage.get(version_id=version.id)
    rows = await _paragraphs(version)
    lost = 0
    for each in links:
        if any(occurrence not in rows for occurrence in each.new):
            lost += 1
            continue
        ends = LinkEnds(each.old, tuple(rows[occurrence] for occurrence in each.new))
        await unlink(lineage, ends)
        await store_links(lineage, ends, each.kind, by=each.made_by)
    return lost


async def _paragraphs(version: Version) -> dict[TextOccurrence, int]:
    """The id of each paragraph's row by its text."""
    counts: Counter[str] = Counter()
    found: dict[TextOccurrence, int] = {}
    rows = Paragraph.filter(version_id=version.id).order_by("position")
    for row, text in await rows.values_list("id", "text"):
        counts[text] += 1
        found[text, counts[text]] = row
    return found
