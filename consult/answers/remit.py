"""Remits: which sections a committee answers for, and so which remarks.

Sections and paragraphs are named by their identities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.current_version import current_version
from consult.documents.document import DocumentKind, Version
from consult.documents.ownership import Ownership, reaching
from consult.documents.section import Section
from consult.documents.versions.succession import Succession
from consult.responses.attribution import Attribution, attribution_of
from consult.responses.remark import Remark, Standing


class NotInRemit(Exception):
    """A remark, a section or a point that is not the committee's to answer."""


@dataclass(frozen=True)
class RemitOutline:
    """The current version and who answers for each section.

    ``sections`` are in reading order. ``former_sections`` are those that the text does not have any more, as they stood
    last: what was written on them is still to be answered. ``owners`` are the ids of the committees that own a section
    or one above it, for both kinds. ``leads`` are the committees that lead. ``version`` and ``attribution`` are None
    while no version is published.
    """

    version: Version | None
    sections: tuple[Section, ...]
    former_sections: Mapping[int, Section]
    owners: Mapping[int, frozenset[int]]
    leads: frozenset[int]
    attribution: Attribution | None

    @property
    def owned(self) -> list[int]:
        """The sections that somebody owns."""
        return [section for section, owners in self.owners.items() if owners]

    def owners_of(self, section: int | None) -> frozenset[int]:
        """Ids of the committees that answer for a section; the lead for what nobody owns, and for the whole (None)."""
        return (self.owners.get(section) if section else None) or self.leads

    def section(self, identity: int | None) -> Section | None:
        """The section as it stands, or as it stood last; None for the whole."""
        current = next((each for each in self.sections if each.identity_id == identity), None)
        return current or self.former_sections.get(identity or 0)

    def current_section(self, identity: int | None) -> int | None:
        """The section, or of a former one the nearest section above it that is in the text; None for the whole."""
        past = self.attribution.succession if self.attribution else None
        return past.section(identity) if past and identity else identity

    def last_version_of(self, identity: int | None) -> int | None:
        """The number of the last version that had a former section; None for one that is in the text."""
        past = self.attribution.succession.sections.get(identity or 0) if self.attribution else None
        return past.version if past else None


@dataclass(frozen=True)
class Remit:
    """What one committee answers for in one consultation: ``sections`` of the current version, in reading order.

    The lead committee also answers for the whole, and for sections that no committee owns: every remark is in the remit
    of one at least.
    """

    consultation: Consultation
    committee: Committee
    sections: tuple[Section, ...]
    is_lead: bool
    outline: RemitOutline

    @property
    def has_part(self) -> bool:
        """Whether the committee answers for anything."""
        return self.is_lead or bool(self.attributed_sections)

    @cached_property
    def attributed_sections(self) -> list[int]:
        """The sections whose remarks are the committee's, current and former ones."""
        committee = self.committee.id
        return [section for section, owners in self.outline.owners.items() if committee in owners]

    @cached_property
    def counted_sections(self) -> dict[int, int]:
        """Attributed section → the section of the remit it is counted on: itself, or of a former one the nearest above
        it that is in the text. Where there is none it is missing: it is counted on no section."""
        own = {section.identity_id for section in self.sections}
        current = {each: self.outline.current_section(each) for each in self.attributed_sections}
        return {each: section for each, section in current.items() if section in own}

    @property
    def counts_on_no_section(self) -> bool:
        """Whether anything of the remit is counted on no section."""
        return self.is_lead or len(self.counted_sections) < len(self.attributed_sections)

    def counted_section(self, section: int | None, paragraph: int | None) -> int | None:
        """The section of the remit that a remark with this anchor is counted on; None for no section."""
        past = self.outline.attribution
        attributed = past.section(section, paragraph) if past else section
        return self.counted_sections.get(attributed or 0)

    @property
    def on_no_section(self) -> Q:
        """Remarks that are counted on no section of the remit: on the whole, or on what is gone with all above it."""
        return self._outside(list(self.counted_sections))

    def on_section(self, identity: int) -> Q:
        """Remarks that are counted on this section of the remit."""
        return self._inside([each for each, on in self.counted_sections.items() if on == identity])

    @property
    def own(self) -> Q:
        """Remarks that are the committee's to answer."""
        inside = self._inside(self.attributed_sections)
        return inside | self._outside(self.outline.owned) if self.is_lead else inside

    def remarks(self) -> QuerySet[Remark]:
        """Every remark with standing that is the committee's to answer, published or not."""
        return self.all_remarks().filter(self.own)

    def all_remarks(self) -> QuerySet[Remark]:
        """Every remark with standing of the consultation, whoever answers it."""
        return Remark.filter(consultation_id=self.consultation.id, standing=Standing.RECEIVED)

    def owns(self, section: int | None) -> bool:
        """Whether the committee answers for this section, or for the whole (None)."""
        return self.committee.id in self.outline.owners_of(section)

    def _inside(self, sections: list[int]) -> Q:
        past = self.outline.attribution
        return past.inside(sections) if past else Q(section_id__in=sections)

    def _outside(self, sections: list[int]) -> Q:
        past = self.outline.attribution
        return past.outside(sections) if past else Q()


