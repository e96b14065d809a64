"""Publishing a version: from then on people read it and comment on it, and its text never changes."""

from __future__ import annotations

from datetime import datetime

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, Version
from consult.documents.takedown import seal_again
from consult.documents.versions.stored_lineage import Lineage
from consult.people.conflict import stale
from consult.stale_state import PUBLISHED


class NotApproved(Exception):
    """The version's lineage is not approved, see mapping_approval.py."""


async def publish_version(
    version: Version,
    *,
    by: Actor,
    now: datetime,
    lock_version: int | None = None,
    at: datetime | None = None,
) -> None:
    """Publish the version, ``at`` a later moment where one is given: until then it is frozen and not public.
    ``lock_version`` is that of its lineage on the editor's page, None where there is none.

    Raises NotApproved, and StaleState where it is published already, or its lineage was approved anew.
    """
    document = await Document.get(id=version.document_id).select_related("consultation")
    async with database.transaction():
        changed = await Version.filter(id=version.id, published_at__isnull=True).update(
            published_at=at or now, waits_until=at
        )
        if not changed:
            raise await stale("version", version.id, PUBLISHED)
        if at is not None:
            await Consultation.filter(id=document.consultation_id).update(text_at=at)
        await seal_again(version)
        if await Lineage.filter(version_id=version.id, approved_at__isnull=True).exists():
            raise NotApproved(version.id)
        lineage = Lineage.filter(version_id=version.id)
        if (
            lock_version is not None
            and not await lineage.filter(lock_version=lock_version).exists()
        ):
            raise await stale("lineage", version.id)
        await audit.record(
            "published",
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
            number=version.number,
        )
        await cache_version.bump(document.consultation.slug)
    version.published_at, version.waits_until = at or now, at


async def stop_waiting(version: Version, *, by: Actor, now: datetime) -> None:
    """Put a version that waits for its moment back into preparation; within a transaction.

    Raises StaleState where the moment has come, or it does not wait.
    """
    document = await Document.get(id=version.document_id).select_related("consultation")
    waiting = Version.filter(id=version.id, waits_until__gt=now)
    if not await waiting.update(published_at=None, waits_until=None):
        raise await stale("version", version.id, PUBLISHED)
    await Consultation.filter(id=document.consultation_id).update(text_at=None)
    await audit.record(
        "called off", "version", version.id, by=by, now=now,
        consultation_id=document.consultation_id, number=version.number,
    )  # fmt: skip
    await cache_version.bump(document.consultation.slug)
