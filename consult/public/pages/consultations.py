"""The list of consultations, and one consultation as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Consultation, Phase
from consult.consultations.deadline import days_left, next_midnight
from consult.documents.background import background_of
from consult.locale import current
from consult.public import queries
from consult.public.cacheable import earliest, public_page
from consult.public.lookup import consultation_of, draft_outline
from consult.public.text.page_language import heading_translator
from consult.public.text.taken_down import taken_words
from consult.public.text.text_language import chosen_language
from consult.public.text.translated_titles import translated_titles
from moderation.statistics import moderation_numbers


@dataclass(frozen=True)
class OpenPeriod:
    """When a consultation takes responses. ``closes`` is the last instant that is in time; ``days_left`` is None once it
    has passed."""

    opens: datetime
    closes: datetime
    days_left: int | None


async def home(request: Request) -> Response:
    """Open consultations first, the next deadline on top; then the coming and the closed."""
    now = clock.now()
    cards = await queries.cards(now)
    consultations = [card.consultation for card in cards]
    by_phase = {phase: [card for card in cards if card.phase is phase] for phase in Phase}
    over = (Phase.CLOSED, Phase.ANSWERED, Phase.CALLED_OFF)
    closed = [card for card in cards if card.phase in over]
    return public_page(
        request,
        "public/home.html",
        depends_on=consultations,
        valid_until=earliest(await queries.next_change(now), next_midnight(now)),
        open_cards=by_phase[Phase.OPEN],
        suspended_cards=by_phase[Phase.SUSPENDED],
        coming_cards=by_phase[Phase.PLANNED],
        closed_cards=closed[::-1],
        periods={each.id: _period(each, now) for each in consultations},
        titles=await translated_titles(consultations, current().code),
    )


async def consultation(request: Request) -> Response:
    """What it is about, who decides, how to answer, until when, what happens next; and the areas of the draft."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    language = chosen_language(request)
    deadlines = await queries.deadlines_of_parties(consultation)
    editions = await queries.public_editions(consultation, now)
    titles = await translated_titles([consultation], language or current().code)
    return public_page(
        request,
        "public/consultation.html",
        depends_on=consultation,
        valid_until=_valid_until(consultation, deadlines, now),
        consultation=consultation,
        titles=titles[consultation.id],
        phase=consultation.phase(now),
        takes_late=consultation.takes_late(now),
        taken_back=editions.taken_back,
        period=_period(consultation, now),
        background=await background_of(consultation),
        taken_words=taken_words,
        parties=await queries.party_numbers(consultation),
        extension_reasons=await queries.reasons_for_extending(consultation),
        party_deadlines=deadlines,
        parties_may_answer=any(each.until >= now for each in deadlines),
        numbers=await moderation_numbers(consultation.id),
        reasons=await queries.moderation_reasons(consultation),
        **await _draft_context(await draft_outline(request, consultation), language),
    )


async def _draft_context(outline: queries.Outline | None, language: str) -> dict[str, Any]:
    """What the template needs about the draft; ``outline`` None while there is none. ``language`` is the chosen one."""
    if outline is None:
        return {"outline": None}
    facts = await queries.draft_facts(outline)
    areas = _listed_areas(outline, facts)
    return {
        "outline": outline,
        "translated": await heading_translator(outline, language),
        "pdf": await queries.pdf(outline),
        "facts": facts,
        "areas": areas,
        "owners": await queries.owners(outline, areas),
    }


def _period(consultation: Consultation, now: datetime) -> OpenPeriod:
    """Of an announced consultation, which always has both dates."""
    assert consultation.opens_at is not None
    assert consultation.closes_at is not None
    closes = consultation.closes_at
    return OpenPeriod(consultation.opens_at, closes, days_left(now, closes))


def _listed_areas(
    outline: queries.Outline, facts: queries.DraftFacts
) -> list[queries.PublicSection]:
    """The areas that have paragraphs, and the bare headings above them that have remarks: those on an area that is gone
    are attributed there, and the counts are to add up."""
    keys = {each.key for each in outline.areas}
    return [
        each
        for each in outline.sections
        if each.key in keys or (each.is_area and facts.sections[each.key].remark_count)
    ]


def _valid_until(
    consultation: Consultation, deadlines: Sequence[queries.PartyDeadline], now: datetime
) -> datetime | None:
    """A deadline is the last instant that is in time: the page changes with the next one."""
    after_deadlines = [
        each.until + timedelta(microseconds=1) for each in deadlines if each.until >= now
    ]
    return earliest(consultation.next_change(now), next_midnight(now), *after_deadlines)
