"""The sections of the published draft as a tree, and the committees that answer for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from consult import database
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.current_version import published_versions, was_consulted
from consult.documents.document import Version
from consult.documents.ownership import Ownership, reaching
from consult.documents.version_cache import VersionCache


@dataclass(frozen=True)
class PublicSection:
    """A section of the published version. ``id`` is its identity's; ``parent`` a key or None.

    ``area`` is the key of the area it lies in; an area's own is its key. ``change`` is "", "insertion" or
    "deletion". ``paragraph_count`` counts those right under its heading. ``row`` is the id of the stored row,
    for further queries alone.
    """

    row: int
    id: int
    key: str
    area: str
    path: str
    parent: str | None
    number: str
    title: str
    level: int
    change: str
    paragraph_count: int

    @property
    def is_area(self) -> bool:
        return self.key == self.area

    @property
    def label(self) -> str:
        """What stands before the title in a list: the printed number, or the letter of an area."""
        return self.number or (self.key if self.is_area else "")


@dataclass(frozen=True)
class SectionFacts:
    """Counts of one section with all that lies below it in its area; of remarks the published ones.

    ``own_paragraph_count`` counts those right under its heading alone.
    """

    paragraph_count: int
    remark_count: int
    own_paragraph_count: int


@dataclass(frozen=True)
class Outline:
    """The sections of one version in reading order. ``published`` are all the published versions, the newest
    first; a version in preparation is in none."""

    consultation: Consultation
    version: Version
    sections: tuple[PublicSection, ...]
    published: tuple[Version, ...] = ()

    @property
    def is_heard(self) -> bool:
        """Whether it is the newest, the one that is answered."""
        return not self.published or self.version.id == self.published[0].id

    @property
    def was_consulted(self) -> bool:
        """Whether one can answer to it, or could once; see current_version.py."""
        return was_consulted(self.version, self.published, self.consultation)

    @cached_property
    def by_key(self) -> dict[str, PublicSection]:
        return {each.key: each for each in self.sections}

    @cached_property
    def by_id(self) -> dict[int, PublicSection]:
        return {each.id: each for each in self.sections}

    @cached_property
    def areas(self) -> tuple[PublicSection, ...]:
        """The areas that have something to read, in order: a bare heading over other areas has not."""
        read = {each.area for each in self.sections if each.paragraph_count}
        return tuple(each for each in self.sections if each.is_area and each.key in read)

    @cached_property
    def paragraph_count(self) -> int:
        """Of all of the text."""
        return sum(each.paragraph_count for each in self.sections)

    def within(self, key: str) -> list[PublicSection]:
        """The section and what lies below it in the same area, in order."""
        area = self.by_key[key].area
        return [
            each
            for each in self.sections
            if each.area == area and (each.key == key or each.key.startswith(f"{key}-"))
        ]

    def chapters(self, area: str) -> list[PublicSection]:
        """The sections directly below an area."""
        return [each for each in self.sections if each.parent == area and each.area == area]

    def upwards(self, section: PublicSection) -> Iterator[PublicSection]:
        """The section, its parent, and so on to the top."""
        here: PublicSection | None = section
        while here is not None:
            yield here
            here = self.by_key[here.parent] if here.parent else None

    def neighbours(self, area: str) -> tuple[PublicSection | None, PublicSection | None]:
        """The areas before and after."""
        keys = [each.key for each in self.areas]
        if area not in keys:
            return None, None
        place = keys.index(area)
        before = self.areas[place - 1] if place else None
        after = self.areas[place + 1] if place + 1 < len(keys) else None
        return before, after


async def outline(consultation: Consultation, number: int | None = None) -> Outline | None:
    """The outline of the published version with this number, unset: of the newest, which is heard.

    None while there is none. Two queries at most.
    """
    published = await published_versions(consultation.id)
    for version in published:
        if number in (None, version.number):
            return await outline_of_version(consultation, version, published=tuple(published))
    return None


async def outline_of_version(
    consultation: Consultation, version: Version, *, published: tuple[Version, ...] = ()
) -> Outline:
    """The outline of a version that the caller may show; one query, none for a published one that is remembered."""
    return Outline(consultation, version, await sections_of(version), published)


async def sections_of(version: Version) -> tuple[PublicSection, ...]:
    """Its sections in reading order; one query, none for a published version that is remembered."""
    return await _cache.of(version)


_SECTIONS = """
    SELECT id, identity_id, key, area, path, parent_id, number, title, level, change,
        (SELECT COUNT(*) FROM paragraph WHERE paragraph.section_id = section.id)
    FROM section WHERE version_id = ? ORDER BY position
"""


async def _sections(version: Version) -> tuple[PublicSection, ...]:
    """Rows, not models: a draft has hundreds of sections."""
    rows = await database.rows(_SECTIONS, version.id)
    keys = {row[0]: row[2] for row in rows}
    return tuple(
        PublicSection(stored, identity, key, area, path, keys.get(parent), *others)
        for stored, identity, key, area, path, parent, *others in rows
    )


_cache = VersionCache(_sections)


async def owners(
    of: Outline, sections: Iterable[PublicSection] | None = None
) -> dict[str, list[Committee]]:
    """The committees of each section by key, its own and its ancestors', the leading ones first.

    One query, whatever number of sections; unset means all of them.
    """
    rows = Ownership.filter(section__document_id=of.version.document_id)
    above = {each.id: of.by_key[each.parent].id if each.parent else None for each in of.sections}
    found = reaching(above, await rows.order_by("-is_lead", "id").select_related("committee"))
    return {
        section.key: _leading_first(found[section.id])
        for section in (of.sections if sections is None else sections)
    }


def _leading_first(found: Iterable[Ownership]) -> list[Committee]:
    """Each committee once: those of the section itself before those of the whole it lies in."""
    ordered = sorted(found, key=lambda each: not each.is_lead)
    return list({each.committee_id: each.committee for each in ordered}.values())
