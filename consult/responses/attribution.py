"""Attribution: in which section of the current version a remark is counted and answered.

A remark follows its paragraph through the versions; where that is gone, its section. Nothing is written to a remark
for it. Sections and paragraphs are named by their identities. Holds no words and renders nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tortoise.expressions import Q

from consult import database
from consult.database import among
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.version_cache import VersionCache
from consult.documents.versions.succession import Succession, succession

# Paragraphs of a version that stood in another section before, with the section they stand in. Tortoise cannot
# join a table to itself.
_MOVED = """
    SELECT DISTINCT now.identity_id AS paragraph, here.identity_id AS section
    FROM paragraph AS now
    JOIN section AS here ON here.id = now.section_id
    JOIN paragraph AS past ON past.identity_id = now.identity_id
    JOIN section AS there ON there.id = past.section_id
    JOIN version ON version.id = past.version_id
    WHERE now.version_id = ? AND version.number < ? AND there.identity_id <> here.identity_id
"""


@dataclass(frozen=True)
class Attribution:
    """``sections``: paragraph → attributed section, for each paragraph whose remarks may have been written in another
    section: moved, merged into another, or gone. All other remarks are attributed to the section they were written
    in. An attributed section may be gone from the text itself.
    """

    succession: Succession
    sections: Mapping[int, int]

    def section(self, section: int | None, paragraph: int | None) -> int | None:
        """The attributed section of a remark with this anchor; None is the whole draft."""
        return self.sections.get(paragraph, section) if paragraph else section

    def current_section(self, section: int | None, paragraph: int | None) -> int | None:
        """The section of the current version that stands for the attributed one: itself, or the nearest one above it
        that is still there; None for the whole draft, or where nothing is left."""
        attributed = self.section(section, paragraph)
        return self.succession.section(attributed) if attributed else None

    def with_gone(self, sections: Collection[int]) -> list[int]:
        """Sections of the current version, with those that lay below them and are gone."""
        below = self.succession.gone_sections
        return [one for each in sections for one in (each, *below.get(each, ()))]

    def inside(self, sections: Collection[int]) -> Q:
        """Remarks attributed to one of these sections."""
        stayed = Q(section_id__in=among(sections)) & self._stayed
        if not self.sections:
            return stayed
        return stayed | Q(paragraph_id__in=among(self._arrived(sections)))

    def outside(self, sections: Collection[int]) -> Q:
        """The exact complement of ``inside``; remarks on the whole draft are in it."""
        elsewhere = Q(section_id=None) | ~Q(section_id__in=among(sections))
        if not self.sections:
            return elsewhere
        arrived = set(self._arrived(sections))
        others = [paragraph for paragraph in self.sections if paragraph not in arrived]
        return (elsewhere & self._stayed) | Q(paragraph_id__in=among(others))

    def on_paragraph(self, paragraph: int) -> Q:
        """Remarks on a paragraph of the version, and on those that were merged into it."""
        return Q(paragraph_id__in=among([paragraph, *self.succession.merged.get(paragraph, ())]))

    @property
    def on_no_paragraph(self) -> Q:
        """Remarks on a heading of the version, or on the whole draft."""
        gone = Q(section_id__in=among(self.succession.sections))
        return Q(paragraph_id=None) & (Q(section_id=None) | ~gone)

    @property
    def on_what_is_gone(self) -> Q:
        """Remarks on a paragraph or heading that has left the text and was merged into no other."""
        gone = [paragraph for each in self.succession.gone.values() for paragraph in each]
        headings = Q(paragraph_id=None) & Q(section_id__in=among(self.succession.sections))
        return headings | Q(paragraph_id__in=among(gone))

    def is_gone(self, section: int | None, paragraph: int | None) -> bool:
        """Whether the target of this anchor has left the text; agrees with ``on_what_is_gone``."""
        if paragraph:
            return self.succession.paragraph(paragraph) is None
        return section in self.succession.sections

    @property
    def _stayed(self) -> Q:
        if not self.sections:
            return Q()
        return Q(paragraph_id=None) | ~Q(paragraph_id__in=among(self.sections))

    def _arrived(self, sections: Collection[int]) -> list[int]:
        wanted = set(sections)
        return [paragraph for paragraph, section in self.sections.items() if section in wanted]


async def attribution_of(version: Version) -> Attribution:
    """The attribution of everything written on this or an earlier version; at most five queries, none for a first
    version or a published one that is cached."""
    if version.number == 1:
        return Attribution(await succession(version), {})
    return await _cache.of(version)


async def _load(version: Version) -> Attribution:
    past = await succession(version)
    merged_into = await _sections_of(version, list(past.merged))
    sections = await _moved(version)
    for paragraph, was in past.paragraphs.items():
        sections[paragraph] = was.section if was.heir is None else merged_into[was.heir]
    return Attribution(past, sections)


# Every page of a committee and of the queue asks for it.
_cache = VersionCache(_load)


async def _moved(version: Version) -> dict[int, int]:
    moved = await database.rows(_MOVED, version.id, version.number)
    return {int(paragraph): int(section) for paragraph, section in moved}


async def _sections_of(version: Version, paragraphs: Collection[int]) -> dict[int, int]:
    rows = Paragraph.filter(version_id=version.id, identity_id__in=among(paragraphs))
    return dict(await rows.values_list("identity_id", "section__identity_id"))
