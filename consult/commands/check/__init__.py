"""``consult check``: is the installation sound? A line for each part; exit code 1 for trouble, 3 for warnings alone.

Changes nothing: makes no key, no folder and no database.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from consult import database, settings
from consult.commands.check import stored, surroundings
from consult.commands.check.part import Line, Part, Verdict, line_of
from consult.commands.installation import no_database
from consult.settings import Settings

EXIT_CODES = {Verdict.OK: 0, Verdict.TROUBLE: 1, Verdict.WARNING: 3}

# What is asked of the machine, and what is asked of the database.
MACHINE: dict[str, Part] = {
    "builds": surroundings.built,
    "secret": surroundings.secret,
    "storage": surroundings.storage,
    "site": surroundings.site,
    "mail": surroundings.mail,
}
DATABASE: dict[str, Part] = {
    "private": stored.private,
    "folder": stored.folder,
    "key": stored.key,
    "files": stored.named_files,
    "letters": stored.letters,
    "worker": stored.worker,
    "proxy": stored.proxy,
    "pdf": surroundings.pdf,
    "tallies": stored.tallies,
    "screening": stored.screening,
}


def run(arguments: argparse.Namespace) -> int:
    """0 when everything is sound, 1 for trouble, 3 when there are only warnings."""
    lines = asyncio.run(_lines(settings.load(may_make_key=False)))
    worst = max((line.verdict for line in lines), default=Verdict.OK)
    if arguments.json:
        parts = [line.as_json() for line in lines]
        print(json.dumps({"verdict": worst.name.lower(), "parts": parts}, indent=1))
    else:
        print("\n".join(map(str, lines)))
    return EXIT_CODES[worst]


async def _lines(chosen: Settings) -> list[Line]:
    lines = [await line_of(name, part, chosen) for name, part in MACHINE.items()]
    async with _database(chosen) as first:
        lines.append(first)
        for name, part in DATABASE.items():
            is_known = first.verdict is not Verdict.TROUBLE
            lines.append(await line_of(name, part, chosen) if is_known else _not_known(name))
    return lines


@asynccontextmanager
async def _database(chosen: Settings) -> AsyncIterator[Line]:
    """The database, open, with the line that says whether it is; nothing else can be asked of one that is not."""
    if chosen.is_sqlite and not chosen.sqlite_path.is_file():
        yield Line("database", Verdict.TROUBLE, no_database(chosen))
        return
    async with database.opened(chosen):
        yield await line_of("database", stored.schema, chosen)


def _not_known(name: str) -> Line:
    return Line(name, Verdict.TROUBLE, "Not known: see the database.")
