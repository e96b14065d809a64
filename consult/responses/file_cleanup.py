"""File cleanup: which stored files some row names, and deleting those that none names any longer.

Holds the one list of all columns that store a file's key. Deletion takes two steps, days apart, so that a backup of
the database still finds every file that it names."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from tortoise.models import Model

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.public_copy import PublicCopy
from consult.documents.takedown import SealedWords
from consult.documents.version_pdf import VersionPdf
from consult.files import FileStore
from consult.responses.annex import Annex
from consult.responses.unsent import UnsentAnnex

# The files that texts were read from and background documents are, pictures, PDFs, what people attached, and the copies
# of files that everybody may have; what those were made from is named by whoever put it here. The
# store keeps the same bytes once, and people attach what they saved here. What is sent goes from an unsent response to
# a response: asked the other way round, both would have missed it.
NAMED: tuple[tuple[type[Model], str], ...] = (
    (Version, "source_file"),
    (Paragraph, "picture"),
    (VersionPdf, "file"),
    (PublicCopy, "file"),
    (SealedWords, "picture"),
    (UnsentAnnex, "file_key"),
    (Annex, "file_key"),
)
_AT_ONCE = 500


async def needed_among(keys: Collection[str]) -> set[str]:
    """Those of the keys that a row names: of a response, sent or unsent, or of a text, published or not."""
    found: set[str] = set()
    wanted = list(keys)
    for start in range(0, len(wanted), _AT_ONCE):
        for model, column in NAMED:
            rows = model.filter(**{f"{column}__in": wanted[start : start + _AT_ONCE]})
            found |= {str(key) for key in await rows.distinct().values_list(column, flat=True)}
    return found


# A file system's clock may be behind the machine's by a tick.
_TICK = timedelta(milliseconds=20)


async def delete_unneeded(keys: Collection[str], files: FileStore) -> None:
    """Delete at once those of the keys that no row names and nobody saves meanwhile.

    For what was put to an unsent response alone: no backup needs to find it. Whoever saves bytes saves them again
    when a row names them: a row of somebody else may be committed after this looked.
    """
    since = datetime.now(UTC) - _TICK
    for key in set(keys) - await needed_among(keys):
        await asyncio.to_thread(files.delete_rested, key, since=since)


# Longer than anybody takes to copy the database and then the files.
REST = timedelta(days=7)


async def forget_unneeded_files(files: FileStore, now: datetime) -> int:
    """Mark what no row names, and delete what was marked long enough ago and is not named yet; how many those were.

    A shelf of the store at a time. Bytes that are saved again meanwhile stay.
    """
    gone = 0
    for shelf in await asyncio.to_thread(files.shelves):
        keys = await asyncio.to_thread(files.keys, shelf)
        needed = await needed_among(keys)
        gone += await asyncio.to_thread(_tidy, files, keys, needed, now)
    return gone


def _tidy(files: FileStore, keys: list[str], needed: set[str], now: datetime) -> int:
    gone = 0
    for key in keys:
        if key in needed:
            files.unmark(key)
        elif files.mark(key, now) <= now - REST:
            gone += files.delete_rested(key, since=now - REST)
            files.unmark(key)
    return gone
