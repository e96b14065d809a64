"""Drafts with sections, paragraphs and owners, small enough to see through in a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, Version
from consult.documents.ownership import Ownership
from consult.documents.paragraph import Paragraph, ParagraphIdentity, ParagraphKind
from consult.documents.section import Section, SectionIdentity
from tests.support.factories import DAY, NOW


@dataclass(frozen=True)
class Draft:
    """A published draft: ``sections`` and ``paragraphs`` in reading order."""

    consultation: Consultation
    document: Document
    version: Version
    sections: list[Section]
    paragraphs: list[Paragraph]


async def draft(of: Consultation, *, areas: int = 2, paragraphs: int = 3) -> Draft:
    """A published draft with this many areas, each with this many paragraphs and no chapters."""
    document = await Document.create(consultation=of, title=of.title)
    version = await Version.create(
        document=document, number=1, created_at=NOW - 15 * DAY, published_at=NOW - 12 * DAY
    )
    made = Draft(of, document, version, [], [])
    for number in range(1, areas + 1):
        area = await section(made, title=f"Område {number}", number=str(number))
        for _ in range(paragraphs):
            await paragraph(made, area)
    return made


async def section(
    of: Draft, *, title: str, number: str = "", parent: Section | None = None, **given: Any
) -> Section:
    """The next section of a draft, at the top or below ``parent``."""
    place = len([each for each in of.sections if each.parent_id == (parent.id if parent else None)])
    key = f"{parent.key}-{place + 1}" if parent else str(place + 1)
    values = {
        "identity": await SectionIdentity.create(document=of.document, key=key),
        "key": key,
        "area": parent.area if parent else key,
        "path": key.replace("-", "/"),
        "number": number,
        "title": title,
        "level": parent.level + 1 if parent else 1,
        "position": len(of.sections) + 1,
    }
    made = await Section.create(version=of.version, parent=parent, **{**values, **given})
    of.sections.append(made)
    return made


async def paragraph(of: Draft, under: Section, text: str = "", **given: Any) -> Paragraph:
    """The next paragraph of a draft, in section ``under``."""
    position = len(of.paragraphs) + 1
    within = len([each for each in of.paragraphs if each.section_id == under.id]) + 1
    text = text or f"Afsnit {within} under {under.title}."
    values = {
        "identity": await ParagraphIdentity.create(document=of.document),
        "number": f"{under.number or under.key}.{within}",
        "position": position,
        "kind": ParagraphKind.PARAGRAPH,
        "text": text,
        "folded": text.casefold(),
        "runs": [{"text": text, "change": None}],
        "html": f"<p>{text}</p>",
        "changes_html": f"<p>{text}</p>",
    }
    made = await Paragraph.create(version=of.version, section=under, **{**values, **given})
    of.paragraphs.append(made)
    return made


async def owner(of: Section, who: Committee, *, is_lead: bool = False) -> Ownership:
    """Make a committee answer for a section."""
    return await Ownership.create(section_id=of.identity_id, committee=who, is_lead=is_lead)
