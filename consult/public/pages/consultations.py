"""The list of consultations, and one consultation as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

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
from consult.public.text.text_language import chosen_language, headings_in
from consult.public.text.translated_titles import own_words_in
from moderation.statistics import moderation_numbers


@dataclass(frozen=True)
class OpenPeriod:
    """When one can answer, as people say it: ``closes`` is the last instant that is in time."""

    opens: datetime
    closes: datetime
    days_left: int | None


def period_of(consultation: Consultation, now: datetime) -> OpenPeriod:
    """The period of an announced consultation, which always has both dates."""
    assert consultation.opens_at is not None
    assert consultation.closes_at is not None
    closes = consultation.closes_at
    return OpenPeriod(consultation.opens_at, closes, days_left(now, closes))


async def home(request: Request) -> Response:
    """Open consultations first, the next deadline on top; then the coming and the closed."""
    now = clock.now()
    cards = await queries.cards(now)
    periods = {card.consultation.id: period_of(card.consultation, now) for card in cards}
    by_phase = {phase: [card for card in cards if card.phase is phase] for phase in Phase}
    closed = [card for card in cards if card.phase in (Phase.CLOSED, Phase.ANSWERED)]
    return public_page(
        request,
        "public/home.html",
        of=[card.consultation for card in cards],
        valid_until=earliest(await queries.next_change(now), next_midnight(now)),
        open_cards=by_phase[Phase.OPEN],
        coming_cards=by_phase[Phase.PLANNED],
        closed_cards=closed[::-1],
        periods=periods,
        own=await own_words_in([card.consultation for card in cards], current().code),
    )


async def consultation(request: Request) -> Response:
    """What it is about, who decides, how to answer, until when, what happens next; and the areas."""
    now = clock.now()
    found = await consultation_of(request, now)
    outline = await draft_outline(request, found)
    facts = await queries.draft_facts(outline) if outline else None
    areas = _listed_areas(outline, facts) if outline and facts else []
    own_deadlines = await queries.deadlines_of_parties(found)
    still_open = [each.until for each in own_deadlines if each.until >= now]
    return public_page(
        request,
        "public/consultation.html",
        of=found,
        valid_until=earliest(
            found.next_change(now), next_midnight(now), *map(_just_after, still_open)
        ),
        consultation=found,
        own=(await own_words_in([found], chosen_language(request) or current().code))[found.id],
        phase=found.phase(now),
        period=period_of(found, now),
        outline=outline,
        heading=await headings_in(outline, chosen_language(request)) if outline else None,
        pdf=await queries.pdf(outline) if outline else None,
        background=await background_of(found),
        facts=facts,
        areas=areas,
        owners=await queries.owners(outline, areas) if outline else {},
        parties=await queries.party_names(found),
        extended_because=await queries.reasons_for_extending(found),
        own_deadlines=own_deadlines,
        parties_may_answer=bool(still_open),
        numbers=await moderation_numbers(found.id),
        reasons=await queries.moderation_reasons(found),
    )


def _listed_areas(
    outline: queries.Outline, facts: queries.DraftFacts
) -> list[queries.PublicSection]:
    """Those with something to read, and the bare headings above them that something was said of: what was written
    on an area that is gone belongs there, and the counts are to add up."""
    read = {each.key for each in outline.areas}
    return [
        each
        for each in outline.sections
        if each.key in read or (each.is_area and facts.sections[each.key].remark_count)
    ]


def _just_after(deadline: datetime) -> datetime:
    """A deadline is the last instant that is in time: the page changes with the next one."""
    return deadline + timedelta(microseconds=1)
