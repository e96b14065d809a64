"""Files of an unsent response: attached and detached by its author. What no row names any longer goes at once."""

from __future__ import annotations

import asyncio
from datetime import datetime

from consult import audit, database
from consult.files import FileStore
from consult.responses import upload
from consult.responses.file_cleanup import delete_unneeded
from consult.responses.unsent_response import Unsent, UnsentAnnex
from consult.stale_state import StaleState


async def attach(
    unsent: Unsent, name: str, content: bytes, *, files: FileStore, now: datetime
) -> UnsentAnnex:
    """Put a file to an unsent response.

    Raises upload.FileRefused, StaleState for what has been sent, and files.NoRoom where the disk is nearly full.
    """
    await _check_room(unsent, name, len(content))
    # Once, and not in the transaction, which everybody waits for.
    known = await asyncio.to_thread(upload.recognise, name, content)
    file_key = await asyncio.to_thread(files.save, content)
    try:
        annex = await _store(unsent, known, len(content), file_key, now)
    except (upload.FileRefused, StaleState):
        await delete_unneeded({file_key}, files)
        raise
    # Whoever detached the same bytes meanwhile may have deleted them before this row named them.
    await asyncio.to_thread(files.save, content)
    return annex


async def _store(
    unsent: Unsent, known: tuple[str, str], size: int, file_key: str, now: datetime
) -> UnsentAnnex:
    name, media_type = known
    async with database.transaction():
        # Touching the row makes two uploads at once wait for each other: the limits hold for both.
        if not await Unsent.filter(id=unsent.id, sent_as="").update(updated_at=now):
            raise StaleState("unsent")
        await _check_room(unsent, name, size)
        annex = await UnsentAnnex.create(
            unsent_id=unsent.id,
            name=name,
            media_type=media_type,
            size=size,
            file_key=file_key,
            created_at=now,
        )
        await _record("attach", unsent, annex.id, now)
    return annex


async def _check_room(unsent: Unsent, name: str, length: int) -> None:
    others = await UnsentAnnex.filter(unsent_id=unsent.id)
    upload.check_room(name, length, count=len(others), size=sum(a.size for a in others))


async def detach(unsent: Unsent, annex_id: int, *, files: FileStore, now: datetime) -> None:
    """Take a file off again; taking off what is gone is no error. Raises StaleState for what has been sent."""
    async with database.transaction():
        # Touching the row makes this and sending wait for each other.
        if not await Unsent.filter(id=unsent.id, sent_as="").update(updated_at=now):
            raise StaleState("unsent")
        annex = await UnsentAnnex.get_or_none(id=annex_id, unsent_id=unsent.id)
        if annex is None:
            return
        await annex.delete()
        await _record("detach", unsent, annex_id, now)
    await delete_unneeded({annex.file_key}, files)


async def _record(verb: str, unsent: Unsent, annex_id: int, now: datetime) -> None:
    await audit.record(
        verb, "unsent", unsent.id, by=audit.PUBLIC, now=now,
        consultation_id=unsent.consultation_id, annex=annex_id,
    )  # fmt: skip
