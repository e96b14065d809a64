"""A committee's desk: what it answers for, who has it open, and whether they may write."""

from __future__ import annotations

from dataclasses import dataclass

from consult.answers.point_register import PointEntry
from consult.answers.remit import Remit
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.people.person import Person
from consult.people.role import Role
from consult.web.urls import url


@dataclass(frozen=True)
class CommitteeDesk:
    """One committee in one consultation, as one person has it open; without ``may_write`` it has no forms."""

    remit: Remit
    person: Person
    may_write: bool

    @property
    def consultation(self) -> Consultation:
        return self.remit.consultation

    @property
    def committee(self) -> Committee:
        return self.remit.committee

    @property
    def is_on_behalf(self) -> bool:
        """Whether they write here without belonging to the committee."""
        place = {"consultation": self.consultation.slug, "committee": self.committee.slug}
        return self.may_write and not self.person.has(Role.COMMITTEE, **place)

    @property
    def actor(self) -> Actor:
        return self.person.actor

    def url(self, name: str, **params: str | int) -> str:
        """The address of one of this committee's pages."""
        return url(
            name, consultation=self.consultation.slug, committee=self.committee.slug, **params
        )


@dataclass(frozen=True)
class PointDesk(CommitteeDesk):
    """The desk with one of the committee's points open."""

    entry: PointEntry

    @property
    def point_url(self) -> str:
        return self.url("point", number=self.entry.point.number)
