"""The mapping of the version in preparation, with the remarks that the followed version's paragraphs have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from consult.desk.mapping_list import CountedEntry, with_remarks
from consult.documents.document import Version
from consult.documents.ownership import Ownership, reaching
from consult.documents.section import Section
from consult.documents.versions.mapping_review import MappingReview, mapping_review
from consult.documents.versions.stored_lineage import Lineage
from consult.documents.versions.succession import succession
from consult.responses.received import received_by_paragraph


class RemarkCount(NamedTuple):
    """How many old paragraphs have received remarks, and how many remarks these are."""

    paragraphs: int
    remarks: int


@dataclass(frozen=True)
class DeskMapping:
    """The mapping from the version ``follows`` to ``version``, and its entries with their remarks.

    ``received`` counts the received remarks by old paragraph (an identity); ``committees`` has the slug of the
    committee that answers for each old section (an identity): its pages list the remarks.
    """

    version: Version
    follows: Version
    review: MappingReview
    entries: list[CountedEntry]
    received: Mapping[int, int]
    committees: Mapping[int, str]

    def remarks_on(self, kind: str) -> RemarkCount:
        """The remarks on the old paragraphs of entries of this kind."""
        entries = [each for each in self.entries if each.entry.kind == kind]
        return RemarkCount(
            sum(each.commented for each in entries), sum(each.remarks for each in entries)
        )

    @property
    def old_count(self) -> int:
        """How many paragraphs the followed version has."""
        return sum(not each.version for counted in self.entries for each in counted.entry.old)

    @property
    def remarks(self) -> int:
        """All received remarks on old paragraphs."""
        return sum(each.remarks for each in self.entries)

    @property
    def remarks_kept(self) -> int:
        """Those on paragraphs that are not removed."""
        return self.remarks - self.remarks_on("removed").remarks


async def desk_mapping(version: Version, consultation: int) -> DeskMapping | None:
    """The mapping of a version of this consultation (an id); None for a first version. At most twenty queries."""
    lineage = await Lineage.get_or_none(version_id=version.id).select_related("follows")
    review = await mapping_review(version)
    if lineage is None or review is None:
        return None
    received = await _received(consultation, lineage.follows)
    committees = await _committees(lineage.follows) if received else {}
    entries = with_remarks(review.entries, received)
    return DeskMapping(version, lineage.follows, review, entries, received, committees)


async def _received(consultation: int, follows: Version) -> dict[int, int]:
    """Received remarks by the paragraph of the followed version that has the words they were written on, or by the
    paragraph they were written on where that was removed: it may be restored."""
    past = await succession(follows)
    counts: dict[int, int] = {}
    for written_on, count in (await received_by_paragraph(consultation)).items():
        current = past.paragraph(written_on)
        paragraph = written_on if current is None else current
        counts[paragraph] = counts.get(paragraph, 0) + count
    return counts


async def _committees(version: Version) -> dict[int, str]:
    """The slug of the first committee that answers for each section, by the section's identity. Two queries."""
    sections = Section.filter(version_id=version.id).order_by("position")
    columns = ("identity_id", "parent__identity_id")
    parents: dict[int, int | None] = dict(await sections.values_list(*columns))
    owned = Ownership.filter(section_id__in=list(parents)).order_by("-is_lead", "id")
    owners = reaching(parents, await owned.select_related("committee"))
    return {section: rows[0].committee.slug for section, rows in owners.items() if rows}
