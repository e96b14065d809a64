"""A text that is put before the one to be heard, so that everybody can compare them: the policy in force, or an
earlier draft. It is a version like any other, but was never out for consultation here."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, Version, hold
from consult.documents.publication import publish_version
from consult.documents.versions.version_note import describe_version
from consult.people.conflict import stale
from consult.stale_state import ANNOUNCED


async def keep_as_earlier(version: Version, *, note: str, by: Actor, now: datetime) -> None:
    """Leave the text as it is; the next one that is read follows it. ``note`` says what it is.

    Raises StaleState where the consultation was announced or the version described or published since, NotApproved.
    """
    async with database.transaction():
        await _hold_unannounced(version)
        await describe_version(version, title=version.title, note=note, by=by, now=now)
        await publish_version(version, by=by, now=now)


async def take_up_again(version: Version, *, by: Actor, now: datetime) -> None:
    """Let it be the text in preparation again.

    Raises StaleState where it is that already, another text follows it, or the consultation was announced since.
    """
    async with database.transaction():
        await hold(version.document_id)  # a file that follows it may be on its way in
        consultation_id = await _hold_unannounced(version)
        later = Version.filter(document_id=version.document_id, number__gt=version.number)
        kept = Version.filter(id=version.id, published_at__isnull=False)
        if await later.exists() or not await kept.update(published_at=None):
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


async def _hold_unannounced(version: Version) -> int:
    """The consultation's id. A write: announcing waits for it, or was first."""
    document = await Document.get(id=version.document_id).select_related("consultation")
    slug = document.consultation.slug
    unannounced = Consultation.filter(id=document.consultation_id, announced_at__isnull=True)
    if not await unannounced.update(slug=slug):
        raise await stale("consultation", document.consultation_id, ANNOUNCED)
    return document.consultation_id
