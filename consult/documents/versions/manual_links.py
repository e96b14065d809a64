"""What people said of a lineage, kept while the text it leads to is read or corrected anew.

A link goes on where all its ends still exist with the same words. The old ends always do; the new ones are found
by their words, and where several read alike by which of them it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from consult.audit import Actor
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.versions.mapping_links import Ends, link_ends, take_apart
from consult.documents.versions.stored_lineage import Lineage, LineageLink, Unlinked
from consult.lineage import LinkKind

Worded = tuple[str, int]


@dataclass(frozen=True)
class Said:
    """One thing a person said: ``old`` are identities, ``new`` words and which of those with the same words."""

    old: tuple[int, ...]
    new: tuple[Worded, ...]
    kind: LinkKind | None
    made_by: Actor


async def what_was_said(version: Version) -> list[Said]:
    """Everything people said of the version's lineage, a split or a merge as one."""
    worded = {row: words for words, row in (await _paragraphs(version)).items()}
    groups: dict[tuple[str, str, int], list[LineageLink]] = defaultdict(list)
    links = LineageLink.filter(lineage__version_id=version.id).exclude(made_by="")
    for each in await links.order_by("id"):
        whole = each.new_id if each.kind == LinkKind.MERGED else each.old_id
        groups[each.made_by, each.kind, whole].append(each)
    said = [
        Said(
            tuple(dict.fromkeys(each.old_id for each in group)),
            tuple(dict.fromkeys(worded[each.new_id] for each in group)),
            LinkKind(kind),
            Actor(by),
        )
        for (by, kind, _), group in groups.items()
    ]
    for alone in await Unlinked.filter(lineage__version_id=version.id).order_by("id"):
        old = (alone.old_id,) if alone.old_id else ()
        new = (worded[alone.new_id],) if alone.new_id else ()
        said.append(Said(old, new, None, Actor(alone.made_by)))
    return said


async def say_again(version: Version, said: Sequence[Said]) -> int:
    """Put it in the place of what was proposed anew; how much of it was lost, because its words are gone."""
    if not said:
        return 0
    lineage = await Lineage.get(version_id=version.id)
    rows = await _paragraphs(version)
    lost = 0
    for each in said:
        if any(words not in rows for words in each.new):
            lost += 1
            continue
        ends = Ends(each.old, tuple(rows[words] for words in each.new))
        await take_apart(lineage, ends)
        await link_ends(lineage, ends, each.kind, by=each.made_by)
    return lost


async def _paragraphs(version: Version) -> dict[Worded, int]:
    """The row of each paragraph by its words."""
    counts: Counter[str] = Counter()
    found: dict[Worded, int] = {}
    rows = Paragraph.filter(version_id=version.id).order_by("position")
    for row, text in await rows.values_list("id", "text"):
        counts[text] += 1
        found[text, counts[text]] = row
    return found
