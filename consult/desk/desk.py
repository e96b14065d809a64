"""The editor's desk: one consultation with its newest version, and the addresses of the desk's pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult import clock
from consult.consultations.consultation import Consultation
from consult.desk.readiness import Step
from consult.documents.document import Version
from consult.people.person import Person
from consult.web.urls import url

ROUTE_OF = {
    Step.FRAME: "desk",
    Step.TEXT: "draft_text",
    Step.OWNERS: "owners",
    Step.SUMMARY: "summary",
    Step.LANGUAGES: "languages",
    Step.DATES: "dates",
    Step.PARTIES: "parties",
    Step.REASONS: "reasons",
    Step.BACKGROUND: "background",
    Step.PUBLICATION: "publication",
}


@dataclass(frozen=True)
class Desk:
    """One consultation and the editor who works on it. ``version`` is the one in preparation, else the newest published
    one, and None before an upload."""

    consultation: Consultation
    person: Person
    version: Version | None

    @property
    def is_announced(self) -> bool:
        """Whether it is announced, if only for a later moment."""
        return self.consultation.announced_at is not None

    @property
    def is_following(self) -> bool:
        """Whether a version is in preparation that follows a published one."""
        return (
            self.version is not None
            and self.version.published_at is None
            and self.version.number > 1
        )

    @property
    def waits_until(self) -> datetime | None:
        """When the newest version will be public with the answers; None unless it waits for that."""
        version = self.version
        return version.waits_until if version and version.is_waiting(clock.now()) else None

    @property
    def next_number(self) -> int:
        """The number of the version after the newest one."""
        return self.version.number + 1 if self.version else 1

    @property
    def previous_number(self) -> int:
        """The number of the version before the newest one; 0 for none."""
        return self.version.number - 1 if self.version else 0

    def url(self, name: str, **params: str | int) -> str:
        """The address of one of the desk's pages."""
        return url(name, consultation=self.consultation.slug, **params)

    def step_url(self, step: Step) -> str:
        """The address of a step."""
        return self.url(ROUTE_OF[step])
