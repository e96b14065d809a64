"""Installations to serve on which ``consult`` commands were run first: once a process, and copied from then on."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from consult import database
from consult.public.pdf.chores import make_pdfs
from consult.settings import load
from tests.support.databases import Databases, environment, in_a_thread
from tests.support.server import run_command

Commands = Sequence[Sequence[str]]


class Prepared:
    """Makes installations below ``folder``, one for each list of commands, and hands out copies."""

    def __init__(self, databases: Databases, folder: Path) -> None:
        self.databases = databases
        self.folder = folder
        self.made: dict[str, tuple[str, Path]] = {}

    def copy(self, commands: Commands, folder: Path) -> str:
        """Put an installation into ``folder``; gives the address of its database."""
        if not commands:
            return self.databases.fresh(folder)
        if repr(commands) not in self.made:
            self.made[repr(commands)] = self._make(commands)
        url, original = self.made[repr(commands)]
        shutil.copytree(original / "files", folder / "files")
        return self.databases.copy(url, folder)

    def _make(self, commands: Commands) -> tuple[str, Path]:
        folder = self.folder / str(len(self.made))
        folder.mkdir()
        url = self.databases.fresh(folder)
        for command in commands:
            run_command(command, environment(url, folder))
        in_a_thread(lambda: make_all_pdfs(url, folder))
        return url, folder


async def make_all_pdfs(url: str, folder: Path) -> None:
    """What the worker would begin with in every copy, beside the browser."""
    settings = load(environment(url, folder))
    async with database.opened(settings):
        await make_pdfs(settings)
