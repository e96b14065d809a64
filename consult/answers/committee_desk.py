"""A committee's desk: what it answers for, who looks at it, and whether they have the tools."""

from __future__ import annotations

from dataclasses import dataclass

from consult.answers.remit import Remit
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.people.person import Person
from consult.web.urls import url


@dataclass(frozen=True)
class CommitteeDesk:
    """One committee in one consultation, seen by one person; ``may_write`` False sees no tools."""

    remit: Remit
    person: Person
    may_write: bool

    @property
    def consultation(self) -> Consultation:
        return self.remit.consultation

    @property
    def committee(self) -> Committee:
        return self.remit.committee

    def url(self, name: str, **params: str | int) -> str:
        """The address of one of this committee's pages."""
        return url(
            name, consultation=self.consultation.slug, committee=self.committee.slug, **params
        )
