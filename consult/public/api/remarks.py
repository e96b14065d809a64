"""Handler of published remarks, newest first: the public copy and no other word."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.public import queries
from consult.public.answers_until import answers_until
from consult.public.api.json_response import public_json
from consult.public.api.paging import BAD_CURSOR, limit_of
from consult.public.api.parameters import check, is_named
from consult.public.api.problems import Refusal
from consult.public.api.records.change import ChangePage, Gone, RemarkChange
from consult.public.api.records.record import utc
from consult.public.api.records.remark import Remark, RemarkPage
from consult.public.api.section_parameter import NAME, VERSION, named_section, version_alone
from consult.public.lookup import consultation_of, outline_of
from consult.responses.validation import FieldError
from consult.web.convertors import LARGEST_ID
from consult.web.cursors import read_cursor
from consult.web.lookup import found_or_404

SINCE = "updated_since"
# RFC 3339, as far as a clock shows it.
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
# As after a backup was brought back: whoever went on from there would miss every change up to it.
UNKNOWN_AFTER = "No answer gave this: leave `after` out, and read everything again."
PARAGRAPH_PATTERN = "^[0-9]{1,19}$"


async def remark(request: Request, errors: list[FieldError]) -> Response:
    """One, by its number. Raises Refusal 410 for one that was public once, HTTPException 404 for any other."""
    now = clock.now()
    outline = await outline_of(request, now)
    consultation, number = outline.consultation, request.path_params["reference"]
    found = await queries.remark(outline, number)
    if found is None:
        raise _gone(found_or_404(await queries.gone_remark(consultation, number)))
    check(errors)
    editions = await queries.public_editions(consultation, now)
    [item] = await _records(consultation, editions, [found])
    return public_json(
        item,
        of=consultation,
        valid_until=answers_until(consultation, editions, now),
    )


def _gone(remark: queries.GoneRemark) -> Refusal:
    reason = remark.reason.key if remark.reason else None
    return Refusal(410, "gone", "Gone", gone=Gone(remark.kind, utc(remark.at), reason))


async def _records(
    consultation: Consultation,
    editions: queries.PublicEditions,
    remarks: list[queries.PublicRemark],
) -> list[Remark]:
    """With when each last changed, and what is answered to it where answers are public."""
    moments = await queries.updated_at(remarks)
    answers: dict[int, queries.RemarkAnswer] = {}
    if editions.in_force is not None:
        answers = await queries.remark_answers(editions.in_force, [each.id for each in remarks])
    return [
        Remark.of(consultation.slug, each, moments[each.id], answers.get(each.id))
        for each in remarks
    ]


async def changes(request: Request, errors: list[FieldError]) -> Response:
    """What changed in the remarks since the last time, the oldest first."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    limit, after = limit_of(request, errors), _after(request, errors)
    if not errors and not await queries.is_known(after):
        errors.append(FieldError("after", "unknown", UNKNOWN_AFTER))
    check(errors)
    page = await queries.public_changes(consultation, after=after, limit=limit)
    items = [RemarkChange.of(each) for each in page.items]
    return public_json(
        ChangePage(items=items, after=page.after, more=page.has_more),
        of=consultation,
        valid_until=consultation.next_change(now),
    )


def _after(request: Request, errors: list[FieldError]) -> queries.Bookmark:
    """Where to go on; from the start where that is not said."""
    sent = _sent(request, "after", errors)
    after = queries.Bookmark(0) if sent is None else queries.bookmark_in(sent)
    if after is None:
        errors.append(
            FieldError("after", "invalid", "Use `after` of an earlier answer, or leave it out.")
        )
    return after or queries.Bookmark(0)


async def remarks(request: Request, errors: list[FieldError]) -> Response:
    """Those of the consultation, of a section with what lies below it, or of one paragraph."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    outline = await queries.outline(consultation)
    page = await _page(request, outline, errors)
    editions = await queries.public_editions(consultation, now)
    items = await _records(consultation, editions, page.items)
    return public_json(
        RemarkPage(items=items, next_cursor=page.next_cursor),
        of=consultation,
        valid_until=answers_until(consultation, editions, now),
    )


async def _page(
    request: Request, outline: queries.Outline | None, errors: list[FieldError]
) -> queries.RemarkPage:
    """The page that the parameters ask for. Raises Refusal 400 naming every parameter that cannot be used."""
    limit = limit_of(request, errors)
    section = await _section(request, outline, errors)
    paragraph = await _paragraph(request, outline, errors)
    since = _since(request, errors)
    cursor = _cursor(request, errors)
    check(errors)
    if outline is None:
        return queries.RemarkPage([], None)
    return await queries.remarks(
        outline, section=section, paragraph=paragraph, since=since, cursor=cursor, limit=limit
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


def _since(request: Request, errors: list[FieldError]) -> datetime | None:
    """The moment asked for; adds to ``errors`` where it is none, or has no offset from UTC."""
    sent = _sent(request, SINCE, errors)
    if sent is None:
        return None
    try:
        if MOMENT.fullmatch(sent):
            return datetime.fromisoformat(sent).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    message = "A moment with its offset, as 2027-03-09T12:30:00Z; a plus sign is written %2B."
    errors.append(FieldError(SINCE, "invalid", message))
    return None


def _cursor(request: Request, errors: list[FieldError]) -> str | None:
    cursor = _sent(request, "cursor", errors)
    if cursor is not None and read_cursor(cursor) is None:
        errors.append(BAD_CURSOR)
    return cursor
