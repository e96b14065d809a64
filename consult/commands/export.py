"""``consult export``: write the memo or the responses of one consultation to a file."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from consult import clock, settings
from consult.commands.installation import opened
from consult.commands.trouble import Trouble


def run(arguments: argparse.Namespace) -> int:
    """Raises Trouble for an unknown consultation, a kind of file we do not write, a place we cannot write to."""
    target: Path = arguments.to
    if not target.parent.is_dir():
        raise Trouble(f"There is no folder {target.parent}.")
    content = asyncio.run(_content(settings.load(), arguments))
    try:
        target.write_bytes(content)
    except OSError as error:
        raise Trouble(f"{target} cannot be written: {error.strerror}.") from error
    print(f"Wrote {target} ({len(content)} bytes).")
    return 0


async def _content(chosen: settings.Settings, arguments: argparse.Namespace) -> bytes:
    from consult.answers.export import export_memo, export_responses
    from consult.consultations.consultation import Consultation

    async with opened(chosen):
        consultation = await Consultation.get_or_none(slug=arguments.consultation)
        if consultation is None:
            raise Trouble(f"There is no consultation {arguments.consultation}.")
        try:
            ending, now = arguments.to.suffix.lower(), clock.now()
            if arguments.what == "memo":
                return await export_memo(
                    consultation, ending=ending, readers=arguments.readers, now=now
                )
            return await export_responses(
                consultation,
                ending=ending,
                readers=arguments.readers,
                base_url=chosen.base_url,
                now=now,
            )
        except ValueError as error:
            raise Trouble(f"{error}.") from error
