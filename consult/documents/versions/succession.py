"""The succession of a version: what earlier versions had and it has not, and what became of that.

Remarks, addresses and counts follow a text through its versions by this, without any of them being written to. Works
on identities: "paragraph" and "section" are ids of ParagraphIdentity and SectionIdentity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from tortoise.expressions import Subquery

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.version_cache import VersionCache
from consult.documents.versions.stored_lineage import LineageLink

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class PastParagraph:
    """A paragraph that the version has not: the number and id of the last version that had it, with its ``section``
    (an identity) and ``number`` there. ``heir`` is the paragraph its words went into, None where they were removed."""

    heir: int | None
    version: int
    version_id: int
    section: int
    number: str


@dataclass(frozen=True, slots=True)
class PastSection:
    """A section that the version has not: the number and id of the last version that had it, with its ``key`` there.
    ``within`` is the nearest section above it that the version has, None for none."""

    within: int | None
    version: int
    version_id: int
    key: str


@dataclass(frozen=True)
class Succession:
    """The paragraphs and sections that earlier versions had and ``version`` has not, by identity; empty for a first
    version."""

    version: Version
    paragraphs: Mapping[int, PastParagraph]
    sections: Mapping[int, PastSection]

    def paragraph(self, identity: int) -> int | None:
        """The version's paragraph for one of this or an earlier version; None where it was removed."""
        past = self.paragraphs.get(identity)
        return past.heir if past else identity

    def section(self, identity: int) -> int | None:
        """The same section, else the nearest above it that the version has; None for none."""
        past = self.sections.get(identity)
        return past.within if past else identity

    def section_of_gone(self, paragraph: int) -> int | None:
        """The version's section for a removed paragraph: its last one, else the nearest above; None for none."""
        return self.section(self.paragraphs[paragraph].section)

    @cached_property
    def merged(self) -> Mapping[int, tuple[int, ...]]:
        """Paragraph of the version → the earlier paragraphs whose words went into it."""
        pasts = self.paragraphs.items()
        return _grouped((past.heir, each) for each, past in pasts if past.heir is not None)

    @cached_property
    def gone(self) -> Mapping[int | None, tuple[int, ...]]:
        """Section of the version (None: none is left) → the removed paragraphs that belong there."""
        pasts = self.paragraphs.items()
        return _grouped(
            (self.section_of_gone(each), each) for each, past in pasts if past.heir is None
        )

    @cached_property
    def gone_sections(self) -> Mapping[int | None, tuple[int, ...]]:
        """Section of the version (None: none is left) → the removed sections that belong there."""
        return _grouped((past.within, each) for each, past in self.sections.items())


def _grouped(pairs: Iterable[tuple[Key, int]]) -> dict[Key, tuple[int, ...]]:
    groups: defaultdict[Key, list[int]] = defaultdict(list)
    for key, identity in pairs:
        groups[key].append(identity)
    return {key: tuple(identities) for key, identities in groups.items()}


async def succession(version: Version) -> Succession:
    """What became of everything that earlier versions had. At most three queries, none for a first version and for a
    published one that is cached.

    For a version in preparation it holds once its lineage is approved.
    """
    if version.number == 1:
        return Succession(version, {}, {})
    return await _cache.of(version)


async def _load(version: Version) -> Succession:
    return Succession(version, await _past_paragraphs(version), await _past_sections(version))


# Every reading page asks for it.
_cache = VersionCache(_load)


async def _past_paragraphs(version: Version) -> dict[int, PastParagraph]:
    rows = (
        await Paragraph.filter(
            version__document_id=version.document_id, version__number__lt=version.number
        )
        .exclude(identity_id__in=_identities_of(version))
        .order_by("version__number")
        .values_list(
            "identity_id", "version__number", "version_id", "section__identity_id", "number"
        )
    )
    # The last of several rows counts.
    last = {
        identity: (number, version_id, section, cited)
        for identity, number, version_id, section, cited in rows
    }
    links = await _links_by_version(version) if last else {}

    def successor(identity: int) -> int | None:
        """Through every version since: the links from the last version that had a paragraph count."""
        current: int | None = identity
        while current is not None and current in last:
            current = links.get((last[current][1], current))
        return current

    return {identity: PastParagraph(successor(identity), *row) for identity, row in last.items()}


async def _links_by_version(version: Version) -> dict[tuple[int, int], int]:
    """(the id of the followed version, paragraph) → the paragraph its words went into, of a split the first part."""
    links = (
        LineageLink.filter(
            lineage__version__document_id=version.document_id,
            lineage__version__number__lte=version.number,
            lineage__approved_at__isnull=False,
        )
        .exclude(old_id__in=_identities_of(version))
        .order_by("-new__position")
    )
    columns = ("lineage__follows_id", "old_id", "new__identity_id")
    return {(follows, old): new for follows, old, new in await links.values_list(*columns)}


def _identities_of(version: Version) -> Subquery:
    return Subquery(Paragraph.filter(version_id=version.id).values("identity_id"))


async def _past_sections(version: Version) -> dict[int, PastSection]:
    present = Subquery(Section.filter(version_id=version.id).values("identity_id"))
    rows = (
        await Section.filter(
            version__document_id=version.document_id, version__number__lt=version.number
        )
        .exclude(identity_id__in=present)
        .order_by("version__number")
        .values_list("identity_id", "parent__identity_id", "version__number", "version_id", "key")
    )
    last = {
        identity: (parent, (number, version_id, key))
        for identity, parent, number, version_id, key in rows
    }

    def nearest_above(identity: int) -> int | None:
        current: int | None = identity
        while current in last:
            current = last[current][0]
        return current

    return {
        identity: PastSection(nearest_above(identity), *row) for identity, (_, row) in last.items()
    }
