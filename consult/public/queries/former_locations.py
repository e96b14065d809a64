"""What the text that is heard has no more: where a section or paragraph of an earlier version stood last."""

from __future__ import annotations

from dataclasses import dataclass

from consult.documents.paragraph import Paragraph, anchor_of
from consult.documents.section import Section
from consult.documents.versions.succession import succession
from consult.public.queries.outline import Outline, PublicSection
from consult.web.richtext import Cleaned


@dataclass(frozen=True)
class FormerSection:
    """A section that went by another key in an earlier version: where it stands now, or the nearest section above
    that is there still, ``now`` None where there is none. ``is_gone``: it stood last in ``version`` as ``key``."""

    now: PublicSection | None
    is_gone: bool
    version: int
    key: str


@dataclass(frozen=True)
class FormerParagraph:
    """A paragraph that the text has no more. ``heir`` is the one its words went into; where there is none it
    stood last in ``version``, and ``section`` is where its remarks are listed now, None leaves only the whole.

    ``html`` was cleaned when it was stored; of a paragraph that was taken out it shows the words taken out.
    """

    id: int
    heir: int | None
    version: int
    number: str
    area: str
    title: str
    html: Cleaned
    was_taken_out: bool
    section: PublicSection | None

    @property
    def anchor(self) -> str:
        return anchor_of(self.number)


async def former_section(of: Outline, key: str) -> FormerSection | None:
    """The section that last had this key in an earlier version; one query beside the succession."""
    earlier = [each.id for each in of.published if each.number < of.version.number]
    if not earlier:
        return None
    rows = Section.filter(version_id__in=earlier, key=key).order_by("-version__number")
    found = await rows.limit(1).values_list("identity_id", "version__number")
    if not found:
        return None
    identity, number = found[0]
    past = await succession(of.version)
    here = past.section(identity)
    now = of.by_id[here] if here is not None else None
    if gone := past.sections.get(identity):
        return FormerSection(now, True, gone.version, gone.key)
    return FormerSection(now, False, number, key)


async def former_paragraph(of: Outline, identity: int) -> FormerParagraph | None:
    """A paragraph of earlier versions that this one has not; one query beside the succession."""
    past = await succession(of.version)
    stood = past.paragraphs.get(identity)
    if stood is None:
        return None
    row = await Paragraph.get(version_id=stood.version_id, identity_id=identity).select_related(
        "section"
    )
    here = past.section_of_gone(identity)
    return FormerParagraph(
        id=identity,
        heir=stood.heir,
        version=stood.version,
        number=stood.number,
        area=row.section.area,
        title=row.section.title,
        html=Cleaned(row.html or row.changes_html),
        was_taken_out=not row.html,
        section=of.by_id[here] if here is not None else None,
    )
