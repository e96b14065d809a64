"""Deleting files that no row names any longer: of a version that was discarded, a draft whose file was replaced, an
upload that was never stored.

In two steps, days apart, so that a backup of the database still finds every file that it names.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from consult.files import FileStore
from consult.responses.needed_files import needed_among

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
