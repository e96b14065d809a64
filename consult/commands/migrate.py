"""``consult migrate``: bring the database up to date."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3

from consult import database, settings
from consult.commands.installation import UNREACHABLE, cannot_reach, opened
from consult.commands.trouble import Trouble
from consult.migration_history import DatabaseTooOld


def run(arguments: argparse.Namespace) -> int:
    """Apply what is missing, and make database and folder one installation; doing it again does nothing. Raises
    Trouble when the database cannot be reached, is too old, or is not this folder's."""
    try:
        applied = asyncio.run(_migrate(settings.load()))
    except UNREACHABLE as error:
        raise Trouble(cannot_reach(error)) from error
    except DatabaseTooOld as error:
        raise Trouble(str(error)) from error
    print(f"Applied {applied} migration(s)." if applied else "The database is up to date.")
    return 0


async def _migrate(chosen: settings.Settings) -> int:
    if chosen.is_sqlite:
        chosen.sqlite_path.parent.mkdir(parents=True, exist_ok=True)
        database.keep_private(chosen.sqlite_path)
        # The driver waits for ever for a file that cannot be opened; this says so at once.
        sqlite3.connect(chosen.sqlite_path).close()
    applied = await database.migrate(chosen)
    async with opened(chosen):
        return len(applied)
