"""The rows of tables for those who work on what was received, one a remark: what is public of it, and beside that the
author's words. A public table is made from what is public alone, see ``consult.public.remark_table``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.queryset import QuerySet

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason, reasons_of
from consult.documents.current_version import published_versions
from consult.documents.document import Version
from consult.documents.section import lasting_id
from consult.responses.attribution import Attribution, attribution_of
from consult.responses.location import (
    ON_THE_WHOLE,
    Fate,
    RemarkLocation,
    remark_locations,
)
from consult.responses.quoted_words import taken_quotes
from consult.responses.remark import VISIBLE, AnchorType, Publicity, Remark, Standing
from consult.responses.respondent import Contact
from consult.tables.column import Row
from consult.tables.table import Batches

BATCH = 500


@dataclass(frozen=True)
class _Surroundings:
    """What every row of a table needs: the published versions, reasons by key, ``link`` before a remark's number."""

    attribution: Attribution | None
    versions: Sequence[Version]
    reasons: Mapping[str, ModerationReason]
    link: str

    def version_number(self, version: int) -> int | None:
        return next((each.number for each in self.versions if each.id == version), None)


async def remark_batches(
    consultation: Consultation, remarks: QuerySet[Remark], *, base_url: str, with_contact: bool
) -> Batches:
    """Rows of STAFF for these remarks of the consultation, in the order in which they were stored, or of CASE
    ``with_contact``. Four queries for each BATCH, one more where words of the text
    are taken down, never all at once."""
    around = await _surroundings(consultation, base_url)
    joined = "response__respondent__contact" if with_contact else "response__respondent"
    last = 0
    while True:
        rows = remarks.filter(id__gt=last).select_related(joined)
        part = await rows.order_by("id").limit(BATCH)
        if not part:
            return
        locations = await remark_locations(around.attribution, part)
        taken = await taken_quotes(part, around.versions)
        table = [_row(each, locations.get(each.id), around, with_contact) for each in part]
        yield [
            _without_quote(row, with_contact) if each.id in taken else row
            for each, row in zip(part, table, strict=True)
        ]
        last = part[-1].id


async def _surroundings(consultation: Consultation, base_url: str) -> _Surroundings:
    versions = await published_versions(consultation.id)
    return _Surroundings(
        await attribution_of(versions[0]) if versions else None,
        versions,
        await reasons_of(consultation.id),
        f"{base_url}/consultations/{consultation.slug}/remarks/",
    )


def _row(
    remark: Remark, location: RemarkLocation | None, around: _Surroundings, with_contact: bool
) -> Row:
    row = {
        **_who(remark),
        **_where(remark, location or ON_THE_WHOLE, around),
        **_what(remark, around),
        **_received(remark),
    }
    return {**row, **_private(remark)} if with_contact else row


def _without_quote(row: Row, with_contact: bool) -> Row:
    """Of words of the text that are taken down: the case alone keeps what the author quoted."""
    sealed = {"anchor_quote": "", "anchor_quote_language": ""}
    return {**row, **sealed} if with_contact else {**row, **sealed, "author_quote": ""}


def _who(remark: Remark) -> Row:
    respondent = remark.response.respondent
    return {
        "number": remark.reference,
        "response_number": remark.response.number,
        "respondent_kind": str(respondent.kind),
        "respondent_name": respondent.public_name,
        "verified_by": str(respondent.verified_by),
    }


def _where(remark: Remark, at: RemarkLocation, around: _Surroundings) -> Row:
    is_on_section = remark.anchor_type is AnchorType.SECTION
    return {
        "anchor_type": str(remark.anchor_type),
        "anchor_id": anchor_id(remark.anchor_type, remark.paragraph_id or remark.section_id),
        "anchor_key": at.original.key if at.original and is_on_section else "",
        "anchor_version": around.version_number(remark.version_id),
        "anchor_quote": remark.public_quote,
        "anchor_quote_language": remark.quote_language,
        **_now(remark, at),
        "section_id": _section(remark, around),
        "section_key": at.current.key if at.current else "",
        "section_number": at.current.printed if at.current else "",
        "section_title": at.current.title if at.current else "",
        "paragraph_number": at.current.number if at.current else "",
    }


def _now(remark: Remark, at: RemarkLocation) -> Row:
    """Where what it was written on stands now: both empty where that is gone, as in the API."""
    if at.fate is Fate.GONE:
        return {"anchor_now_type": "", "anchor_now_id": ""}
    paragraph = at.current.paragraph if at.current else None
    return {
        "anchor_now_type": str(remark.anchor_type),
        "anchor_now_id": anchor_id(remark.anchor_type, paragraph or remark.section_id),
    }


def anchor_id(kind: AnchorType, identity: int | None) -> str:
    """The lasting id of a section or paragraph, as the API has it; "" for the whole."""
    if identity is None:
        return ""
    return lasting_id(identity) if kind is AnchorType.SECTION else str(identity)


def _section(remark: Remark, around: _Surroundings) -> str:
    if around.attribution is None:
        return ""
    identity = around.attribution.current_section(remark.section_id, remark.paragraph_id)
    return lasting_id(identity) if identity else ""


def _what(remark: Remark, around: _Surroundings) -> Row:
    is_public = remark.publicity in VISIBLE and remark.standing == Standing.RECEIVED
    return {
        "text": remark.public_text,
        "proposed_text": remark.public_proposed_text,
        "stance": str(remark.stance),
        "language": remark.language,
        "redacted": remark.publicity is Publicity.REDACTED,
        "left_out": left_out(remark.public_omissions or {}, around.reasons),
        "late": remark.response.is_late,
        "published_at": moment(remark.published_at),
        "html_url": around.link + remark.reference if is_public else "",
    }


def _received(remark: Remark) -> Row:
    return {
        "author_quote": remark.quote,
        "author_text": remark.text,
        "author_proposed_text": remark.proposed_text,
        "standing": str(remark.standing),
        "publicity": str(remark.publicity),
        "channel": str(remark.response.channel),
        "received_at": moment(remark.response.received_at),
    }


def _private(remark: Remark) -> Row:
    respondent = remark.response.respondent
    contact: Contact | None = getattr(respondent, "contact", None)
    return {
        "private_name": respondent.name,
        "private_email": contact.email if contact else "",
        "private_phone": contact.phone if contact else "",
        "private_postcode": contact.postcode if contact else "",
    }


def left_out(
    omissions: Mapping[str, Sequence[str]], reasons: Mapping[str, ModerationReason]
) -> str:
    """Why words were left out of the public texts, in order: each stands for one U+FFFC. In a cell nothing can be marked
    up."""
    keys = [key for field in ("quote", "text", "proposed_text") for key in omissions.get(field, ())]
    return "; ".join(reasons[key].words if key in reasons else key for key in keys)


def moment(at: datetime | None) -> str:
    """In Danish time with its offset, to the second: "2027-04-14T23:59:59+02:00"; "" for none."""
    return clock.local(at).isoformat(timespec="seconds") if at else ""
