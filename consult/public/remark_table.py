"""The table of the published remarks: the same values as the pages and the API have, through the same gate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from consult.consultations.consultation import Consultation
from consult.public import queries
from consult.responses.remark import AnchorType
from consult.responses.remark_about import Readers, about_remarks
from consult.responses.remark_columns import PUBLIC, remark_columns
from consult.responses.remark_table import anchor_id, left_out, moment
from consult.settings import Settings
from consult.tables.column import Row
from consult.tables.table import Batches, Table

BATCH = 200


def public_table(
    consultation: Consultation,
    outline: queries.Outline | None,
    *,
    settings: Settings,
    source: str,
    now: datetime,
    filters: Mapping[str, str] | None = None,
    **on: Any,
) -> Table:
    """The table of what is published; asks nothing before it is read. ``filters`` is what ``on`` is in an address."""
    about = about_remarks(
        consultation,
        readers=Readers.PUBLIC,
        source=source,
        publisher=settings.municipality.site_name,
        now=now,
        filters=filters,
    )
    return Table(about, remark_columns(PUBLIC), public_batches(outline, settings.base_url, **on))


async def public_batches(outline: queries.Outline | None, base_url: str, **on: Any) -> Batches:
    """Rows of PUBLIC, newest first; ``on`` as ``queries.remarks`` takes it. The queries of a page of the API for each
    BATCH, never all at once; none before a version is published."""
    cursor: str | None = None
    while outline is not None:
        page = await queries.remarks(outline, cursor=cursor, limit=BATCH, **on)
        yield [_row(outline, each, base_url) for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return


def _row(outline: queries.Outline, remark: queries.PublicRemark, base_url: str) -> Row:
    here = f"{base_url}/consultations/{outline.consultation.slug}"
    return {
        "number": remark.reference,
        "response_number": remark.response_number,
        "respondent_kind": str(remark.kind),
        "respondent_name": remark.name,
        "verified_by": str(remark.verified_by),
        **_anchor(remark),
        **_section(remark),
        "text": remark.text,
        "proposed_text": remark.proposed_text,
        "stance": str(remark.stance),
        "language": remark.language,
        "redacted": remark.is_redacted,
        "left_out": left_out(remark.omissions, remark.reasons),
        "late": remark.is_late,
        "annexes": " ".join(
            f"{here}/responses/{remark.response_number}/annexes/{each.ordinal}"
            for each in remark.annexes.files
        ),
        "published_at": moment(remark.published_at),
        "html_url": f"{here}/remarks/{remark.reference}",
    }


def _anchor(remark: queries.PublicRemark) -> Row:
    return {
        "anchor_type": str(remark.anchor_type),
        "anchor_id": anchor_id(remark.anchor_type, remark.anchor),
        "anchor_key": _original_key(remark),
        "anchor_version": remark.version,
        "anchor_quote": remark.quote,
        "anchor_quote_language": remark.quote_language,
        "anchor_now_type": "" if remark.is_gone else str(remark.anchor_type),
        "anchor_now_id": "" if remark.is_gone else _now_id(remark),
    }


def _now_id(remark: queries.PublicRemark) -> str:
    if remark.paragraph is not None:
        return str(remark.paragraph)
    return remark.section.lasting_id if remark.section else ""


def _original_key(remark: queries.PublicRemark) -> str:
    """As the version it was written on numbers the section; "" for a paragraph or the whole."""
    if remark.anchor_type is not AnchorType.SECTION:
        return ""
    if remark.original:
        return remark.original.section
    return remark.section.key if remark.section else ""


def _section(remark: queries.PublicRemark) -> Row:
    section = remark.section
    return {
        "section_id": section.lasting_id if section else "",
        "section_key": section.key if section else "",
        "section_number": section.number if section else "",
        "section_title": section.title if section else "",
        "paragraph_number": remark.paragraph_number,
    }
