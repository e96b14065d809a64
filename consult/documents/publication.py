"""Publishing a version: from then on people read it and comment on it, and its text never changes."""

from __future__ import annotations

from datetime import datetime

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.documents.document import Document, Version
from consult.documents.takedown import seal_again
from consult.documents.versions.stored_lineage import Lineage
from consult.people.conflict import stale
from consult.stale_state import PUBLISHED


class NotApproved(Exception):
    """The version's lineage is not approved, see mapping_approval.py."""


async def publish_version(
    version: Version, *, by: Actor, now: datetime, lock_version: int | None = None
) -> None:
    """Publish the version. ``lock_version`` is that of its lineage on the editor's page, None where there is none.

    Raises NotApproved, and StaleState where it is published already, or its lineage was approved anew.
    """
    document = await Document.get(id=version.document_id).select_related("consultation")
    async with database.transaction():
        changed = await Version.filter(id=version.id, published_at__isnull=True).update(
            published_at=now
        )
        if not changed:
            raise await stale("version", version.id, PUBLISHED)
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
    version.published_at = now
