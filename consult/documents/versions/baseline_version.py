"""A baseline version: the policy in force or an earlier draft, put before the text that is out for consultation so that
everybody can compare them. It is a published version that nobody can answer to."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, Version, lock_document
from consult.documents.publication import publish_version
from consult.documents.versions.version_note import describe_version
from consult.people.conflict import stale
from consult.stale_state import ANNOUNCED


async def keep_as_baseline(version: Version, *, note: str, by: Actor, now: datetime) -> None:
    """Publish the version in preparation as a baseline; the next uploaded file follows it. ``note`` says what it is.

    Raises StaleState where the consultation was announced, or the version described or published since, NotApproved.
    """
    async with database.transaction():
        await _lock_unannounced(version)
        await describe_version(version, title=version.title, note=note, by=by, now=now)
        await publish_version(version, by=by, now=now)


async def reopen_baseline(version: Version, *, by: Actor, now: datetime) -> None:
    """Make the baseline the version in preparation again.

    Raises StaleState where it is that already, another version follows it, or the consultation was announced since.
    """
    async with database.transaction():
        await lock_document(
            version.document_id
        )  # a version that follows it may be about to be stored
        consultation_id = await _lock_unannounced(version)
        later = Version.filter(document_id=version.document_id, number__gt=version.number)
        published = Version.filter(id=version.id, published_at__isnull=False)
        if await later.exists() or not await published.update(published_at=None):
            raise await stale("version", version.id)
        await audit.record(
            "taken up again",
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=consultation_id,
        )
    version.published_at = None


async def _lock_unannounced(version: Version) -> int:
    """Lock the consultation's row by a write; its id. Raises StaleState where it was announced."""
    document = await Document.get(id=version.document_id).select_related("consultation")
    slug = document.consultation.slug
    unannounced = Consultation.filter(id=document.consultation_id, announced_at__isnull=True)
    if not await unannounced.update(slug=slug):
        raise await stale("consultation", document.consultation_id, ANNOUNCED)
    return document.consultation_id