async def find_remit(consultation: str, committee: str) -> Remit | None:
    """The remit that these slugs name; None where there is no such, or the committee answers for nothing in it. At most
    six queries beside what is cached."""
    stored = await Consultation.get_or_none(slug=consultation)
    answering = await Committee.get_or_none(slug=committee)
    remit = await remit_of(stored, answering) if stored and answering else None
    return remit if remit and remit.has_part else None


async def remit_of(consultation: Consultation, committee: Committee) -> Remit:
    """The sections that the committee owns and all below them; at most four queries beside what is cached."""
    return remit_in(await outline_of(consultation), consultation, committee)


def remit_in(outline: RemitOutline, consultation: Consultation, committee: Committee) -> Remit:
    """The same by an outline that was read already."""
    own = [s for s in outline.sections if committee.id in outline.owners[s.identity_id]]
    return Remit(consultation, committee, tuple(own), committee.id in outline.leads, outline)


async def outline_of(consultation: Consultation) -> RemitOutline:
    """The current version's sections with their owners, and those of former sections; at most four queries beside what
    is cached."""
    version = await current_version(consultation.id)
    if version is None:
        return RemitOutline(None, (), {}, {}, frozenset(), None)
    sections = await Section.filter(version=version).order_by("position")
    past = await attribution_of(version)
    former_sections = await _former_sections(past.succession)
    above = _above(sections, former_sections)
    rows = await Ownership.filter(section_id__in=list(above))
    owners = {
        section: frozenset(row.committee_id for row in owning)
        for section, owning in reaching(above, rows).items()
    }
    leads = frozenset(row.committee_id for row in rows if row.is_lead)
    return RemitOutline(version, tuple(sections), former_sections, owners, leads, past)


async def _former_sections(past: Succession) -> dict[int, Section]:
    """The sections that the text does not have any more, as they stood last, parents first: a section never leaves the
    text before those that lie in it. One query, none where there are none."""
    if not past.sections:
        return {}
    versions = {each.version_id for each in past.sections.values()}
    rows = Section.filter(version_id__in=list(versions), identity_id__in=list(past.sections))
    return {
        each.identity_id: each
        for each in await rows.order_by("-version__number", "position").select_related("parent")
        if past.sections[each.identity_id].version_id == each.version_id
    }


def _above(
    sections: Iterable[Section], former_sections: Mapping[int, Section]
) -> dict[int, int | None]:
    """The section that each lies in, or of a former one lay in last; parents first."""
    identities: dict[int | None, int] = {section.id: section.identity_id for section in sections}
    above = {section.identity_id: identities.get(section.parent_id) for section in sections}
    for identity, section in former_sections.items():
        above[identity] = section.parent.identity_id if section.parent else None
    return above


async def owning_committees(consultation: Consultation) -> list[Committee]:
    """Every committee that owns some section of the draft, by name; one query."""
    return await Committee.filter(
        id__in=Subquery(
            Ownership.filter(
                section__document__consultation_id=consultation.id,
                section__document__kind=DocumentKind.DRAFT,
            ).values("committee_id")
        )
    ).order_by("name")
