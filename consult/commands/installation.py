"""The installation a command works on: its settings, its database and its folder, or one line saying why not."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Sequence
from urllib.parse import urlsplit

import asyncpg
from tortoise.exceptions import ConfigurationError, DBConnectionError, OperationalError

from consult import builds, clock, database, installation
from consult.commands.trouble import Trouble
from consult.faults import code_of, root_of
from consult.files import FileStore
from consult.settings import Settings, load

log = logging.getLogger("consult.installation")

UNREACHABLE = (
    DBConnectionError, OperationalError, ConfigurationError, sqlite3.Error, asyncpg.PostgresError,
    asyncpg.InterfaceError, OSError,
)  # fmt: skip
WRONG_LOGIN = (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError)
# A pool gave a connection on which somebody else's prepared statements are, or ours are not.
POOLED = (asyncpg.DuplicatePreparedStatementError, asyncpg.InvalidSQLStatementNameError)
ADOPT = "if they do belong together, run `consult adopt`"
# Between the two writes of a process that makes both one.
MOMENT = 0.5


def chosen_settings() -> Settings:
    """The settings of an installation that is there. Raises Trouble, having made nothing, where there is no embedded
    database: a command was run in another folder, or `consult migrate` never was."""
    refuse_missing(load(may_make_key=False))
    return load()


def refuse_missing(settings: Settings) -> None:
    """Raises Trouble where there is no embedded database; the driver would make an empty one."""
    if settings.is_sqlite and not settings.sqlite_path.is_file():
        raise Trouble(no_database(settings))


def no_database(settings: Settings) -> str:
    """One line for an embedded database that is not there."""
    return (
        f"There is no database {settings.sqlite_path}: is this the right folder? "
        "CONSULT_DATABASE_URL or CONSULT_DATA_DIR names another; `consult migrate` makes a new one."
    )


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[None]:
    """The database, open, up to date, and of this folder. Raises Trouble when it is not."""
    refuse_missing(settings)
    async with database.opened(settings):
        try:
            missing = await database.unapplied_migrations()
            newer = await database.unknown_migrations()
        except UNREACHABLE as error:
            raise Trouble(cannot_reach(error, settings)) from error
        if newer:
            raise Trouble(newer_database(newer))
        if missing:
            raise Trouble(
                f"The database lacks {len(missing)} migration(s): run `consult migrate` first."
            )
        await belong_together(settings)
        yield


async def belong_together(settings: Settings) -> None:
    """Make the open database and the folder one installation where neither belongs to any. Raises Trouble when they
    do not belong together, or that is not to be seen."""
    try:
        fault = await why_apart(settings)
        if fault is None:
            await installation.mark(settings.data_dir, settings.secret_key, clock.now())
    except OSError as error:
        raise Trouble(
            f"CONSULT_DATA_DIR {settings.data_dir} cannot be used: {error.strerror}."
        ) from error
    if fault:
        raise Trouble(fault)
    if not await installation.is_key_known(settings.secret_key):
        log.warning("CONSULT_SECRET_KEY is not the key of this database: see `consult check`")


async def why_apart(settings: Settings) -> str | None:
    """One line saying why database and folder are not one installation; "" when they are, None when neither was ever
    part of one and they may become it. Changes nothing. Raises OSError."""
    database_id, folder_id = await _ids(settings)
    folder = settings.data_dir
    if database_id or folder_id:
        return _why_not_the_same(database_id, folder_id, settings)
    from consult.responses.file_inventory import take_inventory

    inventory = await take_inventory(FileStore(folder / "files"))
    if inventory.is_plausible:
        return None
    return f"{folder} seems not to be this database's ({inventory}): {ADOPT}."


async def refuse_another_s(settings: Settings) -> None:
    """Raises Trouble where the open database and the folder carry different ids, OSError where the folder cannot be
    read."""
    if fault := _why_not_the_same(*await _ids(settings), settings):
        raise Trouble(f"{fault} Nothing was migrated; to do that all the same, add --anyway.")


def _why_not_the_same(database_id: str, folder_id: str, settings: Settings) -> str:
    folder = settings.data_dir
    if database_id == folder_id:
        return ""
    if not folder_id:
        return f"{folder} carries no installation id, and the database does: is the share mounted? Else {ADOPT}."
    return f"{folder} belongs to another database than CONSULT_DATABASE_URL names: {ADOPT}."


async def _ids(settings: Settings) -> tuple[str, str]:
    found = await _read_ids(settings)
    if found[0] != found[1]:
        await asyncio.sleep(MOMENT)
        found = await _read_ids(settings)
    return found


async def _read_ids(settings: Settings) -> tuple[str, str]:
    return await installation.id_of_database(), installation.id_of_folder(settings.data_dir)


def newer_database(steps: Sequence[str]) -> str:
    """One line for a database that a later version of this code has migrated."""
    return (
        f"The database is of a newer version of Consult (it has {steps[-1]}): run that version, or restore the backup "
        "from before the upgrade."
    )


def cannot_reach(error: Exception, settings: Settings) -> str:
    """One line; the driver's own words may hold the password."""
    if isinstance(root_of(error), asyncpg.InvalidCatalogNameError):
        name = urlsplit(settings.database_url).path.strip("/")
        return f"The server has no database {name!r}: check the name in CONSULT_DATABASE_URL, or create it."
    if isinstance(error, WRONG_LOGIN):
        return "The database refuses the user or the password in CONSULT_DATABASE_URL."
    if isinstance(root_of(error), POOLED):
        return (
            f"A pool such as PgBouncer stands before the database ({code_of(error)}): add "
            "statement_cache_size=0 behind the ? of CONSULT_DATABASE_URL."
        )
    return f"The database cannot be reached ({code_of(error)}): check CONSULT_DATABASE_URL."


def refuse_unbuilt() -> None:
    """Raises Trouble when a catalogue or an asset is missing: every page would be in English, or without style."""
    if missing := builds.missing():
        raise Trouble(missing)


def warn_outdated() -> None:
    """Say in the log which catalogues or assets were made of another source."""
    if outdated := builds.outdated():
        log.warning(outdated)
