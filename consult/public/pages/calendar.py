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
    """Two moments; whoever reads the file again after an extension has the deadline moved, not doubled."""
    now = clock.now()
    found = await consultation_of(request, now)
    extensions = await Extension.filter(consultation_id=found.id, party_id=None).order_by("id")
    headers = {
        **cache_headers(found, found.next_change(now)),
        "content-disposition": f'attachment; filename="{found.slug}.ics"',
    }
    return Response(
        calendar_file(_events(found, extensions)), media_type="text/calendar", headers=headers
    )


def _events(of: Consultation, extensions: list[Extension]) -> list[CalendarEvent]:
    """Of an announced consultation, which always has both dates."""
    assert of.announced_at is not None
    assert of.opens_at is not None
    assert of.closes_at is not None
    address = absolute("consultation", consultation=of.slug)
    site = urlsplit(address).hostname
    changed = max([of.announced_at, *(each.decided_at for each in extensions)])
    words = {"title": of.title}
    return [
        CalendarEvent(
            uid=f"{of.slug}-opens@{site}",
            at=of.opens_at,
            summary=_("Consultation opens: %(title)s") % words,
            address=address,
            changed=of.announced_at,
            sequence=0,
        ),
        CalendarEvent(
            uid=f"{of.slug}-closes@{site}",
            at=of.closes_at,
            summary=_("Deadline for responses: %(title)s") % words,
            address=address,
            changed=changed,
            sequence=len(extensions),
        ),
    ]
