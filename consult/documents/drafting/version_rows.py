"""Filling a version with the sections and paragraphs of a read draft, each with a new identity.

Says nothing of when that is allowed: first_version.py, next_version.py and draft_replacement.py do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from consult.documents.document import Version
from consult.documents.drafting.section_keys import SectionPlace, place_sections
from consult.documents.folding import fold
from consult.documents.paragraph import Paragraph, ParagraphIdentity, ParagraphKind
from consult.documents.section import Section, SectionIdentity
from consult.importing import Draft, ParagraphDraft, SectionDraft, render_html
from consult.web import richtext

Placed = Sequence[tuple[SectionDraft, SectionPlace]]
Rendered = Mapping[ParagraphDraft, tuple[str, str]]


@dataclass(frozen=True)
class ParagraphRow:
    """One paragraph with what it takes from its surroundings."""

    section: str
    number: str
    draft: ParagraphDraft
    html: str
    changes_html: str
    has_changes: bool


@dataclass(frozen=True)
class Filling:
    """A draft made ready to be stored: its sections with their places, its paragraphs with their numbers."""

    placed: Placed
    rows: Sequence[ParagraphRow]


def prepare(
    draft: Draft, area_level: int | None = None, rendered: Rendered | None = None
) -> Filling:
    """All that can be worked out without the database; a large draft takes seconds, so call it in a thread.

    ``area_level`` is the heading level the editor names, see ``place_sections``; ``rendered`` the (html,
    changes_html) of paragraphs that were cleaned before. Raises richtext.TooLong for a paragraph past all
    measure.
    """
    placed = list(zip(draft.sections, place_sections(draft.sections, area_level), strict=True))
    return Filling(placed, list(_paragraph_rows(placed, rendered or {})))


async def fill(version: Version, filling: Filling) -> None:
    """Store it as what the version holds; it holds nothing yet, though its document's earlier versions may."""
    sections = await _store_sections(filling.placed, version)
    await _store_paragraphs(filling.rows, version, sections)


def _paragraph_rows(placed: Placed, rendered: Rendered) -> Iterator[ParagraphRow]:
    """Every paragraph, numbered through its area."""
    counts: dict[str, int] = {}
    for section, place in placed:
        for paragraph in section.paragraphs:
            counts[place.area] = counts.get(place.area, 0) + 1
            number = f"{place.area}.{counts[place.area]}"
            has_changes = any(run.change for run in paragraph.runs)
            html, changes = rendered.get(paragraph) or _rendered(paragraph, has_changes)
            yield ParagraphRow(place.key, number, paragraph, html, changes, has_changes)


def _rendered(paragraph: ParagraphDraft, has_changes: bool) -> tuple[str, str]:
    html = richtext.clean(render_html(paragraph))
    return html, richtext.clean(render_html(paragraph, "changes")) if has_changes else html


async def _store_sections(placed: Placed, version: Version) -> dict[str, int]:
    """The ids of the stored sections by key. A level at a time, because a section needs its parent's id."""
    identities = await new_section_identities(version, [place.key for _, place in placed])
    positions = {place.key: position for position, (_, place) in enumerate(placed)}
    keys = {section.path: place.key for section, place in placed}
    ids: dict[str, int] = {}
    for _, level in groupby(sorted(placed, key=_level), key=_level):
        await Section.bulk_create(
            Section(
                version_id=version.id,
                identity_id=identities[place.key],
                parent_id=ids.get(keys.get(section.path.rpartition("/")[0], "")),
                key=place.key,
                area=place.area,
                path=section.path,
                number=section.number or "",
                title=section.title[:500],
                level=section.level,
                position=positions[place.key],
                change=section.change or "",
            )
            for section, place in level
        )
        ids = dict(await Section.filter(version=version).values_list("key", "id"))
    return ids


def _level(placed: tuple[SectionDraft, SectionPlace]) -> int:
    return placed[0].level


async def new_section_identities(version: Version, keys: Sequence[str]) -> dict[str, int]:
    """A new identity for every key; where an earlier version's section has the key, it says of which version."""
    ours = SectionIdentity.filter(document_id=version.document_id)
    taken = {str(key) for key in await ours.values_list("key", flat=True)}
    named = {key: f"{key}~{version.number}" if key in taken else key for key in keys}
    await SectionIdentity.bulk_create(
        SectionIdentity(document_id=version.document_id, key=key) for key in named.values()
    )
    found = dict(await ours.values_list("key", "id"))
    return {key: found[name] for key, name in named.items()}


async def new_paragraph_identities(document: int, count: int) -> list[int]:
    """So many identities that nobody had before, in order; they are all ours and may be dealt out."""
    ours = ParagraphIdentity.filter(document_id=document).order_by("id")
    before = set(await ours.values_list("id", flat=True))
    await ParagraphIdentity.bulk_create(
        ParagraphIdentity(document_id=document) for _ in range(count)
    )
    made = await ours.values_list("id", flat=True)
    return [int(str(each)) for each in made if each not in before]


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
