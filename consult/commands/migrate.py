"""``consult migrate``: bring the database up to date."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3

from consult import database, faults, migration_history, settings
from consult.commands.installation import (
    UNREACHABLE,
    cannot_reach,
    newer_database,
    opened,
    refuse_another_s,
)
from consult.commands.trouble import Trouble
from consult.migration_history import DatabaseTooOld

# The step since which a database carries the id of its installation.
ID_STEP = "0008_installation"


def run(arguments: argparse.Namespace) -> int:
    """Apply what is missing, and make database and folder one installation; doing it again does nothing. Raises
    Trouble when the database cannot be reached, is too old, or is not this folder's, and when a migration failed."""
    applied = asyncio.run(_migrate(settings.load(), is_expected=arguments.anyway))
    print(f"Applied {applied} migration(s)." if applied else "The database is up to date.")
    return 0


async def _migrate(chosen: settings.Settings, *, is_expected: bool) -> int:
    await _refuse_what_is_not_ours(chosen, is_expected=is_expected)
    try:
        applied = await database.migrate(chosen)
    except DatabaseTooOld as error:
        raise Trouble(str(error)) from error
    except faults.SURROUNDINGS as error:
        raise Trouble(
            f"A migration failed ({faults.code_of(error)}) and was undone: those before it stay applied."
        ) from error
    async with opened(chosen):
        return len(applied)


async def _refuse_what_is_not_ours(chosen: settings.Settings, *, is_expected: bool) -> None:
    try:
        if chosen.is_sqlite:
            chosen.sqlite_path.parent.mkdir(parents=True, exist_ok=True)
            database.keep_private(chosen.sqlite_path)
            # The driver waits for ever for a file that cannot be opened; this says so at once.
            sqlite3.connect(chosen.sqlite_path).close()
        async with database.opened(chosen):
            if newer := await database.unknown_migrations():
                raise Trouble(newer_database(newer))
            steps = await migration_history.applied()
            if ID_STEP in steps and not is_expected:
                await refuse_another_s(chosen)
    except UNREACHABLE as error:
        raise Trouble(cannot_reach(error, chosen)) from error
