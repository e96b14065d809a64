"""The rows of exports, one a remark. What everybody may see and what only the case file holds are two lists of columns
and two queries: a public row is never cut out of a private one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Literal

from tortoise.queryset import QuerySet

from consult.answers.spreadsheet import Row
from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason, reasons_of
from consult.documents.current_version import current_version
from consult.responses.attribution import attribution_of
from consult.responses.location import (
    ON_THE_WHOLE,
    Location,
    RemarkLocation,
    StoredAnchor,
    full_location_index,
)
from consult.responses.remark import VISIBLE, Remark, Standing
from consult.responses.respondent import Contact

CHUNK = 1000

_SHARED = (
    "number", "response", "version", "section", "heading", "paragraph", "place_now", "section_now",
    "heading_now", "paragraph_now", "quote", "text", "proposed_text", "stance", "respondent_kind",
    "public_name", "verified_by", "standing", "publicity", "language", "received_at", "link",
    "left_out",
)  # fmt: skip
COLUMNS = {
    "public": _SHARED,
    "case": (
        *_SHARED, "channel", "is_late", "public_text", "private_name", "private_email",
        "private_phone", "private_postcode",
    ),
}  # fmt: skip


async def export_rows(
    consultation: Consultation, *, readers: Literal["public", "case"], base_url: str
) -> AsyncIterator[Row]:
    """The rows in the order in which the remarks were stored; five queries beside what is cached, and one for each
    thousand rows."""
    version = await current_version(consultation.id)
    locations = await full_location_index(await attribution_of(version)) if version else None
    reasons = await reasons_of(consultation.id)
    remarks = Remark.filter(consultation_id=consultation.id)
    if readers == "public":
        remarks = remarks.filter(publicity__in=VISIBLE, standing=Standing.RECEIVED)
    link = f"{base_url}/consultations/{consultation.slug}/remarks/"
    async for remark in _chunked(remarks):
        location = locations.of(StoredAnchor.of(remark)) if locations else ON_THE_WHOLE
        shared = {
            **_shared(remark, _location_cells(location), link),
            "left_out": _left_out(remark, reasons),
        }
        if readers == "public":
            yield {**shared, **_public(remark)}
        else:
            yield {**shared, **_case(remark)}


async def _chunked(remarks: QuerySet[Remark]) -> AsyncIterator[Remark]:
    """Every remark in the order in which it was stored, never all at once."""
    last = 0
    while True:
        part = await (
            remarks.filter(id__gt=last)
            .select_related("response__respondent__contact")
            .order_by("id")
            .limit(CHUNK)
        )
        for remark in part:
            yield remark
        if len(part) < CHUNK:
            return
        last = part[-1].id


def _location_cells(at: RemarkLocation) -> Row:
    """The original location, by the numbers of its version, and the current one."""
    current = {f"{name}_now": value for name, value in _cells(at.current).items()}
    version = at.original.version if at.original else None
    return {"version": version, **_cells(at.original), "place_now": str(at.fate), **current}


def _cells(location: Location | None) -> dict[str, str]:
    if location is None:
        return {"section": "", "heading": "", "paragraph": ""}
    return {
        "section": location.printed or location.key,
        "heading": location.title,
        "paragraph": location.number,
    }


def _shared(remark: Remark, location: Row, link: str) -> Row:
    """What both files hold but the texts: each adds the wording it may hold."""
    response, number = remark.response, remark.reference
    return {
        **location,
        "number": number,
        "response": response.number,
        "stance": str(remark.stance),
        "respondent_kind": str(response.respondent.kind),
        "public_name": response.respondent.public_name,
        "verified_by": str(response.respondent.verified_by),
        "standing": str(remark.standing),
        "publicity": str(remark.publicity),
        "language": remark.language,
        "received_at": response.received_at.isoformat(timespec="seconds"),
        "link": link + number if _is_public(remark) else "",
    }


def _public(remark: Remark) -> Row:
    return {
        "quote": remark.public_quote,
        "text": remark.public_text,
        "proposed_text": remark.public_proposed_text,
    }


def _left_out(remark: Remark, reasons: Mapping[str, ModerationReason]) -> str:
    """Why words were left out of the public texts, in order: each stands for one U+FFFC. In a cell nothing can be marked up."""
    omissions = remark.public_omissions or {}
    keys = [key for field in ("quote", "text", "proposed_text") for key in omissions.get(field, ())]
    return "; ".join(reasons[key].words if key in reasons else key for key in keys)


def _case(remark: Remark) -> Row:
    contact: Contact | None = getattr(remark.response.respondent, "contact", None)
    return {
        "quote": remark.quote,
        "text": remark.text,
        "proposed_text": remark.proposed_text,
        "channel": str(remark.response.channel),
        "is_late": str(remark.response.is_late).lower(),
        "public_text": remark.public_text,
        "private_name": remark.response.respondent.name,
        "private_email": contact.email if contact else "",
        "private_phone": contact.phone if contact else "",
        "private_postcode": contact.postcode if contact else "",
    }


def _is_public(remark: Remark) -> bool:
    return remark.publicity in VISIBLE and remark.standing == Standing.RECEIVED
