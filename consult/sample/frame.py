"""The frame of a sample consultation: texts, dates, committees, ownerships, parties, moderation reasons.

Plain values. Here is the frame of the bundled draft; `imported_frame` makes one for any draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from consult.sample.bodies import CONSULTED, Body
from consult.sample.outline import OutlineSection, SampleOutline, without_number
from consult.sample.people import address

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
OPENED_DAYS_AGO, CLOSES_IN_DAYS = 21, 12
CLOSES_CLOCK = time(23, 59)


@dataclass(frozen=True)
class FrameCommittee:
    """A committee; its slug is used in addresses."""

    slug: str
    name: str


@dataclass(frozen=True)
class FrameOwnership:
    """A committee (by slug) owns the section at `path` (titles from the top, without numbers)."""

    path: tuple[str, ...]
    committee: str
    is_lead: bool = True


@dataclass(frozen=True)
class FrameParty:
    """A consulted party."""

    name: str
    kind: Literal["organisation", "authority", "council"]
    email: str


@dataclass(frozen=True)
class FrameReason:
    """A moderation reason; `SampleResponse.reason` names it by its key."""

    key: str
    title: str
    description: str


@dataclass(frozen=True)
class SampleFrame:
    """One consultation's frame.

    `slug` is empty when it is to be derived from the title. The summaries are simple HTML.
    `opens_at` is aware; the last day is `closes_on`, to the end of the minute CLOSES_CLOCK in
    Copenhagen.
    """

    slug: str
    title: str
    municipality: str
    summary: str
    summary_decides: str
    summary_how: str
    summary_next: str
    contact_unit: str
    contact_email: str
    late_policy: str
    opens_at: datetime
    closes_on: date
    committees: tuple[FrameCommittee, ...]
    ownerships: tuple[FrameOwnership, ...]
    parties: tuple[FrameParty, ...]
    reasons: tuple[FrameReason, ...]


REASONS = (
    FrameReason(
        "personal-data",
        "Oplysninger om dig selv, som ikke bør være offentlige",
        "For eksempel cpr-nummer, adresse, telefonnummer, helbred, religion eller etnisk baggrund.",
    ),
    FrameReason(
        "third-party",
        "Oplysninger om andre",
        "Oplysninger, der gør det muligt at genkende en person, som ikke selv har bedt om det.",
    ),
    FrameReason(
        "abuse",
        "Krænkende ord",
        "Personangreb, trusler og skældsord. Hård kritik af kommunen bliver ikke skjult.",
    ),
    FrameReason(
        "hate",
        "Hadefulde ytringer",
        "Ytringer, der truer eller nedværdiger en gruppe af mennesker.",
    ),
    FrameReason(
        "off-topic",
        "Handler ikke om høringen",
        "Henvendelsen er sendt videre til den rette del af kommunen.",
    ),
    FrameReason("advertising", "Reklame", "Teksten sælger noget og svarer ikke på høringen."),
    FrameReason(
        "wrong-consultation",
        "Hører til en anden høring",
        "Svaret er sendt videre og bliver behandlet dér.",
    ),
    FrameReason("not-a-response", "Prøve eller fejl", "Afsenderen har prøvet, om siden virker."),
    FrameReason("copyright", "Andres tekst eller billede", "Kommunen må ikke vise det."),
)

_SEVEN = (
    FrameCommittee("beu", "Beskæftigelses- og Erhvervsudvalget"),
    FrameCommittee("oeu", "Økonomiudvalget"),
    FrameCommittee("tmu", "Teknik- og Miljøudvalget"),
    FrameCommittee("buu", "Børne- og Ungdomsudvalget"),
    FrameCommittee("kfu", "Kultur- og Fritidsudvalget"),
    FrameCommittee("sou", "Socialudvalget"),
    FrameCommittee("suu", "Sundheds- og Omsorgsudvalget"),
)
_AREAS = "Seks områder"
_WORK = "Beskæftigelse og medborgerskab"
_OWNERSHIPS = (
    FrameOwnership(("Forord: Fjordby er noget, vi gør sammen",), "beu"),
    FrameOwnership(("Indledning",), "beu"),
    FrameOwnership(("Pejlemærker",), "beu"),
    FrameOwnership((_AREAS, _WORK), "beu"),
    FrameOwnership(
        (_AREAS, _WORK, "Det gør vi allerede", "Kommunen som arbejdsgiver for alle"),
        "oeu",
        is_lead=False,
    ),
    FrameOwnership((_AREAS, "By og bolig"), "tmu"),
    FrameOwnership((_AREAS, "By og bolig"), "oeu", is_lead=False),
    FrameOwnership((_AREAS, "Børn og unge"), "buu"),
    FrameOwnership((_AREAS, "Kultur og fritid"), "kfu"),
    FrameOwnership((_AREAS, "Socialområdet"), "sou"),
    FrameOwnership((_AREAS, "Sundhed og omsorg"), "suu"),
)


def bundled_frame(now: datetime) -> SampleFrame:
    """The frame of the bundled draft, opened three weeks before `now` (aware)."""
    opens_at, closes_on = period(now)
    return SampleFrame(
        slug="integration-og-medborgerskab-2027",
        title="Politik for integration og medborgerskab 2027-2030",
        municipality="Fjordby Kommune",
        summary="<p>Hvordan bliver Fjordby en by, hvor alle kan deltage, uanset hvor de kommer "
        "fra? Her er et udkast til den politik, der skal gælde fra 2027 til 2030 på seks områder: "
        "arbejde, bolig, børn, fritid, sociale forhold og sundhed. Fortæl os, hvad der er godt, "
        "hvad der mangler, og hvordan du ville skrive det.</p>",
        summary_decides="<p>Kommunalbestyrelsen i Fjordby vedtager politikken. Inden da svarer "
        "hvert af de syv udvalg på bemærkningerne til sit område.</p>",
        summary_how="<p>Skriv direkte ved det afsnit, det handler om, eller send et samlet svar "
        "for din forening eller organisation. Du kan også sende et brev eller en e-mail.</p>",
        summary_next="<p>Alle svar bliver læst. Udvalgene svarer i et høringsnotat, hvor du kan "
        "se, hvad der blev ændret, og hvorfor andet ikke blev.</p>",
        contact_unit="Beskæftigelses- og Erhvervsforvaltningen, Fjordby Kommune",
        contact_email="hoering@fjordby.example",
        late_policy="Svar, der kommer efter fristen, bliver gemt og vist for udvalgene som for "
        "sent modtaget.",
        opens_at=opens_at,
        closes_on=closes_on,
        committees=_SEVEN,
        ownerships=_OWNERSHIPS,
        parties=consulted_parties(),
        reasons=REASONS,
    )


def period(now: datetime) -> tuple[datetime, date]:
    """The opening, at 8.00 three weeks before `now` (aware), and the last day, twelve days after it."""
    today = now.astimezone(COPENHAGEN).date()
    opens = datetime.combine(today - timedelta(days=OPENED_DAYS_AGO), time(8), COPENHAGEN)
    return opens, today + timedelta(days=CLOSES_IN_DAYS)


def consulted_parties() -> tuple[FrameParty, ...]:
    """The made-up bodies that are consulted by name."""
    return tuple(_party(body) for body in CONSULTED)


def _party(body: Body) -> FrameParty:
    kind: Literal["organisation", "authority", "council"]
    if body.kind == "organisation":
        kind = "organisation"
    else:
        kind = "authority" if body.kind == "authority" else "council"
    return FrameParty(body.name, kind, address(body.name, 1, "example.org"))


def owned_sections(
    frame: SampleFrame, outline: SampleOutline
) -> Iterator[tuple[OutlineSection, FrameOwnership]]:
    """(section, ownership) for each ownership of each section, in reading order."""
    for section in outline.sections:
        path = tuple(map(without_number, section.path))
        for ownership in frame.ownerships:
            if ownership.path == path:
                yield section, ownership
