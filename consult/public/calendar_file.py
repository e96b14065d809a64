"""A calendar file (RFC 5545) of moments with a name, in Copenhagen time. Knows no consultation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from consult.clock import local

# In octets, without the line ending.
MAX_LINE = 75

# The rules of the European Union since 1996; every date of a consultation lies after that.
TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Copenhagen",
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "DTSTART:19970330T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "DTSTART:19971026T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True)
class CalendarEvent:
    """A moment in a calendar. ``uid`` stays the same when it is moved, ``sequence`` counts how often it was, ``changed``
    is when it last was. Both datetimes are aware."""

    uid: str
    at: datetime
    summary: str
    address: str
    changed: datetime
    sequence: int


def calendar_file(events: Iterable[CalendarEvent]) -> str:
    """The whole file, its lines folded and ended as the standard requires."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Consult//Dates//EN", "CALSCALE:GREGORIAN"]
    lines += TIME_ZONE
    for event in events:
        lines += _lines(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_in_utc(event.changed)}"
    yield f"SEQUENCE:{event.sequence}"
    yield _start(event.at)
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"URL:{event.address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _start(moment: datetime) -> str:
    """To the minute, as pages show it. In the hour that comes twice a year in UTC: a local time would mean the first."""
    here = local(moment)
    if here.fold:
        return f"DTSTART:{_in_utc(moment.replace(second=0))}"
    return f"DTSTART;TZID=Europe/Copenhagen:{here:%Y%m%dT%H%M00}"


def _in_utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """A TEXT value: white space collapsed, control characters removed, the special characters escaped."""
    plain = "".join(
        c for c in " ".join(words.split()) if unicodedata.category(c) not in ("Cc", "Cs")
    )
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """The line in pieces of at most MAX_LINE octets, no character cut in two."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        # A continuation begins with a space, which counts.
        if size + width > MAX_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + width
    return "\r\n".join([*pieces, piece])
