"""Handlers of consultations: the list, and one with its areas and committees."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.api.json_response import public_json
from consult.public.api.paging import page_of
from consult.public.api.parameters import check
from consult.public.api.records.consultation import (
    Consultation,
    ConsultationDetail,
    ConsultationPage,
)
from consult.public.lookup import consultation_of
from consult.responses.validation import FieldError


async def consultations(request: Request, errors: list[FieldError]) -> Response:
    """Every announced consultation, the next deadline first."""
    now = clock.now()
    cards = await queries.cards(now)
    page, next_cursor = page_of(request, errors, cards, lambda card: card.consultation.slug)
    return public_json(
        ConsultationPage(items=[Consultation.of(each) for each in page], next_cursor=next_cursor),
        of=[card.consultation for card in cards],
        valid_until=await queries.next_change(now),
    )


async def consultation(request: Request, errors: list[FieldError]) -> Response:
    """One announced consultation."""
    now = clock.now()
    announced = await consultation_of(request, now)
    check(errors)
    outline = await queries.outline(announced)
    owners = await queries.owners(outline) if outline else {}
    count = await queries.published_remark_count(announced)
    card = queries.ConsultationCard(announced, announced.phase(now), count)
    return public_json(
        ConsultationDetail.with_areas(card, outline, owners),
        of=announced,
        valid_until=announced.next_change(now),
    )
