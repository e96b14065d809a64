"""The frame for any imported draft: its title, and committees guessed from the titles of its areas.

The table follows how Copenhagen divides a policy of this kind among its committees, with the names
in use since 2026. Unknown areas go to one committee called "Udvalget".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from consult.sample.frame import (
    REASONS,
    FrameCommittee,
    FrameOwnership,
    SampleFrame,
    consulted_parties,
    period,
)
from consult.sample.outline import OutlineSection, SampleOutline, without_number

_LEAD = FrameCommittee("bieu", "Beskæftigelses-, Integrations- og Erhvervsudvalget")
_FINANCE = FrameCommittee("oeu", "Økonomiudvalget")
_FALLBACK = FrameCommittee("udvalget", "Udvalget")
_KNOWN_AREAS: dict[str, tuple[FrameCommittee, ...]] = {
    "beskæftigelse og medborgerskab": (_LEAD,),
    "by og bolig": (FrameCommittee("tmu", "Teknik- og Miljøudvalget"), _FINANCE),
    "børn og unge": (FrameCommittee("buu", "Børne- og Ungdomsudvalget"),),
    "kultur og fritid": (FrameCommittee("kfu", "Kultur- og Fritidsudvalget"),),
    "socialområdet": (FrameCommittee("sou", "Socialudvalget"),),
    "sundhed og omsorg": (FrameCommittee("suu", "Sundheds- og Omsorgsudvalget"),),
}
_FRONT_MATTER = ("forord", "indledning", "pejlemærker")
# Sections about the municipality as an employer also belong to the finance committee.
_EMPLOYER = "mangfoldig arbejdsgiver"

# Whether the committee leads is last.
_Owned = tuple[OutlineSection, FrameCommittee, bool]


def frame_for_draft(outline: SampleOutline, now: datetime) -> SampleFrame:
    """A frame for the draft, opened three weeks before `now` (aware)."""
    owned = list(_owners(outline))
    opens_at, closes_on = period(now)
    return SampleFrame(
        slug="",
        title=outline.title,
        municipality="Kommunen",
        summary=f"<p>{_escaped(outline.title)} er i høring. Læs udkastet, og fortæl os, hvad der er "
        "godt, hvad der mangler, og hvordan du ville skrive det.</p>",
        summary_decides="<p>Kommunens politikere træffer beslutningen. Inden da svarer hvert "
        "udvalg på bemærkningerne til sit område.</p>",
        summary_how="<p>Skriv direkte ved det afsnit, det handler om, eller send et samlet svar "
        "for din forening eller organisation.</p>",
        summary_next="<p>Alle svar bliver læst. Udvalgene svarer i et høringsnotat, hvor du kan "
        "se, hvad der blev ændret, og hvorfor andet ikke blev.</p>",
        contact_unit="Kommunens høringssekretariat",
        contact_email="hoering@example.dk",
        late_policy="Svar, der kommer efter fristen, bliver gemt og vist for udvalgene som for "
        "sent modtaget.",
        opens_at=opens_at,
        closes_on=closes_on,
        committees=tuple({committee.slug: committee for _, committee, _ in owned}.values()),
        ownerships=tuple(_ownership(*one) for one in owned),
        parties=consulted_parties(),
        reasons=REASONS,
    )


def _escaped(title: str) -> str:
    return title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _ownership(section: OutlineSection, committee: FrameCommittee, is_lead: bool) -> FrameOwnership:
    return FrameOwnership(tuple(map(without_number, section.path)), committee.slug, is_lead)


def _owners(outline: SampleOutline) -> Iterator[_Owned]:
    """Each owned section with its committees, in reading order."""
    parents = {s.path[:-1] for s in outline.sections if s.title.casefold() in _KNOWN_AREAS}
    if not parents:
        yield from ((s, _FALLBACK, True) for s in outline.sections if len(s.path) == 1)
        return
    for section in outline.sections:
        yield from _owners_of(section, parents)


def _owners_of(section: OutlineSection, parents: set[tuple[str, ...]]) -> Iterator[_Owned]:
    """`parents` are the paths of sections with known areas in them; their other subsections are areas too."""
    is_front_matter = section.title.casefold().startswith(_FRONT_MATTER)
    if section.path[:-1] in parents and not is_front_matter:
        owners = _KNOWN_AREAS.get(section.title.casefold(), (_FALLBACK,))
        for order, committee in enumerate(owners):
            yield section, committee, order == 0
    elif len(section.path) == 1 and section.path not in parents:
        yield section, _LEAD, True
    elif _EMPLOYER in section.title.casefold():
        yield section, _FINANCE, False
