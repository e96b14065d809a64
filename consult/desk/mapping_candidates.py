"""Other paragraphs that an entry of a mapping may be about: those nearby, and those that a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from consult.desk.desk_mapping import DeskMapping
from consult.desk.mapping_list import CountedEntry, with_remarks
from consult.documents.versions.mapping_review import MappedParagraph, MappingEntry

NEARBY = 3
MOST_FOUND = 20


@dataclass(frozen=True)
class Candidate:
    """A paragraph, and the field of the form it would go into, "old" or "new". ``is_unlinked``: it has no
    counterpart."""

    field: str
    paragraph: MappedParagraph
    remarks: int
    is_unlinked: bool


def nearby_candidates(mapping: DeskMapping, index: int) -> list[Candidate]:
    """The paragraphs of the entries around entry ``index``, and the nearest ones without a counterpart, which come
    first. Of the side that the entry lacks, or of both."""
    by_distance = sorted(enumerate(mapping.entries), key=lambda each: abs(each[0] - index))[1:]
    unlinked = [at for at, each in by_distance if not (each.entry.old and each.entry.new)]
    near = {at for at, _ in by_distance[: 2 * NEARBY]} | set(unlinked[: 2 * NEARBY])
    entry = mapping.entries[index].entry
    is_offered = {"old": bool(entry.new), "new": bool(entry.old)}
    found = [each for at in sorted(near) for each in _candidates(mapping.entries[at])]
    offered = [each for each in found if is_offered[each.field]]
    return sorted(offered, key=lambda each: not each.is_unlinked)


def find_candidates(mapping: DeskMapping, query: str) -> list[Candidate]:
    """The first MOST_FOUND paragraphs with this number or with all these words; none for an empty query."""
    words = query.casefold().split()
    if not words:
        return []
    found = [
        each
        for entry in entries_with_removed(mapping)
        for each in _candidates(entry)
        if words == [each.paragraph.number.casefold()]
        or all(word in each.paragraph.text.casefold() for word in words)
    ]
    return found[:MOST_FOUND]


def entries_with_removed(mapping: DeskMapping) -> list[CountedEntry]:
    """The entries, and one for each paragraph that was removed before the followed version and is not restored."""
    restored = {
        each.id for counted in mapping.entries for each in counted.entry.old if each.version
    }
    removed = [
        MappingEntry("removed", 1.0, "", (each,), ())
        for each in mapping.review.removed
        if each.id not in restored
    ]
    return [*mapping.entries, *with_remarks(removed, mapping.received)]


def _candidates(each: CountedEntry) -> list[Candidate]:
    entry = each.entry
    is_unlinked = not (entry.old and entry.new)
    old = [Candidate("old", paragraph, each.remarks, is_unlinked) for paragraph in entry.old]
    return old + [Candidate("new", paragraph, 0, is_unlinked) for paragraph in entry.new]
