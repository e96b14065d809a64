"""Handlers of the outcome: the points of the edition in force, and the editions. Empty lists before publication."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.answers_until import answers_until
from consult.public.api.json_response import public_json
from consult.public.api.paging import page_of
from consult.public.api.records.edition import Edition, EditionPage
from consult.public.api.records.point import Point, PointPage
from consult.public.lookup import consultation_of
from consult.responses.validation import FieldError


async def points(request: Request, errors: list[FieldError]) -> Response:
    """Every point that was answered, with its published remarks."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    outline = await queries.outline(consultation)
    editions = await queries.public_editions(consultation, now)
    edition = editions.in_force if outline else None
    headings = await queries.point_headings(outline, edition) if outline and edition else []
    page, next_cursor = page_of(request, errors, headings, lambda each: str(each.number))
    items: list[Point] = []
    if outline and edition:
        found = await queries.points(outline, edition, [each.number for each in page])
        by_number = {each.number: Point.of(outline, each) for each in found}
        items = [by_number[each.number] for each in page]
    return public_json(
        PointPage(items=items, next_cursor=next_cursor),
        of=consultation,
        valid_until=answers_until(consultation, editions, now),
    )


async def memo(request: Request, errors: list[FieldError]) -> Response:
    """The editions that were published, also those taken back."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    editions = await queries.public_editions(consultation, now)
    page, next_cursor = page_of(request, errors, editions.published, lambda each: str(each.number))
    memos = await queries.public_memos(consultation, editions, page)
    return public_json(
        EditionPage(
            items=[Edition.of(consultation.slug, each) for each in memos], next_cursor=next_cursor
        ),
        of=consultation,
        valid_until=answers_until(consultation, editions, now),
    )
