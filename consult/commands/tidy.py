"""``consult tidy``: the worker's cleanup of files, done now, and also where the worker refuses it."""

from __future__ import annotations

import argparse
import asyncio

from consult import clock, settings
from consult.commands.installation import chosen_settings, opened
from consult.commands.trouble import Trouble
from consult.files import FileStore


def run(arguments: argparse.Namespace) -> int:
    """Move into the bin what no row has named for a week. Raises Trouble when that is too large a share, unless told
    to do it all the same."""
    asyncio.run(_tidy(chosen_settings(), is_expected=arguments.anyway))
    return 0


async def _tidy(chosen: settings.Settings, *, is_expected: bool) -> None:
    from consult.responses.file_cleanup import ImprobableCleanup, forget_unneeded_files

    async with opened(chosen):
        files = FileStore(chosen.data_dir / "files")
        try:
            gone = await forget_unneeded_files(files, clock.now(), is_expected=is_expected)
        except ImprobableCleanup as refusal:
            raise Trouble(
                f"{refusal}: nothing was moved. If that is right, add --anyway."
            ) from refusal
    print(f"Moved {gone} file(s) to the bin.")
