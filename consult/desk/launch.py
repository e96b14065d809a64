"""Launching a consultation: its text is published and it is announced in one transaction; and cancelling that."""

from __future__ import annotations

from datetime import datetime, timedelta

from tortoise.expressions import Q

from consult import audit, cache_version, database
from consult.audit import Actor, AuditEntry
from consult.consultations.announcement import announce
from consult.consultations.consultation import Consultation
from consult.desk.readiness import Lack, readiness_of
from consult.documents.current_version import newest_version
from consult.documents.document import Version, lock_document
from consult.documents.drafting.preparation import Preparation
from consult.documents.publication import publish_version
from consult.people.conflict import stale, stale_since
from consult.stale_state import ANNOUNCED, StaleState

# A launch cannot be cancelled this shortly before its moment: the request may have waited, and people may see it.
LAST_MOMENT = timedelta(minutes=1)


class Incomplete(Exception):
    """It cannot be launched yet; ``lacks`` says what is missing."""

    def __init__(self, lacks: list[Lack]) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = lacks


class TooLate(Exception):
    """It is announced already, or another version of its text is in preparation."""


async def state_token(consultation: Consultation) -> str:
    """A token for the state of text and frame: it changes with both. At most two queries."""
    version = await newest_version(consultation)
    preparation = await Preparation.get_or_none(version_id=version.id) if version else None
    text = (version.id, preparation.lock_version if preparation else 0) if version else ()
    return "-".join(map(str, (consultation.lock_version, *text)))


async def launch(
    consultation: Consultation,
    *,
    by: Actor,
    now: datetime,
    at: datetime | None = None,
    state: str | None = None,
) -> None:
    """Publish the text and announce the consultation, now or at the moment ``at``. ``state`` is the ``state_token`` of the
    page with the button.

    Raises Incomplete, and StaleState where text or frame were changed since, or it is announced already.
    """
    async with database.transaction():
        # A write first: it locks the row, so that nothing it needs is removed in between.
        unannounced = Consultation.filter(id=consultation.id, announced_at__isnull=True)
        if not await unannounced.update(slug=consultation.slug):
            raise await stale("consultation", consultation.id, ANNOUNCED)
        stored = await Consultation.get(id=consultation.id)
        if state is not None and state != await state_token(stored):
            raise await stale_frame(stored)
        if lacks := (await readiness_of(stored, max(now, at or now))).needed:
            raise Incomplete(lacks)
        version = await newest_version(stored)
        if version and version.published_at is None:
            await publish_version(version, by=by, now=now)
        await announce(stored, by=by, now=now, at=at)
    consultation.announced_at = stored.announced_at


async def stale_frame(consultation: Consultation) -> StaleState:
    """A StaleState to raise: who changed text or frame last, and when. At most three queries."""
    version = await newest_version(consultation)
    entries = AuditEntry.filter(
        Q(noun="consultation", noun_id=consultation.id)
        | Q(noun="version", noun_id=version.id if version else 0)
    )
    return await stale_since("consultation", await entries.order_by("-id").first())


async def cancel_launch(consultation: Consultation, *, by: Actor, now: datetime) -> None:
    """Cancel a launch whose moment has not come: the text is in preparation again. Raises TooLate."""
    newest = await newest_version(consultation)
    async with database.transaction():
        if newest is not None:
            # A version that follows it may be about to be stored.
            await lock_document(newest.document_id)
        waiting = Consultation.filter(id=consultation.id, announced_at__gt=now + LAST_MOMENT)
        if not await waiting.update(announced_at=None):
            raise TooLate(consultation.slug)
        if version := await newest_version(consultation):
            if version.published_at is None:
                raise TooLate(consultation.slug)
            await Version.filter(id=version.id).update(published_at=None)
        await audit.record(
            "called off",
            "consultation",
            consultation.id,
            by=by,
            now=now,
            consultation_id=consultation.id,
        )
        await cache_version.bump(cache_version.SITE, consultation.slug)
    consultation.announced_at = None
