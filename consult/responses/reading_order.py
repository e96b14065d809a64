"""Remarks in the order of the text that is out for consultation: as its reader meets what they are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from consult.documents.current_version import current_version
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.responses.anchor import ResolvedAnchor, resolve_anchors
from consult.responses.submission import RemarkInput

Position = tuple[int, int]
# What a section itself has, before its paragraphs; the whole draft stands before every section.
_WHOLE, _HEADING = (-1, -1), -1
# What the current version does not have stands last, as it was written.
_GONE = (10**9, 0)


async def in_reading_order(
    consultation_id: int, remarks: Sequence[RemarkInput]
) -> tuple[RemarkInput, ...]:
    """The remarks: on the whole, on each section, on its paragraphs; what is gone last. Two queries beside those of
    ``resolve_anchors``, and none for one remark."""
    if len(remarks) < 2:
        return tuple(remarks)
    anchors = await resolve_anchors(consultation_id, {each.anchor for each in remarks})
    version = await current_version(consultation_id)
    if version is None:
        return tuple(remarks)
    positions = await _positions(version, anchors.values())
    order = {anchor: _position(each, positions) for anchor, each in anchors.items()}
    return tuple(sorted(remarks, key=lambda each: order.get(each.anchor, _GONE)))


async def _positions(
    version: Version, anchors: Collection[ResolvedAnchor]
) -> tuple[Mapping[int, int], Mapping[int, Position]]:
    """The positions of sections and of paragraphs in this version, by identity."""
    sections = {each.section_id for each in anchors if each.section_id}
    paragraphs = {each for anchor in anchors if (each := _paragraph_of(anchor))}
    of_sections = Section.filter(version_id=version.id, identity_id__in=sections)
    of_paragraphs = Paragraph.filter(version_id=version.id, identity_id__in=paragraphs)
    rows = await of_paragraphs.values_list("identity_id", "section__position", "position")
    return (
        dict(await of_sections.values_list("identity_id", "position")),
        {identity: (section, position) for identity, section, position in rows},
    )


def _paragraph_of(anchor: ResolvedAnchor) -> int | None:
    """The paragraph (an identity) that has its words now."""
    return anchor.merged_into or anchor.paragraph_id


def _position(
    anchor: ResolvedAnchor, positions: tuple[Mapping[int, int], Mapping[int, Position]]
) -> Position:
    sections, paragraphs = positions
    if paragraph := _paragraph_of(anchor):
        return paragraphs.get(paragraph, _GONE)
    if anchor.section_id:
        section = sections.get(anchor.section_id)
        return _GONE if section is None else (section, _HEADING)
    return _WHOLE
