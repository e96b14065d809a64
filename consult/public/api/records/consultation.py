"""Consultation: what is asked, until when, and by whom it is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from msgspec import structs

from consult.consultations import committee as stored
from consult.consultations.consultation import Phase
from consult.public import queries
from consult.public.api.records.area import Area
from consult.public.api.records.committee import Committee, committees
from consult.public.api.records.page import AtMostLimit, NextCursor
from consult.public.api.records.record import (
    Address,
    Count,
    Moment,
    Record,
    VersionNumber,
    doc,
    utc,
)
from consult.web.urls import absolute

PUBLIC_PHASES = [each.value for each in Phase if each is not Phase.DRAFT]


class Consultation(Record):
    """An announced consultation."""

    id: Annotated[str, doc("The same as the slug.")]
    slug: Annotated[str, doc("Its name in addresses.")]
    title: str
    language: Annotated[str, doc("Of the text: a BCP 47 tag.")]
    phase: Annotated[
        Phase,
        doc(
            "Derived from the dates and from whether it was answered, suspended or called off.",
            extra_json_schema={"enum": PUBLIC_PHASES},
        ),
    ]
    stop_reason: Annotated[str, doc("Why it is suspended or called off; empty unless it is.")]
    opens_at: Annotated[Moment, doc("When responses are first taken.")]
    closes_at: Annotated[Moment, doc("The last instant that is in time for everybody.")]
    late_until: Annotated[
        Moment | None,
        doc(
            "Until then a response is received although it is late, and marked so; null: it is not received."
        ),
    ]
    remark_count: Annotated[Count, doc("Published remarks on it and everything in it.")]
    html_url: Annotated[Address, doc("Its page.")]

    @classmethod
    def of(cls, card: queries.ConsultationCard) -> Consultation:
        announced = card.consultation
        # What is announced has both dates: without them its phase would be DRAFT.
        assert announced.opens_at
        assert announced.closes_at
        return cls(
            id=announced.slug,
            slug=announced.slug,
            title=announced.title,
            language=announced.language,
            phase=card.phase,
            stop_reason=announced.stop_reason,
            opens_at=utc(announced.opens_at),
            closes_at=utc(announced.closes_at),
            late_until=utc(announced.late_until) if announced.late_until else None,
            remark_count=card.remark_count,
            html_url=absolute("consultation", consultation=announced.slug),
        )


class ConsultationPage(Record):
    """Some of the announced consultations, the next deadline first."""

    items: Annotated[list[Consultation], AtMostLimit]
    next_cursor: NextCursor


class ConsultationSummary(Record):
    """The fixed questions that every consultation answers about itself."""

    about: Annotated[str, doc("What it is about; cleaned HTML.")]
    decides: Annotated[str, doc("Who decides; cleaned HTML.")]
    how: Annotated[str, doc("How to answer; cleaned HTML.")]
    next: Annotated[str, doc("What happens next; cleaned HTML.")]


class Contact(Record):
    """Whom to ask."""

    unit: Annotated[str, doc("A unit, never a person.")]
    email: str


class ConsultationDetail(Consultation):
    """An announced consultation with its areas and committees."""

    version: Annotated[
        VersionNumber | None,
        doc("The number of the version that is heard; null before one is published."),
    ]
    summary: ConsultationSummary
    contact: Contact
    areas: Annotated[
        list[Area], doc("The parts of the text, in order; none before it is published.")
    ]
    committees: Annotated[list[Committee], doc("Every committee that answers for some section.")]

    @classmethod
    def with_areas(
        cls,
        card: queries.ConsultationCard,
        outline: queries.Outline | None,
        owners: Mapping[str, Sequence[stored.Committee]],
    ) -> ConsultationDetail:
        """``owners`` are the committees of each section of the outline, by its key."""
        of = card.consultation
        areas = outline.areas if outline else ()
        return cls(
            **structs.asdict(Consultation.of(card)),
            version=outline.version.number if outline else None,
            summary=ConsultationSummary(
                about=of.summary,
                decides=of.summary_decides,
                how=of.summary_how,
                next=of.summary_next,
            ),
            contact=Contact(unit=of.contact_unit, email=of.contact_email),
            areas=[Area.of(outline, each, owners[each.key]) for each in areas] if outline else [],
            committees=committees(each for those in owners.values() for each in those),
        )
