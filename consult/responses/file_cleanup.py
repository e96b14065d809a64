"""File cleanup: which stored files some row names, and taking away those that none names any longer.

Holds the one list of all columns that store a file's key. A file is first marked, a week later moved into the day's
bin, and deleted a month after that: a backup of the database still finds every file that it names, and a mistake of
ours is seen before it is for good."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from tortoise.models import Model

from consult.documents.document import Version
from consult.documents.memo_file import MemoFile
from consult.documents.memo_template import MemoTemplate
from consult.documents.paragraph import Paragraph
from consult.documents.public_copy import PublicCopy
from consult.documents.takedown import SealedWords
from consult.documents.version_pdf import VersionPdf
from consult.files import BIN, FileStore
from consult.responses.annex import Annex
from consult.responses.unsent_response import UnsentAnnex

log = logging.getLogger("consult.files")

# The files that texts were read from and background documents are, pictures, PDFs, what people attached, and the copies
# of files that everybody may have; what those were made from is named by whoever put it here. The
# store keeps the same bytes once, and people attach what they saved here. What is sent goes from an unsent response to
# a response: asked the other way round, both would have missed it.
NAMED: tuple[tuple[type[Model], str], ...] = (
    (Version, "source_file"),
    (Paragraph, "picture"),
    (VersionPdf, "file"),
    (MemoFile, "html"),
    (MemoFile, "docx"),
    (MemoFile, "pdf"),
    (MemoTemplate, "file"),
    (PublicCopy, "file"),
    (SealedWords, "picture"),
    (UnsentAnnex, "file_key"),
    (Annex, "file_key"),
    (Annex, "abridged_key"),
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
# What was moved into the bin by mistake is missed within this time, or never.
BIN_REST = timedelta(days=30)
# So many may go at once whatever the store holds; of more than these, no greater share than one in so many.
FEW = 20
ONE_IN = 5


class ImprobableCleanup(Exception):
    """Something else must be wrong, as where a large share of the files would go; nothing was moved. One line."""


def is_improbable(unneeded: int, stored: int) -> bool:
    """Whether so many of the files are hardly unneeded: then the database is rather not the one of this folder."""
    return unneeded > FEW and unneeded * ONE_IN > stored


async def forget_unneeded_files(
    files: FileStore, now: datetime, *, is_expected: bool = False
) -> int:
    """Mark what no row names, and move into the day's bin what was marked long enough ago and is not named yet; how
    many those were. Empties the bins whose time is over.

    Bytes that are saved again meanwhile stay. Raises ImprobableCleanup, having moved nothing, when they are too large
    a share, unless that ``is_expected``.
    """
    await _empty_old_bins(files, now)
    due, stored = await _due(files, now)
    if is_improbable(len(due), stored) and not is_expected:
        raise ImprobableCleanup(f"{len(due)} of {stored} files are named by no row")
    gone = await asyncio.to_thread(_put_into_bin, files, due - await needed_among(due), now)
    if gone:
        log.warning(
            "%d of %d files are named by no row: moved to %s/%s, and deleted in %d days",
            gone, stored, BIN, now.date(), BIN_REST.days,
        )  # fmt: skip
    return gone


async def _due(files: FileStore, now: datetime) -> tuple[set[str], int]:
    """The keys that have rested long enough, and how many files there are; looks at one shelf at a time."""
    due: set[str] = set()
    stored = 0
    for shelf in await asyncio.to_thread(files.shelves):
        keys = await asyncio.to_thread(files.keys, shelf)
        needed = await needed_among(keys)
        due |= await asyncio.to_thread(_mark, files, keys, needed, now)
        stored += len(keys)
    return due, stored


def _mark(files: FileStore, keys: list[str], needed: set[str], now: datetime) -> set[str]:
    due = set()
    for key in keys:
        if key in needed:
            files.unmark(key)
        elif files.mark(key, now) <= now - REST:
            due.add(key)
    return due


def _put_into_bin(files: FileStore, keys: set[str], now: datetime) -> int:
    gone = 0
    for key in keys:
        gone += files.put_into_bin(key, now.date(), since=now - REST)
        files.unmark(key)
    return gone


async def _empty_old_bins(files: FileStore, now: datetime) -> None:
    """What a row names after all goes back to its place, and the rest for good."""
    for day in await asyncio.to_thread(files.bins):
        if day > (now - BIN_REST).date():
            continue
        keys = await asyncio.to_thread(files.keys_in_bin, day)
        for key in await needed_among(keys):
            await asyncio.to_thread(files.take_from_bin, key, day)
        await asyncio.to_thread(files.empty_bin, day)
        log.warning("the bin of %s was emptied: %d files", day, len(keys))
