"""The lineage of a version as a person reviews it: old and new paragraphs side by side, in the new text's order.

Only reads; mapping_approval.py corrects and approves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from tortoise.expressions import Q

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.restored_paragraphs import RemovedParagraph, removed_before
from consult.documents.versions.stored_lineage import Lineage, LineageLink, Unlinked
from consult.lineage import Difference, diff_words


@dataclass(frozen=True)
class MappedParagraph:
    """A paragraph on one side of the mapping.

    ``id`` is what ``draw_link`` takes: the identity of an old one, the row of a new one. ``heading`` and ``section``
    (an identity) are its section's. ``picture`` is a figure's key in the file store, "" for none; a picture without a
    description has no ``text``. ``version`` is 0, or the number of the version before the followed one that had the
    paragraph last; ``number`` then has it in front: "1:2.3".
    """

    id: int
    number: str
    heading: str
    section: int
    text: str
    picture: str
    version: int = 0

    @property
    def cited(self) -> str:
        """The number as its version has it."""
        return self.number.rpartition(":")[2]


class Confidence(Enum):
    """The matching's score in four steps, the highest first; ``least`` is a step's lowest score."""

    SURE = 0.9
    FAIRLY_SURE = 0.75
    UNSURE = 0.55
    GUESS = 0.0

    @property
    def least(self) -> float:
        return float(self.value)


# Removed in the followed version or before it, and in the text again.
RETURNED = "returned"


@dataclass(frozen=True)
class MappingEntry:
    """One link of the mapping with its paragraphs, a split or a merge as one.

    ``kind`` is a lineage.LinkKind, RETURNED, "removed" (``new`` is empty) or "added" (``old`` is empty). ``made_by`` is
    an actor, "" for the program.
    """

    kind: str
    score: float
    made_by: str
    old: tuple[MappedParagraph, ...]
    new: tuple[MappedParagraph, ...]

    @property
    def confidence(self) -> Confidence:
        """How sure the program is. Means nothing for an entry that a person made."""
        return next((each for each in Confidence if self.score >= each.least), Confidence.GUESS)

    def differences(self) -> tuple[Difference, ...]:
        """The differences word by word; about a millisecond, so call it only for entries on the page."""
        old, new = (" ".join(each.text for each in side) for side in (self.old, self.new))
        return diff_words(old, new)


@dataclass(frozen=True)
class MappingReview:
    """``lock_version`` is the lineage's; ``approved_at`` None: it is a proposal. ``removed`` are the paragraphs of
    versions before the followed one that a person may link to new ones."""

    lock_version: int
    approved_at: datetime | None
    approved_by: str
    entries: Sequence[MappingEntry]
    removed: Sequence[MappedParagraph] = ()


async def mapping_review(version: Version) -> MappingReview | None:
    """The whole mapping to a version; None for a first version. At most twelve queries, whatever the text's length.

    A removed paragraph comes after the paragraph that it followed.
    """
    lineage = await Lineage.get_or_none(version_id=version.id).select_related("follows")
    if lineage is None:
        return None
    removed = [_removed_earlier(each) for each in await removed_before(lineage.follows)]
    old = await _paragraphs(lineage.follows_id, keyed_by="identity_id")
    new = await _paragraphs(lineage.version_id, keyed_by="id")
    links = await LineageLink.filter(lineage_id=lineage.id)
    unlinked = await Unlinked.filter(lineage_id=lineage.id)
    entries = _in_reading_order(old, new, removed, links, _UnlinkedBy.of(unlinked))
    return MappingReview(
        lineage.lock_version, lineage.approved_at, lineage.approved_by, entries, removed
    )


def _removed_earlier(each: RemovedParagraph) -> MappedParagraph:
    number = f"{each.version}:{each.number}"
    return MappedParagraph(
        each.identity, number, each.heading, each.section, each.text, "", each.version
    )


@dataclass(frozen=True)
class _UnlinkedBy:
    """Who stored that a paragraph has no counterpart: an actor by the old one's identity, by the new one's row."""

    old: Mapping[int, str]
    new: Mapping[int, str]

    @classmethod
    def of(cls, rows: Sequence[Unlinked]) -> _UnlinkedBy:
        return cls(
            {each.old_id: each.made_by for each in rows if each.old_id},
            {each.new_id: each.made_by for each in rows if each.new_id},
        )


async def _paragraphs(version_id: int, *, keyed_by: str) -> dict[int, MappedParagraph]:
    """A version's paragraphs with words or a picture, in reading order: those that are matched."""
    sections = Section.filter(version_id=version_id)
    titles = await sections.values_list("id", "title", "identity_id")
    headings = {row: (title, identity) for row, title, identity in titles}
    rows = Paragraph.filter(version_id=version_id).exclude(Q(text="", picture=""))
    columns = (keyed_by, "number", "section_id", "text", "picture")
    return {
        key: MappedParagraph(key, number, *headings[section], text, picture)
        for key, number, section, text, picture in await rows.order_by("position").values_list(
            *columns
        )
    }


def _in_reading_order(
    old: Mapping[int, MappedParagraph],
    new: Mapping[int, MappedParagraph],
    removed: Sequence[MappedParagraph],
    links: Sequence[LineageLink],
    unlinked_by: _UnlinkedBy,
) -> list[MappingEntry]:
    """By the position of the first new paragraph; a removed one by the position of the entry before it."""
    positions = {key: position for position, key in enumerate(new)}
    every_old = {**{each.id: each for each in removed}, **old}
    linked = _linked(every_old, new, links)
    # (position in the new text, position in the old text for removed ones, entry)
    ordered = [(positions[each.new[0].id], -1, each) for each in linked]
    position_of_old = {one.id: at for at, _, each in ordered for one in each.old}
    linked_new = {one.id for each in linked for one in each.new}
    ordered += [
        (positions[key], -1, MappingEntry("added", 1.0, unlinked_by.new.get(key, ""), (), (one,)))
        for key, one in new.items()
        if key not in linked_new
    ]
    at = -1
    for position, (key, one) in enumerate(old.items()):
        at = position_of_old.get(key, at)
        if key not in position_of_old:
            by = unlinked_by.old.get(key, "")
            ordered.append((at, position, MappingEntry("removed", 1.0, by, (one,), ())))
    return [each for _, _, each in sorted(ordered, key=lambda one: one[:2])]


def _linked(
    old: Mapping[int, MappedParagraph],
    new: Mapping[int, MappedParagraph],
    links: Sequence[LineageLink],
) -> list[MappingEntry]:
    """An entry for each link; the rows of a split or a merge are one."""
    old_order = {key: position for position, key in enumerate(old)}
    new_order = {key: position for position, key in enumerate(new)}
    parts: dict[int, list[int]] = {}
    wholes: dict[int, list[int]] = {}
    for link in links:
        parts.setdefault(link.old_id, []).append(link.new_id)
        wholes.setdefault(link.new_id, []).append(link.old_id)
    entries: dict[int, MappingEntry] = {}
    for link in links:
        old_ids = sorted(wholes[link.new_id], key=lambda key: old_order[key])
        new_ids = sorted(parts[link.old_id], key=lambda key: new_order[key])
        is_returned = old[link.old_id].version > 0
        entries[new_ids[0]] = MappingEntry(
            RETURNED if is_returned else link.kind,
            link.score,
            link.made_by,
            tuple(old[key] for key in old_ids),
            tuple(new[key] for key in new_ids),
        )
    return list(entries.values())
