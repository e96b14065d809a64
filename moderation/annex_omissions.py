"""Leaving single tracked changes and comments out of the public copy of a sender's file, each with a reason.

The file as it was sent stays with the case. Everybody is told how many were left out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.cache_version import bump
from consult.files import FileStore
from consult.metadata import (
    Annotation,
    annotations_in_process,
    without_annotations_in_process,
)
from consult.people.conflict import stale
from consult.responses.annex import Annex
from consult.responses.annex_copies import ensure_copy
from consult.responses.public_change import PublicChangeKind, record_change_of_response
from consult.responses.remark import Publicity

# What one form holds; whoever needs more out withholds the file.
MOST = 400
WORD = (".docx", ".docm", ".dotx")


def can_be_abridged(annex: Annex) -> bool:
    """Whether single ones can be left out: of a Word file."""
    return annex.name.lower().endswith(WORD)


async def annotations_of(annex: Annex, files: FileStore) -> list[Annotation]:
    """The tracked changes and comments of the file as it was sent; takes a second, in a child process. Raises NotCleaned
    and FileNotFoundError."""
    return await annotations_in_process(await asyncio.to_thread(files.read, annex.file_key))


async def leave_out(
    annex: Annex,
    omissions: Mapping[int, str],
    *,
    viewed: str,
    files: FileStore,
    by: Actor,
    now: datetime,
) -> None:
    """Leave these out, and no others: the key of the reason by the annotation's number. ``viewed`` is the abridged file in
    view. The annex comes with its response, respondent and consultation.

    Takes seconds, before the transaction. Raises NotCleaned, FileNotFoundError, and StaleState where somebody left out
    others since.
    """
    annex.abridged_key = await _abridged(annex, omissions, files) if omissions else ""
    # Made before it is public, so that nobody waits for it.
    await ensure_copy(annex, files, now=now)
    async with database.transaction():
        unchanged = Annex.filter(id=annex.id, abridged_key=viewed)
        reasons = {str(number): omissions[number] for number in sorted(omissions)}
        if not await unchanged.update(abridged_key=annex.abridged_key, omissions=reasons or None):
            raise await stale("annex", annex.id)
        consultation = annex.response.consultation
        await audit.record(
            "left out of", "annex", annex.id, by=by, now=now, consultation_id=consultation.id,
            omissions=" ".join(f"{number}:{reason}" for number, reason in reasons.items()),
        )  # fmt: skip
        await bump(consultation.slug)
        if await Annex.exists(id=annex.id, publicity=Publicity.PUBLISHED):
            await record_change_of_response(annex.response_id, PublicChangeKind.FILES, now=now)


async def _abridged(annex: Annex, omissions: Mapping[int, str], files: FileStore) -> str:
    """The key of the file without them."""
    content = await asyncio.to_thread(files.read, annex.file_key)
    abridged = await without_annotations_in_process(content, list(omissions))
    return await asyncio.to_thread(files.save, abridged)
