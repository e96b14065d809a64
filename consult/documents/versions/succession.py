"""What is in a version no more, and where it went: how remarks, addresses and counts follow a text through
its versions without a single one of them being written to.

Works on identities: "paragraph" and "section" are those of ParagraphIdentity and SectionIdentity.
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

Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class PastParagraph:
    """A paragraph that is there no more, as it stood last: in version number ``version``, in a ``section``.

    ``heir`` is the paragraph its words went into, None when they are gone.
    """

    heir: int | None
    version: int
    version_id: int
    section: int
    number: str


@dataclass(frozen=True, slots=True)
class PastSection:
    """A section that is there no more, as it stood last. ``within`` is the nearest section above it that is
    there still, None when there is none."""

    within: int | None
    version: int
    version_id: int
    key: str


@dataclass(frozen=True)
class Succession:
    """What earlier versions had and ``version`` has not. A first version has nothing of the kind."""

    version: Version
    paragraphs: Mapping[int, PastParagraph]
    sections: Mapping[int, PastSection]

    def paragraph(self, identity: int) -> int | None:
        """The paragraph that goes on for one of this or an earlier version; None when it is gone."""
        past = self.paragraphs.get(identity)
        return past.heir if past else identity

    def section(self, identity: int) -> int | None:
        """The section, or the nearest one above that is there still; None when nothing of it is left."""
        past = self.sections.get(identity)
        return past.within if past else identity

    def section_of_gone(self, paragraph: int) -> int | None:
        """Where a paragraph that is gone belongs: the section it stood in last, or the nearest above that is
        there still; None leaves only the whole."""
        return self.section(self.paragraphs[paragraph].section)

    @cached_property
    def merged(self) -> Mapping[int, tuple[int, ...]]:
        """Paragraph of the version → the earlier ones whose words went into it."""
        pasts = self.paragraphs.items()
        return _gathered((past.heir, each) for each, past in pasts if past.heir is not None)

    @cached_property
    def gone(self) -> Mapping[int | None, tuple[int, ...]]:
        """Section of the version (None: the whole) → the gone paragraphs that belong there."""
        pasts = self.paragraphs.items()
        return _gathered(
            (self.section_of_gone(each), each) for each, past in pasts if past.heir is None
        )

    @cached_property
    def gone_sections(self) -> Mapping[int | None, tuple[int, ...]]:
        """Section of the version (None: the whole) → the sections that belong there now."""
        return _gathered((past.within, each) for each, past in self.sections.items())


def _gathered(pairs: Iterable[tuple[Place, int]]) -> dict[Place, tuple[int, ...]]:
    found: defaultdict[Place, list[int]] = defaultdict(list)
    for place, identity in pairs:
        found[place].append(identity)
    return {place: tuple(identities) for place, identities in found.items()}


async def succession(version: Version) -> Succession:
    """What became of all that earlier versions had; at most three queries, none for a first version.

    Of a version in preparation this is true once its lineage is approved.
    """
    if version.number == 1:
        return Succession(version, {}, {})
    return await _cache.of(version)


async def _work_out(version: Version) -> Succession:
    return Succession(version, await _past_paragraphs(version), await _past_sections(version))


# Every reading page asks for it.
_cache = VersionCache(_work_out)


async def _past_paragraphs(version: Version) -> dict[int, PastParagraph]:
    rows = (
        await Paragraph.filter(
            version__document_id=version.document_id, version__number__lt=version.number
        )
        .exclude(identity_id__in=_present(version))
        .order_by("version__number")
        .values_list(
            "identity_id", "version__number", "version_id", "section__identity_id", "number"
        )
    )
    # Of several rows the last one counts.
    stood = {
        identity: (number, at, section, cited) for identity, number, at, section, cited in rows
    }
    heirs = await _heirs(version) if stood else {}

    def heir(identity: int) -> int | None:
        """Through every version since: each is followed from the last one it stood in."""
        here: int | None = identity
        while here is not None and here in stood:
            here = heirs.get((stood[here][1], here))
        return here

    return {identity: PastParagraph(heir(identity), *last) for identity, last in stood.items()}


async def _heirs(version: Version) -> dict[tuple[int, int], int]:
    """(the version followed, paragraph) → the paragraph its words went into; of several parts the first."""
    links = (
        LineageLink.filter(
            lineage__version__document_id=version.document_id,
            lineage__version__number__lte=version.number,
            lineage__approved_at__isnull=False,
        )
        .exclude(old_id__in=_present(version))
        .order_by("-new__position")
    )
    columns = ("lineage__follows_id", "old_id", "new__identity_id")
    return {(follows, old): new for follows, old, new in await links.values_list(*columns)}


def _present(version: Version) -> Subquery:
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
    stood = {identity: (parent, (number, at, key)) for identity, parent, number, at, key in rows}

    def within(identity: int) -> int | None:
        here: int | None = identity
        while here in stood:
            here = stood[here][0]
        return here

    return {identity: PastSection(within(identity), *last) for identity, (_, last) in stood.items()}
