"""Publishing an edition, now or at one moment, and taking one back. Everything that is public of the answers follows
from these two verbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult import audit, cache_version, database
from consult.answers.editions.answer_letter import call_back_letters
from consult.answers.editions.content import store_content
from consult.answers.editions.edition import Edition, answered_at, editions_of, lock_editions
from consult.answers.editions.live_record import live_record
from consult.answers.editions.readiness import Obstacle, readiness_of, ready_version
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.publication import publish_version, stop_waiting
from consult.people.conflict import stale, stale_by
from consult.stale_state import PUBLISHED, StaleState

LONGEST_REASON = 1_000


class NotReady(Exception):
    """Something is missing: ``obstacles`` say what."""

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        super().__init__(", ".join(obstacles))
        self.obstacles = obstacles


class TooEarly(ValueError):
    """The moment has passed already."""


class ReasonMissing(ValueError):
    """Everybody is told why an edition was taken back."""


@dataclass(frozen=True)
class EditionIntent:
    """What somebody saw who wants it published: the ``number`` it will have and the ``checksum`` of what it holds. ``at``
    None: now. ``version`` is the number of the version to be public with it, None for none."""

    number: int
    checksum: str
    at: datetime | None = None
    version: int | None = None


async def publish_edition(
    consultation: Consultation, intent: EditionIntent, *, by: Actor, now: datetime
) -> Edition:
    """Freeze the record and make it public at the moment.

    Raises NotReady, TooEarly, and StaleState where the record is another one now than was seen, the version is not ready
    any more, or somebody has published (PUBLISHED: the very same edition).
    """
    at = intent.at or now
    if at < now:
        raise TooEarly
    # Reads the texts of all remarks: not while others wait for the transaction.
    readiness = await readiness_of(consultation, now)
    if readiness.number != intent.number:
        raise await _published_before(readiness.editions[0], intent)
    if readiness.obstacles:
        raise NotReady(readiness.obstacles)
    async with database.transaction():
        return await _publish(consultation, intent, at, by, now)


async def _publish(
    consultation: Consultation, intent: EditionIntent, at: datetime, by: Actor, now: datetime
) -> Edition:
    await lock_editions(consultation)
    editions = await editions_of(consultation)
    if editions and editions[0].number >= intent.number:
        raise await _published_before(editions[0], intent)
    content = (await live_record(consultation)).content
    if content.checksum() != intent.checksum:
        raise StaleState("edition")
    version = await _publish_version(consultation, intent, at, by, now)
    edition = await Edition.create(
        consultation_id=consultation.id, number=intent.number, publish_at=at, made_at=now, made_by=by,
        checksum=intent.checksum, taken_back_by="", taken_back_reason="",
        version_id=version.id if version else None,
    )  # fmt: skip
    await store_content(edition, content)
    await _follow("published", edition, consultation, by, now)
    return edition


async def _publish_version(
    consultation: Consultation, intent: EditionIntent, at: datetime, by: Actor, now: datetime
) -> Version | None:
    """Publish the version that comes with it, for the same moment. Raises StaleState where it is not ready."""
    if intent.version is None:
        return None
    version = await ready_version(consultation)
    if version is None or version.number != intent.version:
        raise StaleState("version")
    await publish_version(version, by=by, now=now, at=at if at > now else None)
    return version


async def _published_before(last: Edition, intent: EditionIntent) -> StaleState:
    """Somebody was first; PUBLISHED where what they published is what was to be."""
    is_same = (last.number, last.checksum) == (intent.number, intent.checksum)
    happened = PUBLISHED if is_same else "changed"
    return await stale_by("edition", last.made_by, last.made_at, happened)


async def take_back(
    consultation: Consultation, number: int, *, reason: str, by: Actor, now: datetime
) -> Edition:
    """Take an edition away from everybody, and back the letters about it that have not left; or call it off before its
    moment; then nobody needs a reason, and the version that would come with it is in preparation again. A version that is
    public stays.

    Raises ReasonMissing, and StaleState where it was taken back already or there is no such.
    """
    async with database.transaction():
        await lock_editions(consultation)
        edition = await Edition.get_or_none(consultation_id=consultation.id, number=number)
        if edition is None:
            raise StaleState("edition")
        if edition.publish_at <= now and not reason.strip():
            raise ReasonMissing
        standing = Edition.filter(id=edition.id, taken_back_at=None)
        if not await standing.update(
            taken_back_at=now, taken_back_by=by, taken_back_reason=reason.strip()
        ):
            raise await stale("edition", edition.id)
        if edition.version_id and edition.publish_at > now:
            await stop_waiting(await Version.get(id=edition.version_id), by=by, now=now)
        verb = "took back" if edition.publish_at <= now else "called off"
        stopped = await call_back_letters(edition, now=now)
        await _follow(verb, edition, consultation, by, now, letters_called_back=stopped)
    return edition


async def _follow(
    verb: str,
    edition: Edition,
    consultation: Consultation,
    by: Actor,
    now: datetime,
    **facts: int,
) -> None:
    """What every change of the editions brings with it, in its transaction."""
    since = answered_at(await editions_of(consultation))
    await Consultation.filter(id=consultation.id).update(answered_at=since)
    await audit.record(
        verb, "edition", edition.id, by=by, now=now, consultation_id=consultation.id,
        number=edition.number, **facts,
    )  # fmt: skip
    # The front page says which consultations are answered.
    await cache_version.bump(cache_version.SITE, consultation.slug)
    consultation.answered_at = since
