"""The installation a command works on: its settings and its database, or one line saying why not."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator

from tortoise.exceptions import DBConnectionError, OperationalError

from consult import builds, database
from consult.commands.trouble import Trouble
from consult.settings import Settings

log = logging.getLogger("consult.installation")

UNREACHABLE = (DBConnectionError, OperationalError, sqlite3.Error, OSError)


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[None]:
    """The database, open and up to date. Raises Trouble when it is neither."""
    async with database.opened(settings):
        try:
            missing = await database.unapplied_migrations()
        except UNREACHABLE as error:
            raise Trouble(cannot_reach(error)) from error
        if missing:
            raise Trouble(
                f"The database lacks {len(missing)} migration(s): run `consult migrate` first."
            )
        yield


def cannot_reach(error: Exception) -> str:
    """One line; the driver's own words may hold the password."""
    return f"The database cannot be reached ({type(error).__name__}): check CONSULT_DATABASE_URL."


def refuse_unbuilt() -> None:
    """Raises Trouble when a catalogue or an asset is missing: every page would be in English, or without style."""
    if missing := builds.missing():
        raise Trouble(missing)


def warn_outdated() -> None:
    """Say in the log which catalogues or assets were made of another source."""
    if outdated := builds.outdated():
        log.warning(outdated)
