"""The dates of a consultation as a calendar file: when it opens, and the deadline."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.extension import Extension
from consult.locale import gettext as _
from consult.public.cacheable import cache_headers
from consult.public.calendar_file import CalendarEvent, calendar_file
from consult.public.lookup import consultation_of
from consult.web.urls import absolute


async def calendar(request: Request) -> Response:
    """Two events. Their ids never change: a file downloaded after an extension moves the deadline in a calendar and
    does not add another."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    extensions = await Extension.filter(consultation_id=consultation.id, party_id=None).order_by(
        "id"
    )
    headers = {
        **cache_headers(consultation, consultation.next_change(now)),
        "content-disposition": f'attachment; filename="{consultation.slug}.ics"',
    }
    content = calendar_file(_events(consultation, extensions))
    return Response(content, media_type="text/calendar", headers=headers)


def _events(consultation: Consultation, extensions: list[Extension]) -> list[CalendarEvent]:
    """Of an announced consultation, which always has both dates."""
    assert consultation.announced_at is not None
    assert consultation.opens_at is not None
    assert consultation.closes_at is not None
    address = absolute("consultation", consultation=consultation.slug)
    site = urlsplit(address).hostname
    title = {"title": consultation.title}
    return [
        CalendarEvent(
            uid=f"{consultation.slug}-opens@{site}",
            at=consultation.opens_at,
            summary=_("Consultation opens: %(title)s") % title,
            address=address,
            changed=consultation.announced_at,
            sequence=0,
        ),
        CalendarEvent(
            uid=f"{consultation.slug}-closes@{site}",
            at=consultation.closes_at,
            summary=_("Deadline for responses: %(title)s") % title,
            address=address,
            changed=max([consultation.announced_at, *(each.decided_at for each in extensions)]),
            sequence=len(extensions),
        ),
    ]
