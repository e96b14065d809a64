"""Sections and paragraphs that only earlier versions have: where they are in the current one, and where they were
last."""

from __future__ import annotations

from dataclasses import dataclass

from consult.documents.paragraph import Paragraph, anchor_of
from consult.documents.section import Section
from consult.documents.versions.succession import succession
from consult.public.queries.outline import Outline, PublicSection
from consult.web.richtext import Cleaned


@dataclass(frozen=True)
class FormerSection:
    """A section that had another key in an earlier version.

    ``current`` is the section now, or of one that is gone the nearest section above it that is not; None where there
    is none. ``version`` and ``key``: where it was found, or of one that is gone where it was last.
    """

    current: PublicSection | None
    is_gone: bool
    version: int
    key: str


@dataclass(frozen=True)
class FormerParagraph:
    """A paragraph that is gone from the text, as it was last: in the version with the number ``version``.

    ``successor`` is the paragraph that its words were merged into. Where there is none, ``section`` is the section that
    its remarks are attributed to; None: to the whole. ``area`` and ``title`` are those of its last section. ``html``
    was cleaned when it was stored; of a paragraph whose words were all deleted (``was_deleted``) it is those words,
    marked as deleted. ``taken`` is None unless it was taken down, see PublicParagraph.
    """

    id: int
    successor: int | None
    version: int
    number: str
    area: str
    title: str
    html: Cleaned
    was_deleted: bool
    section: PublicSection | None
    taken: str | None = None

    @property
    def anchor(self) -> str:
        """Its id on the reading page of its last version."""
        return anchor_of(self.number)


async def former_section(outline: Outline, key: str) -> FormerSection | None:
    """The section that last had this key in an earlier version; None where none had. One query beside the
    succession."""
    earlier = [each.id for each in outline.published if each.number < outline.version.number]
    if not earlier:
        return None
    rows = Section.filter(version_id__in=earlier, key=key).order_by("-version__number")
    last = await rows.limit(1).values_list("identity_id", "version__number")
    if not last:
        return None
    identity, number = last[0]
    past = await succession(outline.version)
    successor = past.section(identity)
    current = outline.by_id[successor] if successor is not None else None
    if gone := past.sections.get(identity):
        return FormerSection(current, True, gone.version, gone.key)
    return FormerSection(current, False, number, key)


async def former_paragraph(outline: Outline, identity: int) -> FormerParagraph | None:
    """A paragraph of earlier versions that this one does not have; None for any other. One query beside the
    succession."""
    past = await succession(outline.version)
    last = past.paragraphs.get(identity)
    if last is None:
        return None
    row = await Paragraph.get(version_id=last.version_id, identity_id=identity).select_related(
        "section"
    )
    attributed = past.section_of_gone(identity)
    return FormerParagraph(
        id=identity,
        successor=last.heir,
        version=last.version,
        number=last.number,
        area=row.section.area,
        title=row.section.title,
        html=Cleaned(row.html or row.changes_html),
        was_deleted=not row.html,
        section=outline.by_id[attributed] if attributed is not None else None,
        taken=row.taken_reason,
    )
