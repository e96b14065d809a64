"""The shape of a stored text, keyed as remarks point at it."""

from __future__ import annotations

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph, ParagraphKind
from consult.documents.section import Section
from consult.sample.outline import OutlineParagraph, OutlineSection, SampleOutline


async def outline_of(version: Version, title: str) -> SampleOutline:
    """Keys are the sections' own, and the identities of paragraphs."""
    paragraphs: dict[int, list[OutlineParagraph]] = {}
    # People write about words, and seldom about pictures.
    worded = Paragraph.filter(version=version).exclude(text="").exclude(kind=ParagraphKind.FIGURE)
    for p in await worded.order_by("position"):
        key = OutlineParagraph(str(p.identity_id), p.number, p.text)
        paragraphs.setdefault(p.section_id, []).append(key)
    paths: dict[int, tuple[str, ...]] = {}
    sections = []
    for s in await Section.filter(version=version).order_by("position"):
        paths[s.id] = (*(paths.get(s.parent_id, ()) if s.parent_id else ()), s.title)
        sections.append(
            OutlineSection(s.key, s.number, paths[s.id], tuple(paragraphs.get(s.id, ())))
        )
    return SampleOutline(title, tuple(sections))
