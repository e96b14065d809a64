"""Remits: which sections a committee answers for, and so which remarks are its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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
from consult.responses.location import RemarkLocation, remark_locations
from consult.responses.remark import Remark, Standing


@dataclass(frozen=True)
class RemitOutline:
    """The heard text with its owners: ``sections`` in reading order, ``leads`` the committees that lead.

    ``owners`` (ids of committees, those of the sections above included) by identity, also of sections that are
    in the text no more: what was written on them is still theirs to answer. Those are in ``gone``, as they stood
    last. ``attribution`` says where remarks of earlier versions belong; None while no version is published.
    """

    version: Version | None
    sections: tuple[Section, ...]
    gone: Mapping[int, Section]
    owners: Mapping[int, frozenset[int]]
    leads: frozenset[int]
    attribution: Attribution | None

    @property
    def owned(self) -> list[int]:
        """Identities of the sections that somebody owns."""
        return [section for section, owners in self.owners.items() if owners]

    def owners_of(self, section: int | None) -> frozenset[int]:
        """Ids of the committees that answer for a section; what nobody owns, and the whole, is the lead's."""
        return (self.owners.get(section) if section else None) or self.leads

    def section(self, identity: int | None) -> Section | None:
        """The section as it stands, or as it stood last; None for the whole."""
        there = next((each for each in self.sections if each.identity_id == identity), None)
        return there or self.gone.get(identity or 0)

    def current_section(self, identity: int | None) -> int | None:
        """The section, or of one that is gone the nearest one above it that is still there; None for the whole."""
        past = self.attribution.succession if self.attribution else None
        return past.section(identity) if past and identity else identity

    def left_in(self, identity: int | None) -> int | None:
        """The number of the last version that had a section; None of one that is there."""
        past = self.attribution.succession.sections.get(identity or 0) if self.attribution else None
        return past.version if past else None


@dataclass(frozen=True)
class Remit:
    """One committee's share of one consultation's text, in reading order.

    ``sections`` are those of the newest published version. The lead committee also answers for the
    whole: remarks on no section, or on one that no committee owns any more. None may fall between.
    """

    consultation: Consultation
    committee: Committee
    sections: tuple[Section, ...]
    is_lead: bool
    outline: RemitOutline

    @cached_property
    def attributed_sections(self) -> list[int]:
        """Identities of the sections whose remarks are the committee's, in the text or gone from it."""
        mine = self.committee.id
        return [section for section, owners in self.outline.owners.items() if mine in owners]

    @cached_property
    def counted_sections(self) -> dict[int, int]:
        """Attributed section → the section of the remit it is counted on: itself, or the nearest one above it that
        is still there. One that is missing is counted on none, but beside the sections."""
        mine = {section.identity_id for section in self.sections}
        current = {each: self.outline.current_section(each) for each in self.attributed_sections}
        return {each: section for each, section in current.items() if section in mine}

    @property
    def counts_beside(self) -> bool:
        """Whether anything can be counted on no section."""
        return self.is_lead or len(self.counted_sections) < len(self.attributed_sections)

    def counted_section(self, section: int | None, paragraph: int | None) -> int | None:
        """The section of the remit that a remark with this anchor is counted on; None for beside them all."""
        past = self.outline.attribution
        attributed = past.section(section, paragraph) if past else section
        return self.counted_sections.get(attributed or 0)

    @property
    def beside_the_sections(self) -> Q:
        """Remarks that are counted on no section of the remit: on the whole, or on what is gone with all above it."""
        return self._outside(list(self.counted_sections))

    def on_section(self, identity: int) -> Q:
        """Remarks that are counted on this section of the remit."""
        return self._inside([each for each, on in self.counted_sections.items() if on == identity])

    def remarks(self) -> QuerySet[Remark]:
        """Every remark with standing that is the committee's to answer, published or not."""
        return self.every().filter(self.mine)

    @property
    def mine(self) -> Q:
        """What is the committee's to answer."""
        mine = self._inside(self.attributed_sections)
        return mine | self._outside(self.outline.owned) if self.is_lead else mine

    def every(self) -> QuerySet[Remark]:
        """Every remark with standing, of whichever committee."""
        return Remark.filter(consultation_id=self.consultation.id, standing=Standing.RECEIVED)

    def owns(self, section: int | None) -> bool:
        """Whether the committee answers for this section (an identity), or for the whole (None)."""
        return self.committee.id in self.outline.owners_of(section)

    def _inside(self, sections: list[int]) -> Q:
        past = self.outline.attribution
        return past.inside(sections) if past else Q(section_id__in=sections)

    def _outside(self, sections: list[int]) -> Q:
        past = self.outline.attribution
        return past.outside(sections) if past else Q()


async def remit_of(consultation: Consultation, committee: Committee) -> Remit:
    """What the committee answers for: its sections and all below them, beside other owners of the same."""
    return remit_in(await outline_of(consultation), consultation, committee)


def remit_in(outline: RemitOutline, consultation: Consultation, committee: Committee) -> Remit:
    """The same, by an outline that was read already."""
    mine = [s for s in outline.sections if committee.id in outline.owners[s.identity_id]]
    return Remit(consultation, committee, tuple(mine), committee.id in outline.leads, outline)


async def outline_of(consultation: Consultation) -> RemitOutline:
    """The newest published text and who answers for each part of it, and for what earlier versions had."""
    version = await current_version(consultation.id)
    if version is None:
        return RemitOutline(None, (), {}, {}, frozenset(), None)
    sections = await Section.filter(version=version).order_by("position")
    past = await attribution_of(version)
    gone = await _stood_last(past.succession)
    above = _above(sections, gone)
    rows = await Ownership.filter(section_id__in=list(above))
    return RemitOutline(
        version,
        tuple(sections),
        gone,
        {
            section: frozenset(row.committee_id for row in found)
            for section, found in reaching(above, rows).items()
        },
        frozenset(row.committee_id for row in rows if row.is_lead),
        past,
    )


async def _stood_last(past: Succession) -> dict[int, Section]:
    """The sections that are gone, by identity, as they stood last, parents first: what a section lay in has not
    gone before it. One query, none where none is gone."""
    if not past.sections:
        return {}
    versions = {each.version_id for each in past.sections.values()}
    rows = Section.filter(version_id__in=list(versions), identity_id__in=list(past.sections))
    return {
        each.identity_id: each
        for each in await rows.order_by("-version__number", "position").select_related("parent")
        if past.sections[each.identity_id].version_id == each.version_id
    }


def _above(sections: Iterable[Section], gone: Mapping[int, Section]) -> dict[int, int | None]:
    """The section each lies in, by identity, parents first; those that are gone lie where they lay last."""
    identities: dict[int | None, int] = {section.id: section.identity_id for section in sections}
    above = {section.identity_id: identities.get(section.parent_id) for section in sections}
    for identity, section in gone.items():
        above[identity] = section.parent.identity_id if section.parent else None
    return above


async def locations_in(remit: Remit, remarks: Collection[Remark]) -> dict[int, RemarkLocation]:
    """Where each of these remarks was written and stands now, by its id; at most three queries."""
    past = remit.outline.attribution
    return await remark_locations(past, remarks) if past else {}


async def owning_committees(consultation: Consultation) -> list[Committee]:
    """Every committee that answers for some part of the text, by name."""
    return await Committee.filter(
        id__in=Subquery(
            Ownership.filter(
                section__document__consultation_id=consultation.id,
                section__document__kind=DocumentKind.DRAFT,
            ).values("committee_id")
        )
    ).order_by("name")
