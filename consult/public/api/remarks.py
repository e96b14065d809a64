"""Published remarks as data, newest first: the public copy and no other word."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.api.json_response import moment, public_json
from consult.public.api.paging import bad_cursor, listed, paging_of
from consult.public.api.problems import bad_parameter
from consult.public.lookup import consultation_of
from consult.responses.remark import AnchorType
from consult.web.convertors import LARGEST_ID
from consult.web.urls import absolute


async def remarks(request: Request) -> Response:
    """Those of the consultation, of a section with what lies below it, or of one paragraph."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    outline = await queries.outline(consultation)
    found = await _asked_for(request, outline)
    slug = consultation.slug
    return public_json(
        listed([_remark(slug, each) for each in found.items], found.next_cursor),
        of=consultation,
        valid_until=consultation.next_change(now),
    )


async def _asked_for(request: Request, outline: queries.Outline | None) -> queries.RemarkPage:
    paging = paging_of(request)
    section = request.query_params.get("section")
    if section is not None and (outline is None or section not in outline.by_key):
        raise bad_parameter("section", "The draft has no section with this id.", "unknown")
    paragraph = _paragraph(request.query_params.get("paragraph"))
    if outline is None:
        return queries.RemarkPage([], None)
    try:
        return await queries.remarks(
            outline,
            section=outline.by_key[section] if section is not None else None,
            paragraph=paragraph,
            cursor=paging.cursor,
            limit=paging.limit,
        )
    except queries.BadCursor as error:
        raise bad_cursor() from error


def _paragraph(text: str | None) -> int | None:
    """The identity asked for; one on which nothing published stands gives an empty list."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_ID))):
        raise bad_parameter("paragraph", "The id of a paragraph: digits.")
    return min(int(text), LARGEST_ID)


def _remark(consultation: str, remark: queries.PublicRemark) -> dict[str, Any]:
    return {
        "number": remark.reference,
        "respondent": {"kind": remark.kind.value, "name": remark.name or None},
        "verified_by": remark.verified_by.value,
        "anchor": {
            "type": remark.anchor_type.value,
            "id": _anchor_id(remark),
            "version": remark.version,
            "quote": remark.quote,
            "quote_language": remark.quote_language or None,
            "now": _now(remark),
        },
        "section_id": remark.section.key if remark.section else None,
        "text": remark.text,
        "proposed_text": remark.proposed_text,
        "stance": remark.stance.value,
        "language": remark.language,
        "redacted": remark.is_redacted,
        "late": remark.is_late,
        "annexes": [_annex(consultation, remark, each) for each in remark.annexes.files],
        "published_at": moment(remark.published_at),
        "html_url": absolute("remark", consultation=consultation, reference=remark.reference),
    }


def _annex(
    consultation: str, remark: queries.PublicRemark, annex: queries.PublicAnnex
) -> dict[str, Any]:
    return {
        "name": annex.name,
        "media_type": annex.media_type,
        "size": annex.size,
        "url": absolute(
            "annex",
            consultation=consultation,
            number=remark.response_number,
            ordinal=annex.ordinal,
        ),
    }


def _anchor_id(remark: queries.PublicRemark) -> str | None:
    """The id it was written on, in the version it was written on; None on the whole."""
    if remark.anchor_type is AnchorType.PARAGRAPH:
        return str(remark.anchor)
    if remark.anchor_type is AnchorType.SECTION:
        key = remark.section.key if remark.section else ""
        return remark.original.section if remark.original else key
    return None


def _now(remark: queries.PublicRemark) -> dict[str, Any] | None:
    """Where that is in the heard version; None where it is gone."""
    if remark.is_gone:
        return None
    if remark.paragraph is not None:
        return {"type": AnchorType.PARAGRAPH.value, "id": str(remark.paragraph)}
    key = remark.section.key if remark.section else None
    return {"type": remark.anchor_type.value, "id": key}
