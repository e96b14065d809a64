"""``consult export``: write the memo or the responses of one consultation to a file."""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from consult import clock, settings
from consult.commands.installation import chosen_settings, opened
from consult.commands.trouble import Trouble

if TYPE_CHECKING:
    from consult.consultations.consultation import Consultation
    from consult.tables.table import Table


def run(arguments: argparse.Namespace) -> int:
    """Raises Trouble for an unknown consultation, a kind of file we do not write, a place we cannot write to."""
    target: Path = arguments.to
    if not target.parent.is_dir():
        raise Trouble(f"There is no folder {target.parent}.")
    try:
        for words in asyncio.run(_written(chosen_settings(), arguments)):
            print(words)
    except OSError as error:
        raise Trouble(f"{target} cannot be written: {error.strerror}.") from error
    return 0


async def _written(chosen: settings.Settings, arguments: argparse.Namespace) -> list[str]:
    """A line for each file that was written."""
    from consult.consultations.consultation import Consultation

    async with opened(chosen):
        consultation = await Consultation.get_or_none(slug=arguments.consultation)
        if consultation is None:
            raise Trouble(f"There is no consultation {arguments.consultation}.")
        write = _memo if arguments.what == "memo" else _responses
        return await write(chosen, consultation, arguments)


async def _memo(
    chosen: settings.Settings, consultation: Consultation, arguments: argparse.Namespace
) -> list[str]:
    from consult.answers.export import MEMO_ENDINGS, export_memo
    from consult.app import know_addresses

    know_addresses(chosen)

    target: Path = arguments.to
    ending = _ending(target, "memo", MEMO_ENDINGS)
    content = await export_memo(
        consultation, ending=ending, readers=arguments.readers, now=clock.now()
    )
    target.write_bytes(content)
    return [f"Wrote {target} ({len(content)} bytes)."]


async def _responses(
    chosen: settings.Settings, consultation: Consultation, arguments: argparse.Namespace
) -> list[str]:
    """The table goes into a file beside the target first: what is there under its name is always whole."""
    from consult.tables.descriptor import beside, descriptor
    from consult.tables.file import CSV, MEDIA_TYPES, write_table

    target: Path = arguments.to
    ending = _ending(target, "responses", MEDIA_TYPES)
    table = await _table(chosen, consultation, arguments.readers)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        rows = await write_table(table, part, ending)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    said = [f"Wrote {target} ({rows} rows)."]
    if ending == CSV:
        beside(target).write_bytes(descriptor(table, target.name, rows))
        said.append(f"Wrote {beside(target)}: what the table is, and what its columns hold.")
    return said


async def _table(chosen: settings.Settings, consultation: Consultation, readers: str) -> Table:
    """The public table through the public gate, the case file's from everything that was received."""
    from consult.public import queries
    from consult.public.remark_table import public_table
    from consult.responses.remark import Remark
    from consult.responses.remark_about import Readers
    from consult.responses.staff_table import staff_table

    source = f"{chosen.base_url}/consultations/{consultation.slug}/remarks"
    if readers == Readers.PUBLIC:
        outline = await queries.outline(consultation)
        return public_table(consultation, outline, settings=chosen, source=source, now=clock.now())
    remarks = Remark.filter(consultation_id=consultation.id)
    return staff_table(
        consultation,
        remarks,
        settings=chosen,
        source=source,
        now=clock.now(),
        readers=Readers.CASE,
    )


def _ending(target: Path, what: str, endings: Collection[str]) -> str:
    ending = target.suffix.lower()
    if ending not in endings:
        kinds = ", ".join(endings)
        raise Trouble(
            f"The {what} cannot be written as {ending or 'a file without an ending'}; use {kinds}."
        )
    return ending
