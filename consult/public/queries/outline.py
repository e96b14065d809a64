"""The sections of a published version of the draft as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from consult import database
from consult.consultations.consultation import Consultation
from consult.documents.current_version import published_versions, was_consulted
from consult.documents.document import Version
from consult.documents.section import lasting_id
from consult.documents.version_cache import VersionCache

MAX_DEPTH = 3


@dataclass(frozen=True)
class PublicSection:
    """A section of a published version. ``id`` is its identity, the same in every version.

    ``row_id`` is the id of the stored row of this version, for further queries only. ``key`` is its part of an
    address; ``parent`` and ``area`` are keys too: of the section above it (None at the top) and of the area it lies
    in (an area's own). ``change`` is "", "insertion" or "deletion". ``paragraph_count`` counts the paragraphs right
    under its heading.
    """

    row_id: int
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
    def lasting_id(self) -> str:
        """What programs name it by."""
        return lasting_id(self.id)

    @property
    def label(self) -> str:
        """What is printed before the title in a list: the number, or the letter of an area without one."""
        return self.number or (self.key if self.is_area else "")

    @property
    def label_and_title(self) -> str:
        return f"{self.label} {self.title}".strip()

    @property
    def depth(self) -> int:
        """How far it is indented in the contents: by the sections it lies in, at most MAX_DEPTH; 0 for an area."""
        return min(self.key.count("-"), MAX_DEPTH)


@dataclass(frozen=True)
class Outline:
    """The sections of one version in reading order. ``published`` are all published versions, the newest first; a
    version in preparation is in none."""

    consultation: Consultation
    version: Version
    sections: tuple[PublicSection, ...]
    published: tuple[Version, ...] = ()

    @property
    def is_current(self) -> bool:
        """Whether it is of the current version: the newest, the only one that takes comments."""
        return not self.published or self.version.id == self.published[0].id

    @property
    def was_consulted(self) -> bool:
        """Whether its version is or was out for consultation, see ``current_version.was_consulted``."""
        return was_consulted(self.version, self.published, self.consultation)

    @property
    def previous_number(self) -> int | None:
        """The number of the version before this one; None for the first."""
        return previous_number(self.version)

    @cached_property
    def by_key(self) -> dict[str, PublicSection]:
        return {each.key: each for each in self.sections}

    @cached_property
    def by_id(self) -> dict[int, PublicSection]:
        return {each.id: each for each in self.sections}

    @cached_property
    def areas(self) -> tuple[PublicSection, ...]:
        """The areas that have paragraphs, in order: a bare heading above other areas is none of them."""
        keys = {each.area for each in self.sections if each.paragraph_count}
        return tuple(each for each in self.sections if each.is_area and each.key in keys)

    @cached_property
    def paragraph_count(self) -> int:
        """All paragraphs of the version."""
        return sum(each.paragraph_count for each in self.sections)

    def within(self, key: str) -> list[PublicSection]:
        """The section with this key and those below it in the same area, in order."""
        area = self.by_key[key].area
        return [
            each
            for each in self.sections
            if each.area == area and (each.key == key or each.key.startswith(f"{key}-"))
        ]

    def chapters(self, area: str) -> list[PublicSection]:
        """The sections directly below an area."""
        return [each for each in self.sections if each.parent == area and each.area == area]

    def with_ancestors(self, section: PublicSection) -> Iterator[PublicSection]:
        """The section, its parent, and so on to the top."""
        current: PublicSection | None = section
        while current is not None:
            yield current
            current = self.by_key[current.parent] if current.parent else None

    def neighbours(self, area: str) -> tuple[PublicSection | None, PublicSection | None]:
        """(the area before, the area after); None at either end."""
        keys = [each.key for each in self.areas]
        if area not in keys:
            return None, None
        index = keys.index(area)
        before = self.areas[index - 1] if index else None
        after = self.areas[index + 1] if index + 1 < len(keys) else None
        return before, after


def previous_number(version: Version) -> int | None:
    """The number of the version before this one; None for the first. They are numbered without gaps."""
    return version.number - 1 if version.number > 1 else None


async def outline(consultation: Consultation, number: int | None = None) -> Outline | None:
    """The outline of the published version with this number; unset: of the current version.

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
    """The outline of a version that the caller may show. One query; none for a published one that is cached."""
    return Outline(consultation, version, await sections_of(version), published)


async def sections_of(version: Version) -> tuple[PublicSection, ...]:
    """The version's sections in reading order. One query; none for a published version that is cached."""
    return await _cache.of(version)


_SECTIONS = """
    SELECT id, identity_id, key, area, path, parent_id, number, title, level, change,
        (SELECT COUNT(*) FROM paragraph WHERE paragraph.section_id = section.id)
    FROM section WHERE version_id = ? ORDER BY position
"""


async def _read_sections(version: Version) -> tuple[PublicSection, ...]:
    """Rows, not models: a draft has hundreds of sections."""
    rows = await database.rows(_SECTIONS, version.id)
    keys = {row[0]: row[2] for row in rows}
    return tuple(
        PublicSection(row_id, identity, key, area, path, keys.get(parent), *others)
        for row_id, identity, key, area, path, parent, *others in rows
    )


_cache = VersionCache(_read_sections)
