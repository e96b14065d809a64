"""The rows of a version: sections and paragraphs made from a draft, each with a new identity.

Checks nothing: when a version may be filled is up to first_version.py, next_version.py and draft_replacement.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from consult.documents.document import Version
from consult.documents.drafting.section_keys import SectionKeys, section_keys
from consult.documents.folding import fold
from consult.documents.paragraph import Paragraph, ParagraphIdentity, ParagraphKind
from consult.documents.section import Section, SectionIdentity
from consult.importing import Draft, ParagraphDraft, SectionDraft, render_html
from consult.web import richtext

KeyedSections = Sequence[tuple[SectionDraft, SectionKeys]]
# (html, changes_html) by paragraph.
RenderedHtml = Mapping[ParagraphDraft, tuple[str, str]]


@dataclass(frozen=True)
class ParagraphRow:
    """One paragraph with the key of its ``section`` and its ``number``."""

    section: str
    number: str
    draft: ParagraphDraft
    html: str
    changes_html: str
    has_changes: bool


@dataclass(frozen=True)
class PreparedRows:
    """A draft ready to be stored: its sections with their keys, its paragraphs with their numbers, rendered."""

    sections: KeyedSections
    paragraphs: Sequence[ParagraphRow]


def prepare_rows(
    draft: Draft, area_level: int | None = None, rendered: RenderedHtml | None = None
) -> PreparedRows:
    """Everything that needs no database; seconds of CPU for a large draft, so call it in a thread.

    ``area_level`` is the heading level of areas, see ``section_keys``; ``rendered`` the HTML of paragraphs that were
    cleaned before. Raises richtext.TooLong for a paragraph over the limit.
    """
    sections = list(zip(draft.sections, section_keys(draft.sections, area_level), strict=True))
    return PreparedRows(sections, list(_paragraph_rows(sections, rendered or {})))


async def store_rows(version: Version, rows: PreparedRows) -> None:
    """Store the sections and paragraphs of a version that has none yet."""
    sections = await _store_sections(rows.sections, version)
    await _store_paragraphs(rows.paragraphs, version, sections)


def _paragraph_rows(sections: KeyedSections, rendered: RenderedHtml) -> Iterator[ParagraphRow]:
    """Every paragraph, numbered through its area."""
    counts: dict[str, int] = {}
    for section, keys in sections:
        for paragraph in section.paragraphs:
            counts[keys.area] = counts.get(keys.area, 0) + 1
            number = f"{keys.area}.{counts[keys.area]}"
            has_changes = any(run.change for run in paragraph.runs)
            html, changes = rendered.get(paragraph) or _render(paragraph, has_changes)
            yield ParagraphRow(keys.key, number, paragraph, html, changes, has_changes)


def _render(paragraph: ParagraphDraft, has_changes: bool) -> tuple[str, str]:
    html = richtext.clean(render_html(paragraph))
    return html, richtext.clean(render_html(paragraph, "changes")) if has_changes else html


async def _store_sections(sections: KeyedSections, version: Version) -> dict[str, int]:
    """The ids of the stored sections by key. One insert a level, because a section needs its parent's id."""
    identities = await new_section_identities(version, [keys.key for _, keys in sections])
    positions = {keys.key: position for position, (_, keys) in enumerate(sections)}
    key_of_path = {section.path: keys.key for section, keys in sections}
    ids: dict[str, int] = {}
    for _, level in groupby(sorted(sections, key=_level), key=_level):
        await Section.bulk_create(
            Section(
                version_id=version.id,
                identity_id=identities[keys.key],
                parent_id=ids.get(key_of_path.get(section.path.rpartition("/")[0], "")),
                key=keys.key,
                area=keys.area,
                path=section.path,
                number=section.number or "",
                title=section.title[:500],
                level=section.level,
                position=positions[keys.key],
                change=section.change or "",
            )
            for section, keys in level
        )
        ids = dict(await Section.filter(version=version).values_list("key", "id"))
    return ids


def _level(keyed: tuple[SectionDraft, SectionKeys]) -> int:
    return keyed[0].level


async def new_section_identities(version: Version, keys: Sequence[str]) -> dict[str, int]:
    """New identities by key. Where an identity of the document has the key already, the new one's key gets the
    version's number appended ("5~2"). Three queries."""
    rows = SectionIdentity.filter(document_id=version.document_id)
    used = {str(key) for key in await rows.values_list("key", flat=True)}
    unique = {key: f"{key}~{version.number}" if key in used else key for key in keys}
    await SectionIdentity.bulk_create(
        SectionIdentity(document_id=version.document_id, key=key) for key in unique.values()
    )
    ids = dict(await rows.values_list("key", "id"))
    return {key: ids[stored] for key, stored in unique.items()}


async def new_paragraph_identities(document: int, count: int) -> list[int]:
    """The ids of ``count`` new identities, ascending. Three queries."""
    rows = ParagraphIdentity.filter(document_id=document).order_by("id")
    before = set(await rows.values_list("id", flat=True))
    await ParagraphIdentity.bulk_create(
        ParagraphIdentity(document_id=document) for _ in range(count)
    )
    after = await rows.values_list("id", flat=True)
    return [int(str(each)) for each in after if each not in before]


async def _store_paragraphs(
    rows: Sequence[ParagraphRow], version: Version, sections: dict[str, int]
) -> None:
    identities = await new_paragraph_identities(version.document_id, len(rows))
    await Paragraph.bulk_create(
        Paragraph(
            version_id=version.id,
            section_id=sections[row.section],
            identity_id=identity,
            number=row.number,
            position=position,
            kind=ParagraphKind(row.draft.kind),
            level=row.draft.level,
            marker=row.draft.marker[:20],
            text=row.draft.text,
            picture=row.draft.picture.digest if row.draft.picture else "",
            description=row.draft.picture.description if row.draft.picture else None,
            folded=fold(row.draft.text),
            runs=[asdict(run) for run in row.draft.runs],
            html=row.html,
            changes_html=row.changes_html,
            has_changes=row.has_changes,
        )
        for position, (row, identity) in enumerate(zip(rows, identities, strict=True))
    )
