"""Feeds of what happens: of one consultation, and of all."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.locale import current, show_datetime
from consult.locale import gettext as _
from consult.public import queries
from consult.public.atom_feed import MEDIA_TYPE, FeedEntry, FeedHead, atom_feed
from consult.public.cacheable import cache_headers
from consult.public.lookup import consultation_of
from consult.public.queries import EventKind, PublicEvent, PublicEvents
from consult.web.urls import absolute

# Entries; what is older is on the pages.
MOST = 50
# Feeds never change their ids: this is the year in which they began.
YEAR = 2026


async def feed(request: Request) -> Response:
    """The newest events of every announced consultation."""
    now = clock.now()
    consultations = await queries.public_consultations(now)
    found = await queries.public_events(consultations, now, MOST)
    return _feed(
        request, consultations, found, now,
        title=_("Consultations: %(site)s") % {"site": request.app.state.site.name},
        address=absolute("feed"), page=absolute("home"), with_title=True,
    )  # fmt: skip


async def consultation_feed(request: Request) -> Response:
    """The newest events of one consultation. Raises HTTPException 404 unless everybody may know of it."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    found = await queries.public_events([consultation], now, MOST)
    slug = consultation.slug
    return _feed(
        request, [consultation], found, now, title=consultation.title, address=absolute("consultation_feed", consultation=slug),
        page=absolute("consultation", consultation=slug), with_title=False,
    )  # fmt: skip


def _feed(
    request: Request,
    consultations: list[Consultation],
    found: PublicEvents,
    now: datetime,
    *,
    title: str,
    address: str,
    page: str,
    with_title: bool,
) -> Response:
    head = FeedHead(title, request.app.state.site.name, address, page, current().code, now)
    content = atom_feed(head, [_entry(each, with_title=with_title) for each in found.events])
    headers = cache_headers(consultations, found.next_at)
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def _entry(event: PublicEvent, *, with_title: bool) -> FeedEntry:
    slug, title = event.consultation.slug, event.consultation.title
    what, address = _words(event), absolute(_page_of(event), consultation=slug)
    return FeedEntry(
        f"tag:{urlsplit(address).hostname},{YEAR}:{slug}/{event.kind}/{event.number}",
        f"{title}: {what}" if with_title else what,
        event.at,
        address,
        event.reason,
    )


def _page_of(event: PublicEvent) -> str:
    """The route of the page that shows what it tells."""
    if event.kind is EventKind.NEW_VERSION:
        return "versions"
    return "outcome" if event.kind in (EventKind.ANSWERED, EventKind.TAKEN_BACK) else "consultation"


def _words(event: PublicEvent) -> str:
    until = {"when": show_datetime(event.until) if event.until else "–"}
    number = {"number": event.number}
    return {
        EventKind.ANNOUNCED: _("The consultation is announced; the deadline is %(when)s") % until,
        EventKind.OPENED: _("The consultation is open"),
        EventKind.EXTENDED: _("The deadline is extended to %(when)s") % until,
        EventKind.NEW_VERSION: _("Version %(number)s of the text is published") % number,
        EventKind.SUSPENDED: _("The consultation is suspended"),
        EventKind.RESUMED: _("The consultation goes on"),
        EventKind.CALLED_OFF: _("The consultation is called off"),
        EventKind.ANSWERED: _("The committees have answered (edition %(number)s)") % number,
        EventKind.TAKEN_BACK: _("Edition %(number)s of the answers was taken back") % number,
    }[event.kind]
