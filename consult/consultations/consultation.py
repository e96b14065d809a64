"""The consultation itself: what is heard, by whom it is decided, and from when until when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult.clock import local
from consult.consultations.deadline import deadline


class Phase(StrEnum):
    """Where a consultation stands. Derived from dates and recorded events, never stored."""

    DRAFT = "draft"
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    ANSWERED = "answered"
    SUSPENDED = "suspended"
    CALLED_OFF = "called_off"


class Consultation(Model):
    """One hearing. The four ``summary_*`` texts are stored as cleaned HTML and fill the fixed summary box.

    ``announced_at`` null: nobody but its editors can see that it exists. ``closes_at`` is the last
    instant that is in time for everybody (extensions have moved it already). ``next_number`` is the
    public number of the next response. ``lock_version`` counts the changes to the frame, so that two editors
    cannot overwrite each other unseen. ``translated_into`` and ``summarised_in`` are the languages ("ar en") in
    which some of the text may have a translation or a plain-language summary: where they are empty, nobody
    looks for one. ``suspended_at`` and ``called_off_at`` are null unless it is stopped, see suspension.py;
    ``stop_reason`` is why, plain text. ``late_days`` after the deadline responses are still received and marked late, 0:
    none is; ``late_policy`` says in words what becomes of them. ``text_at`` is the moment at which another version of its
    text is public, null unless one waits or waited for one.
    """

    id = fields.BigIntField(primary_key=True)
    slug = fields.CharField(max_length=120, unique=True)
    title = fields.CharField(max_length=300)
    language = fields.CharField(max_length=10, default="da")
    summary = fields.TextField(default="")
    summary_decides = fields.TextField(default="")
    summary_how = fields.TextField(default="")
    summary_next = fields.TextField(default="")
    contact_unit = fields.CharField(max_length=200, default="")
    contact_email = fields.CharField(max_length=320, default="")
    late_policy = fields.TextField(default="")
    opens_at = fields.DatetimeField(null=True)
    closes_at = fields.DatetimeField(null=True)
    announced_at = fields.DatetimeField(null=True)
    answered_at = fields.DatetimeField(null=True)
    public_until = fields.DatetimeField(null=True)
    kept_until = fields.DatetimeField(null=True)
    next_number = fields.IntField(default=1)
    lock_version = fields.IntField(default=1)
    created_at = fields.DatetimeField()
    translated_into = fields.CharField(max_length=200, default="", db_default="")
    summarised_in = fields.CharField(max_length=200, default="", db_default="")
    suspended_at = fields.DatetimeField(null=True)
    called_off_at = fields.DatetimeField(null=True)
    stop_reason = fields.TextField(default="", db_default="")
    late_days = fields.IntField(default=1, db_default=1)
    text_at = fields.DatetimeField(null=True)

    class Meta:
        table = "consultation"

    def phase(self, now: datetime) -> Phase:
        """The phase at ``now``."""
        if (
            self.announced_at is None
            or now < self.announced_at
            or self.opens_at is None
            or self.closes_at is None
        ):
            return Phase.DRAFT
        if self.called_off_at is not None:
            return Phase.CALLED_OFF
        if self.suspended_at is not None:
            return Phase.SUSPENDED
        if now < self.opens_at:
            return Phase.PLANNED
        if now <= self.closes_at:
            return Phase.OPEN
        return Phase.ANSWERED if self.answered_at and self.answered_at <= now else Phase.CLOSED

    @property
    def late_until(self) -> datetime | None:
        """The last instant at which a late response is received; None where none is."""
        if self.closes_at is None or not self.late_days:
            return None
        closes = local(self.closes_at)
        # An editor may write the last day there is.
        later = min(timedelta(days=self.late_days), date.max - closes.date())
        return deadline(closes.date() + later, closes.time())

    def takes_late(self, now: datetime) -> bool:
        """Whether a response that reaches us now is received and marked late."""
        until = self.late_until
        return self.phase(now) is Phase.CLOSED and until is not None and now <= until

    def takes_responses(self, now: datetime) -> bool:
        """Whether anybody can send one now, in time or late."""
        return self.phase(now) is Phase.OPEN or self.takes_late(now)

    def is_public(self, now: datetime) -> bool:
        """Whether anybody outside the editors may know of it."""
        return self.phase(now) is not Phase.DRAFT

    def next_change(self, now: datetime) -> datetime | None:
        """The next moment at which time alone changes the phase, the text, or whether late responses are received."""
        # Both are still in time: what changes does so with the first instant after it.
        ends = [
            each + timedelta(microseconds=1) for each in (self.closes_at, self.late_until) if each
        ]
        moments = (self.announced_at, self.opens_at, self.answered_at, self.text_at, *ends)
        return min((m for m in moments if m is not None and m > now), default=None)
