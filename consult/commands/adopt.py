"""``consult adopt``: say that this database and this folder belong together from now on, and with this key."""

from __future__ import annotations

import argparse
import asyncio

from consult import clock, database, installation, settings
from consult.commands.installation import UNREACHABLE, cannot_reach, chosen_settings
from consult.commands.trouble import Trouble
from consult.files import FileStore


def run(arguments: argparse.Namespace) -> int:
    """Give both a new id. Raises Trouble when they seem not to belong together, unless told to do it all the same."""
    asyncio.run(_adopt(chosen_settings(), is_expected=arguments.anyway))
    return 0


async def _adopt(chosen: settings.Settings, *, is_expected: bool) -> None:
    from consult.responses.file_inventory import take_inventory

    async with database.opened(chosen):
        try:
            missing = await database.unapplied_migrations()
        except UNREACHABLE as error:
            raise Trouble(cannot_reach(error, chosen)) from error
        if missing:
            raise Trouble("The database is not up to date: run `consult migrate` first.")
        if not is_expected:
            await _refuse_anothers_folder(chosen)
        inventory = await take_inventory(FileStore(chosen.data_dir / "files"))
        if not inventory.is_plausible and not is_expected:
            raise Trouble(f"{chosen.data_dir}: {inventory}. If that is right, add --anyway.")
        try:
            await installation.renew(chosen.data_dir, chosen.secret_key, clock.now())
        except OSError as error:
            raise Trouble(f"{chosen.data_dir} cannot be written: {error.strerror}.") from error
    print(f"The database and {chosen.data_dir} are one installation now: {inventory}.")


async def _refuse_anothers_folder(chosen: settings.Settings) -> None:
    """A copy of a database has all its files in the original's folder, too: only the id tells them apart."""
    folder_id = installation.id_of_folder(chosen.data_dir)
    if folder_id and folder_id != await installation.id_of_database():
        raise Trouble(
            f"{chosen.data_dir} belongs to another database, which would be refused from then on. "
            "If nothing uses that any more, add --anyway."
        )
