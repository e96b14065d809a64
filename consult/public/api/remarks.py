"""Handler of published remarks, newest first: the public copy and no other word."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.api.json_response import public_json
from consult.public.api.paging import BAD_CURSOR, limit_of
from consult.public.api.parameters import check, is_named
from consult.public.api.records.remark import Remark, RemarkPage
from consult.public.api.section_parameter import NAME, VERSION, named_section, version_alone
from consult.public.lookup import consultation_of
from consult.responses.validation import FieldError
from consult.web.convertors import LARGEST_ID
from consult.web.cursors import read_cursor

PARAGRAPH_PATTERN = "^[0-9]{1,19}$"


async def remarks(request: Request, errors: list[FieldError]) -> Response:
    """Those of the consultation, of a section with what lies below it, or of one paragraph."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    outline = await queries.outline(consultation)
    page = await _page(request, outline, errors)
    slug = consultation.slug
    return public_json(
        RemarkPage(
            items=[Remark.of(slug, each) for each in page.items], next_cursor=page.next_cursor
        ),
        of=consultation,
        valid_until=consultation.next_change(now),
    )


async def _page(
    request: Request, outline: queries.Outline | None, errors: list[FieldError]
) -> queries.RemarkPage:
    """The page that the parameters ask for. Raises Refusal 400 naming every parameter that cannot be used."""
    limit = limit_of(request, errors)
    section = await _section(request, outline, errors)
    paragraph = await _paragraph(request, outline, errors)
    cursor = _cursor(request, errors)
    check(errors)
    if outline is None:
        return queries.RemarkPage([], None)
    return await queries.remarks(
        outline, section=section, paragraph=paragraph, cursor=cursor, limit=limit
    )


def _sent(request: Request, name: str, errors: list[FieldError]) -> str | None:
    """The value of a parameter; None where it is not given, or at fault already."""
    return None if is_named(name, errors) else request.query_params.get(name)


async def _section(
    request: Request, outline: queries.Outline | None, errors: list[FieldError]
) -> queries.PublicSection | None:
    """The section asked for; adds to ``errors`` where it names none, or more than one."""
    written, version = _sent(request, NAME, errors), _sent(request, VERSION, errors)
    if written is None:
        if version is not None and not is_named(NAME, errors):
            errors.append(version_alone())
        return None
    named = await named_section(outline, written, version)
    errors += [named.error] if named.error else []
    return named.section


async def _paragraph(
    request: Request, outline: queries.Outline | None, errors: list[FieldError]
) -> int | None:
    """The identity asked for, which the draft has or had; one without a published remark gives an empty list."""
    sent = _sent(request, "paragraph", errors)
    if sent is None:
        return None
    if not re.fullmatch(PARAGRAPH_PATTERN, sent):
        errors.append(FieldError("paragraph", "invalid", "The id of a paragraph: digits."))
        return None
    identity = min(int(sent), LARGEST_ID)
    if outline is None or not await queries.has_paragraph(outline, identity):
        message = "The draft has no paragraph with this id, and had none."
        errors.append(FieldError("paragraph", "unknown", message))
    return identity


def _cursor(request: Request, errors: list[FieldError]) -> str | None:
    cursor = _sent(request, "cursor", errors)
    if cursor is not None and read_cursor(cursor) is None:
        errors.append(BAD_CURSOR)
    return cursor
