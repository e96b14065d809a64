"""A feed (Atom, RFC 4287) of entries with a title, an address and a moment. Knows no consultation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"


@dataclass(frozen=True)
class FeedEntry:
    """``id`` never changes and is nobody else's. ``summary`` is plain text, "" for none."""

    id: str
    title: str
    at: datetime
    address: str
    summary: str = ""


@dataclass(frozen=True)
class FeedHead:
    """``address`` is the feed's own, ``page`` that of the page it belongs to; ``since`` is when it changed last where it
    has no entry."""

    title: str
    author: str
    address: str
    page: str
    language: str
    since: datetime


def atom_feed(head: FeedHead, entries: Iterable[FeedEntry]) -> bytes:
    """The feed in UTF-8; ``entries`` the newest first."""
    rows = list(entries)
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": head.language})
    _add(feed, "id", head.address)
    _add(feed, "title", head.title)
    _add(feed, "updated", (rows[0].at if rows else head.since).isoformat())
    _add(_add(feed, "author"), "name", head.author)
    _add(feed, "link", rel="self", type=MEDIA_TYPE, href=head.address)
    _add(feed, "link", rel="alternate", type="text/html", href=head.page)
    for row in rows:
        entry = _add(feed, "entry")
        _add(entry, "id", row.id)
        _add(entry, "title", row.title)
        _add(entry, "updated", row.at.isoformat())
        _add(entry, "link", rel="alternate", type="text/html", href=row.address)
        if row.summary:
            _add(entry, "summary", row.summary)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = text
    return made
