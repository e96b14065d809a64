"""A frame for any imported draft: its title, and committees guessed from the titles of its areas.

The table follows how Copenhagen shares a policy of this kind among its committees, by the names
in use since 2026. An area nobody knows goes to one committee called "Udvalget".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from consult.sample.frame import (
    REASONS,
    Frame,
    FrameCommittee,
    FrameOwnership,
    consulted_parties,
    period,
)
from consult.sample.outline import Outline, OutlineSection, without_number

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
_FRONT = ("forord", "indledning", "pejlemærker")
# The municipality as an employer is finance's business, wherever the text speaks of it.
_EMPLOYER = "mangfoldig arbejdsgiver"

_Owned = tuple[OutlineSection, FrameCommittee, bool]


def frame_for_draft(outline: Outline, now: datetime) -> Frame:
    """A frame for the draft, opened three weeks before `now` (aware)."""
    owned = list(_owners(outline))
    opens_at, closes_on = period(now)
    return Frame(
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


def _owners(outline: Outline) -> Iterator[_Owned]:
    """Who owns what, in the order of the text."""
    above = {s.path[:-1] for s in outline.sections if s.title.casefold() in _KNOWN_AREAS}
    if not above:
        yield from ((s, _FALLBACK, True) for s in outline.sections if len(s.path) == 1)
        return
    for section in outline.sections:
        yield from _owners_of(section, above)


def _owners_of(section: OutlineSection, above: set[tuple[str, ...]]) -> Iterator[_Owned]:
    """`above` holds the paths that known areas stand under; what stands beside them is one too."""
    front = section.title.casefold().startswith(_FRONT)
    if section.path[:-1] in above and not front:
        owners = _KNOWN_AREAS.get(section.title.casefold(), (_FALLBACK,))
        for order, committee in enumerate(owners):
            yield section, committee, order == 0
    elif len(section.path) == 1 and section.path not in above:
        yield section, _LEAD, True
    elif _EMPLOYER in section.title.casefold():
        yield section, _FINANCE, False
