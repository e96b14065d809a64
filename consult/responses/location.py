"""Locations: where a remark stood in the version it was written on, and where that is in the current version.

Reads only. The words in which a location is described are the templates' and the memo's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from tortoise.queryset import QuerySet

from consult.database import among
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph, anchor_of
from consult.documents.section import Section
from consult.lineage import same_text
from consult.responses.attribution import Attribution
from consult.responses.remark import Remark


class Fate(StrEnum):
    """What became of a location: still there, merged into another paragraph, or gone from the text."""

    THERE = "there"
    MERGED = "merged"
    GONE = "gone"


@dataclass(frozen=True)
class Location:
    """A place in one version, ``version`` its number.

    ``area`` is the key of the area it is read in. ``key``, ``printed`` (the printed number, or "") and ``title``
    are its section's. ``paragraph`` (an identity), ``number`` and ``text`` are a paragraph's; None and "" for a
    heading.
    """

    version: int
    area: str
    key: str
    printed: str
    title: str
    paragraph: int | None = None
    number: str = ""
    text: str = ""

    @property
    def words(self) -> str:
        """How it is cited: "5.12 Situationen i byen", or "5 Socialområdet"."""
        return f"{self.number or self.printed} {self.title}".strip()

    @property
    def anchor(self) -> str:
        """Its id on the page of its area; "" for an area itself."""
        if self.number:
            return anchor_of(self.number)
        return "" if self.key == self.area else f"s-{self.key}"


@dataclass(frozen=True)
class RemarkLocation:
    """Where one remark was written and where that is now.

    ``original`` is None for a remark on the whole draft, which stays there. ``current`` is the location in the
    current version; of what is gone the attributed section, None where that is gone too. ``is_earlier``: written
    on an earlier version than the current one, whose number is ``current_version``.
    """

    original: Location | None
    current: Location | None
    fate: Fate
    is_earlier: bool
    current_version: int

    @property
    def has_changed(self) -> bool:
        """Whether what it was written on does not stand in the text as it was."""
        return self.fate is not Fate.THERE or self.is_reworded

    @property
    def is_as_it_was(self) -> bool:
        """Whether it stands under the same number and heading, with the same words."""
        same = self.original and self.current and self.original.words == self.current.words
        return bool(same) and not self.has_changed

    @property
    def is_reworded(self) -> bool:
        """Whether its paragraph has other words now."""
        if self.fate is not Fate.THERE or self.original is None or self.current is None:
            return False
        return not same_text(self.original.text, self.current.text)


ON_THE_WHOLE = RemarkLocation(None, None, Fate.THERE, is_earlier=False, current_version=0)


class StoredAnchor(NamedTuple):
    """A remark's anchor as its columns store it: the id of a version, and of identities."""

    version: int
    section: int | None
    paragraph: int | None

    @classmethod
    def of(cls, remark: Remark) -> StoredAnchor:
        return cls(remark.version_id, remark.section_id, remark.paragraph_id)


@dataclass(frozen=True)
class LocationIndex:
    """What it takes to locate anchors without another query.

    ``numbers``: version id → number. ``sections`` and ``paragraphs`` are keyed by (version id, identity); a
    paragraph is (number, text).
    """

    attribution: Attribution
    numbers: Mapping[int, int]
    sections: Mapping[tuple[int, int], Section]
    paragraphs: Mapping[tuple[int, int], tuple[str, str]]

    def of(self, anchor: StoredAnchor) -> RemarkLocation:
        """The original and the current location of an anchor."""
        version = self.attribution.succession.version
        original = self._location(anchor.version, anchor.section, anchor.paragraph)
        if original is None or anchor.version == version.id:
            is_earlier = anchor.version != version.id
            return RemarkLocation(original, original, Fate.THERE, is_earlier, version.number)
        fate, paragraph = self._fate(anchor.section, anchor.paragraph)
        section = self.attribution.current_section(anchor.section, anchor.paragraph)
        current = self._location(version.id, section, paragraph)
        return RemarkLocation(original, current, fate, True, version.number)

    def _fate(self, section: int | None, paragraph: int | None) -> tuple[Fate, int | None]:
        """What became of it, and the paragraph (an identity) that holds its words now, if any."""
        if self.attribution.is_gone(section, paragraph):
            return Fate.GONE, None
        successor = self.attribution.succession.paragraph(paragraph) if paragraph else None
        return (Fate.THERE if successor == paragraph else Fate.MERGED), successor

    def _location(
        self, version: int, section: int | None, paragraph: int | None
    ) -> Location | None:
        stored = self.sections.get((version, section or 0))
        if stored is None:
            return None
        location = Location(
            self.numbers[version], stored.area, stored.key, stored.number, stored.title
        )
        row = self.paragraphs.get((version, paragraph or 0))
        if row is None:
            return location
        return replace(location, paragraph=paragraph, number=row[0], text=row[1])


async def remark_locations(
    attribution: Attribution | None, remarks: Collection[Remark]
) -> dict[int, RemarkLocation]:
    """The locations of some remarks by remark id, none where ``attribution`` is None: before a version is published. At
    most three queries, none for no remarks."""
    if attribution is None or not remarks:
        return {}
    index = await location_index(attribution, {StoredAnchor.of(remark) for remark in remarks})
    return {remark.id: index.of(StoredAnchor.of(remark)) for remark in remarks}


async def location_index(
    attribution: Attribution, anchors: Collection[StoredAnchor]
) -> LocationIndex:
    """The index for these anchors; at most three queries, none where all are on the whole."""
    succession = attribution.succession
    sections = {each.section for each in anchors}
    sections |= {attribution.current_section(each.section, each.paragraph) for each in anchors}
    if not any(sections):
        return LocationIndex(attribution, {}, {}, {})
    paragraphs = {each.paragraph for each in anchors if each.paragraph}
    successors = {succession.paragraph(each) for each in paragraphs}
    return await _read(
        attribution,
        {each.version for each in anchors} | {succession.version.id},
        Section.filter(identity_id__in=among(each for each in sections if each)),
        Paragraph.filter(identity_id__in=among(each for each in paragraphs | successors if each)),
    )


async def full_location_index(attribution: Attribution) -> LocationIndex:
    """The index for every anchor there can be: outline and words of every version, in three queries."""
    current = attribution.succession.version
    versions = Version.filter(document_id=current.document_id, number__lte=current.number)
    ids = {int(str(key)) for key in await versions.values_list("id", flat=True)}
    return await _read(attribution, ids, Section.all(), Paragraph.all())


async def _read(
    attribution: Attribution,
    version_ids: Collection[int],
    sections: QuerySet[Section],
    paragraphs: QuerySet[Paragraph],
) -> LocationIndex:
    current = attribution.succession.version
    numbers = {current.id: current.number}
    if set(version_ids) != {current.id}:
        versions = Version.filter(id__in=list(version_ids))
        numbers = dict(await versions.values_list("id", "number"))
    columns = ("version_id", "identity_id", "number", "text")
    section_rows = await sections.filter(version_id__in=list(version_ids))
    paragraph_rows = paragraphs.filter(version_id__in=list(version_ids)).values_list(*columns)
    return LocationIndex(
        attribution,
        numbers,
        {(each.version_id, each.identity_id): each for each in section_rows},
        {(version, id): (number, text) for version, id, number, text in await paragraph_rows},
    )
