"""To which part of the heard text a remark belongs, whatever version it was written on: remarks follow their
paragraph, and where that is gone, its section. Nothing is ever written to a remark for it.

Speaks of sections and paragraphs by their identities. A remark's *home* is the section that decides whose it is:
the one its paragraph stands in, or stood in last; that one may be gone too. Shows nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tortoise.expressions import Q

from consult import database
from consult.database import among
from consult.documents.document import Version
from consult.documents.frozen import Remembered
from consult.documents.paragraph import Paragraph
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
class Belonging:
    """``homes``: paragraph → the section its remarks belong to, for each whose remarks may have been written in
    another one: moved, merged into another, or gone. All others belong where they were written."""

    succession: Succession
    homes: Mapping[int, int]

    def home(self, section: int | None, paragraph: int | None) -> int | None:
        """The section that a remark with this anchor belongs to; None is the whole."""
        return self.homes.get(paragraph, section) if paragraph else section

    def with_gone(self, sections: Collection[int]) -> list[int]:
        """Sections of the version with those that lay below them and are there no more."""
        below = self.succession.gone_sections
        return [home for each in sections for home in (each, *below.get(each, ()))]

    def inside(self, homes: Collection[int]) -> Q:
        """Remarks that belong to one of these sections."""
        stayed = Q(section_id__in=among(homes)) & self._stayed
        return stayed | Q(paragraph_id__in=among(self._arrived(homes))) if self.homes else stayed

    def outside(self, homes: Collection[int]) -> Q:
        """All others: the very complement, what is on the whole among it."""
        elsewhere = Q(section_id=None) | ~Q(section_id__in=among(homes))
        if not self.homes:
            return elsewhere
        arrived = set(self._arrived(homes))
        others = [paragraph for paragraph in self.homes if paragraph not in arrived]
        return (elsewhere & self._stayed) | Q(paragraph_id__in=among(others))

    def on_paragraph(self, paragraph: int) -> Q:
        """Remarks on a paragraph of the version, and on those whose words went into it."""
        return Q(paragraph_id__in=among([paragraph, *self.succession.merged.get(paragraph, ())]))

    @property
    def on_no_paragraph(self) -> Q:
        """Remarks on a heading that is there, or on the whole."""
        gone = Q(section_id__in=among(self.succession.sections))
        return Q(paragraph_id=None) & (Q(section_id=None) | ~gone)

    @property
    def on_what_is_gone(self) -> Q:
        """Remarks on a paragraph or a heading that is in the text no more, and merged into no other."""
        gone = [paragraph for each in self.succession.gone.values() for paragraph in each]
        headings = Q(paragraph_id=None) & Q(section_id__in=among(self.succession.sections))
        return headings | Q(paragraph_id__in=among(gone))

    def is_gone(self, section: int | None, paragraph: int | None) -> bool:
        """Whether what a remark with this anchor is on has left the text; ``on_what_is_gone`` finds the same."""
        if paragraph:
            return self.succession.paragraph(paragraph) is None
        return section in self.succession.sections

    @property
    def _stayed(self) -> Q:
        if not self.homes:
            return Q()
        return Q(paragraph_id=None) | ~Q(paragraph_id__in=among(self.homes))

    def _arrived(self, homes: Collection[int]) -> list[int]:
        wanted = set(homes)
        return [paragraph for paragraph, home in self.homes.items() if home in wanted]


async def belonging(version: Version) -> Belonging:
    """Where everything written on this or an earlier version belongs; at most five queries, none for a first version
    or a published one that is remembered."""
    if version.number == 1:
        return Belonging(await succession(version), {})
    return await _remembered.of(version)


async def _work_out(version: Version) -> Belonging:
    past = await succession(version)
    sections = await _sections_of(version, list(past.merged))
    homes = await _moved(version)
    for paragraph, was in past.paragraphs.items():
        homes[paragraph] = was.section if was.heir is None else sections[was.heir]
    return Belonging(past, homes)


# Every page of a committee and of the queue asks for it.
_remembered = Remembered(_work_out)


async def _moved(version: Version) -> dict[int, int]:
    moved = await database.rows(_MOVED, version.id, version.number)
    return {int(paragraph): int(section) for paragraph, section in moved}


async def _sections_of(version: Version, paragraphs: Collection[int]) -> dict[int, int]:
    rows = Paragraph.filter(version_id=version.id, identity_id__in=among(paragraphs))
    return dict(await rows.values_list("identity_id", "section__identity_id"))
