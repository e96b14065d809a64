"""Handler of published remarks, newest first: the public copy and no other word."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.answers_until import answers_until
from consult.public.api.json_response import public_json
from consult.public.api.paging import BAD_CURSOR, limit_of
from consult.public.api.problems import bad_parameters
from consult.public.api.records.remark import Remark, RemarkPage
from consult.public.lookup import consultation_of
from consult.responses.validation import FieldError
from consult.web.convertors import LARGEST_ID
from consult.web.cursors import read_cursor

PARAGRAPH_PATTERN = "^[0-9]{1,19}$"


async def remarks(request: Request) -> Response:
    """Those of the consultation, of a section with what lies below it, or of one paragraph."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    outline = await queries.outline(consultation)
    page = await _page(request, outline)
    slug = consultation.slug
    editions = await queries.public_editions(consultation, now)
    answers = await _answers(editions, page)
    return public_json(
        RemarkPage(
            items=[Remark.of(slug, each, answers.get(each.id)) for each in page.items],
            next_cursor=page.next_cursor,
        ),
        of=consultation,
        valid_until=answers_until(consultation, editions, now),
    )


async def _answers(
    editions: queries.PublicEditions, page: queries.RemarkPage
) -> dict[int, queries.RemarkAnswer]:
    """What is answered to the remarks of the page, by id; empty while no answer is public."""
    if editions.in_force is None:
        return {}
    return await queries.remark_answers(editions.in_force, [each.id for each in page.items])


async def _page(request: Request, outline: queries.Outline | None) -> queries.RemarkPage:
    """The page that the parameters ask for. Raises Refusal 400 naming every parameter that cannot be used."""
    errors: list[FieldError] = []
    limit = limit_of(request, errors)
    section = _section(request, outline, errors)
    paragraph = _paragraph(request, errors)
    cursor = _cursor(request, errors)
    if errors:
        raise bad_parameters(errors)
    if outline is None:
        return queries.RemarkPage([], None)
    return await queries.remarks(
        outline, section=section, paragraph=paragraph, cursor=cursor, limit=limit
    )


def _section(
    request: Request, outline: queries.Outline | None, errors: list[FieldError]
) -> queries.PublicSection | None:
    key = request.query_params.get("section")
    if key is None:
        return None
    section = outline.by_key.get(key) if outline else None
    if section is None:
        errors.append(FieldError("section", "unknown", "The draft has no section with this id."))
    return section


def _paragraph(request: Request, errors: list[FieldError]) -> int | None:
    """The identity asked for; one without a published remark gives an empty list."""
    sent = request.query_params.get("paragraph")
    if sent is None:
        return None
    if not re.fullmatch(PARAGRAPH_PATTERN, sent):
        errors.append(FieldError("paragraph", "invalid", "The id of a paragraph: digits."))
        return None
    return min(int(sent), LARGEST_ID)


def _cursor(request: Request, errors: list[FieldError]) -> str | None:
    cursor = request.query_params.get("cursor")
    if cursor is not None and read_cursor(cursor) is None:
        errors.append(BAD_CURSOR)
    return cursor
