"""Whether a moderator knows what becomes of a file's metadata before everybody may have it."""

from __future__ import annotations

from datetime import datetime

from consult.documents.public_copy import LOST
from consult.files import FileStore
from consult.responses.annex import Annex
from consult.responses.annex_copies import ensure_copy


async def is_told(annex: Annex, told: str, files: FileStore, *, now: datetime) -> bool:
    """Whether whoever publishes the file knows that it cannot be cleaned, or it can. ``told`` is the trouble in view.

    The copy is made now if the worker has not made it; takes seconds then, outside of any transaction.
    """
    copy = await ensure_copy(annex, files, now=now)
    return copy.trouble in ("", LOST, told)
