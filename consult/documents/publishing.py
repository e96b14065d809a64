"""Publishing a version: from then on it is what people read and comment, and it never changes."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database, generation
from consult.documents.document import Document, Version
from consult.documents.stored_lineage import Lineage


class AlreadyPublished(Exception):
    """Somebody was first."""


class NotApproved(Exception):
    """Nobody approved what became of the earlier version's paragraphs, see approving.py."""


async def publish_version(version: Version, *, by: str, now: datetime) -> None:
    """Make it the text that is heard. Raises AlreadyPublished, NotApproved."""
    document = await Document.get(id=version.document_id).select_related("consultation")
    async with database.transaction():
        changed = await Version.filter(id=version.id, published_at__isnull=True).update(
            published_at=now
        )
        if not changed:
            raise AlreadyPublished(version.id)
        if await Lineage.filter(version_id=version.id, approved_at__isnull=True).exists():
            raise NotApproved(version.id)
        await audit.record(
            "published",
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
            number=version.number,
        )
        await generation.bump(document.consultation.slug)
    version.published_at = now
