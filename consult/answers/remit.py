"""Remits: which sections a committee answers for, and so which remarks are its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.document import DocumentKind, Version
from consult.documents.heard import heard_version
from consult.documents.ownership import Ownership, reaching
from consult.documents.section import Section
from consult.responses.remark import Remark, Standing


@dataclass(frozen=True)
class Outline:
    """The heard text with its owners: ``sections`` in reading order, ``owners`` of each by identity (ids of
    committees, those of the sections above included), ``leads`` the committees that lead."""

    version: Version | None
    sections: tuple[Section, ...]
    owners: dict[int, frozenset[int]]
    leads: frozenset[int]

    @property
    def owned(self) -> list[int]:
        """Identities of the sections that somebody owns."""
        return [section for section, owners in self.owners.items() if owners]

    def owners_of(self, section: int | None) -> frozenset[int]:
        """Ids of the committees that answer for a section; what nobody owns, and the whole, is the lead's."""
        return (self.owners.get(section) if section else None) or self.leads


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
    outline: Outline

    @property
    def section_identities(self) -> list[int]:
        """Identities of the sections, as remarks point at them."""
        return [section.identity_id for section in self.sections]

    @property
    def about_the_whole(self) -> Q:
        """Remarks that stand in no committee's section."""
        return Q(section_id=None) | ~Q(section_id__in=self.outline.owned)

    def remarks(self) -> QuerySet[Remark]:
        """Every remark with standing that is the committee's to answer, published or not."""
        mine = Remark.filter(consultation_id=self.consultation.id, standing=Standing.RECEIVED)
        within = Q(section_id__in=self.section_identities)
        return mine.filter(within | self.about_the_whole) if self.is_lead else mine.filter(within)

    def owns(self, section: int | None) -> bool:
        """Whether the committee answers for this section (an identity), or for the whole (None)."""
        return self.committee.id in self.outline.owners_of(section)


async def remit_of(consultation: Consultation, committee: Committee) -> Remit:
    """What the committee answers for: its sections and all below them, beside other owners of the same."""
    outline = await outline_of(consultation)
    mine = [s for s in outline.sections if committee.id in outline.owners[s.identity_id]]
    return Remit(consultation, committee, tuple(mine), committee.id in outline.leads, outline)


async def outline_of(consultation: Consultation) -> Outline:
    """The newest published text and who answers for each part of it."""
    version = await heard_version(consultation.id)
    sections = await Section.filter(version=version).order_by("position") if version else []
    rows = await Ownership.filter(section_id__in=[s.identity_id for s in sections])
    return Outline(
        version,
        tuple(sections),
        _owners(sections, rows),
        frozenset(row.committee_id for row in rows if row.is_lead),
    )


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


def _owners(sections: list[Section], rows: Iterable[Ownership]) -> dict[int, frozenset[int]]:
    """Owners of each section by identity; ``sections`` in reading order, parents first."""
    identities = {section.id: section.identity_id for section in sections}
    above = {s.identity_id: identities.get(s.parent_id or 0) for s in sections}
    return {
        section: frozenset(row.committee_id for row in found)
        for section, found in reaching(above, rows).items()
    }
