"""The title and the note of a version. The note is in the list of versions, and alone may be corrected after
publication."""

from __future__ import annotations

from datetime import datetime

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.documents.document import Document, Version
from consult.people.conflict import stale
from consult.stale_state import StaleState

LONGEST_NOTE = 1000


async def describe_version(
    version: Version, *, title: str, note: str, by: Actor, now: datetime
) -> None:
    """Store a title and a note. ``version`` has those that were read.

    Raises StaleState where it was described or published since.
    """
    document = await Document.get(id=version.document_id)
    async with database.transaction():
        unchanged = Version.filter(
            id=version.id, published_at__isnull=True, title=version.title, note=version.note
        )
        if not await unchanged.update(title=title, note=note):
            raise await _stale(version)
        await audit.record(
            "described",
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
        )
    version.title, version.note = title, note


async def correct_note(version: Version, note: str, *, by: Actor, now: datetime) -> None:
    """Correct the note of a published version. ``version`` has the one that was read.

    Once the consultation is public the moment of the correction is public too. Raises StaleState where the note was
    changed since.
    """
    document = await Document.get(id=version.document_id).select_related("consultation")
    if note == version.note:
        return
    corrected_at = now if document.consultation.is_public(now) else version.note_corrected_at
    async with database.transaction():
        unchanged = Version.filter(id=version.id, published_at__isnull=False, note=version.note)
        if not await unchanged.update(note=note, note_corrected_at=corrected_at):
            raise await _stale(version)
        await audit.record(
            "note corrected",
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=document.consultation_id,
            before=version.note,
        )
        await cache_version.bump(document.consultation.slug)
    version.note, version.note_corrected_at = note, corrected_at


async def _stale(version: Version) -> StaleState:
    stored = await Version.get(id=version.id)
    return await stale("version", version.id, current=[stored.title, stored.note])
