"""Deleting the rows of a version that is not published, and replacing them by those of another draft."""

from __future__ import annotations

from collections.abc import Sequence

from tortoise.queryset import QuerySet

from consult.documents.document import Version
from consult.documents.drafting.owner_carryover import (
    DetachedOwner,
    detach_owners,
    reattach_owners,
)
from consult.documents.drafting.version_rows import PreparedRows, store_rows
from consult.documents.paragraph import Paragraph, ParagraphIdentity
from consult.documents.section import Section, SectionIdentity

_AT_ONCE = 500  # ids in one statement: SQLite takes a bounded number of parameters


async def replace_rows(version: Version, rows: PreparedRows) -> int:
    """Replace the version's sections and paragraphs. Owners stay on their sections as far as these are found again;
    how many were lost. Summaries and links must be gone before."""
    owners = await delete_rows(version)
    await store_rows(version, rows)
    return await reattach_owners(version, owners)


async def delete_rows(version: Version) -> list[DetachedOwner]:
    """Delete the version's sections and paragraphs, and the identities that no other version of the document has;
    the owners of these sections."""
    paragraphs = Paragraph.filter(version_id=version.id)
    sections = Section.filter(version_id=version.id)
    others = Version.filter(document_id=version.document_id).exclude(id=version.id)
    other_ids = await others.values_list("id", flat=True)
    own_paragraphs = await _identities(paragraphs)
    own_paragraphs -= await _identities(Paragraph.filter(version_id__in=other_ids))
    own_sections = await _identities(sections)
    own_sections -= await _identities(Section.filter(version_id__in=other_ids))
    owners = await detach_owners(version, own_sections)
    await paragraphs.delete()
    # Children first: a section points at its parent.
    for level in sorted(set(await sections.values_list("level", flat=True)), reverse=True):
        await sections.filter(level=level).delete()
    await delete_identities(sorted(own_paragraphs), sorted(own_sections))
    return owners


async def delete_identities(paragraphs: Sequence[int], sections: Sequence[int]) -> None:
    """Delete identities that no version has any longer. One query for 500 of them."""
    for start in range(0, len(paragraphs), _AT_ONCE):
        await ParagraphIdentity.filter(id__in=paragraphs[start : start + _AT_ONCE]).delete()
    for start in range(0, len(sections), _AT_ONCE):
        await SectionIdentity.filter(id__in=sections[start : start + _AT_ONCE]).delete()


async def _identities(rows: QuerySet[Paragraph] | QuerySet[Section]) -> set[int]:
    return {identity for (identity,) in await rows.values_list("identity_id")}
