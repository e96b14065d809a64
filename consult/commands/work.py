"""``consult work``: the worker by itself, until it is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from consult import logs, settings
from consult.commands.installation import chosen_settings, opened, refuse_unbuilt, warn_outdated


def run(arguments: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; with ``--until-stdin-closes`` also until our parent is gone. Raises Trouble when
    something was not built: letters are in the reader's language, too."""
    refuse_unbuilt()
    logs.configure()
    asyncio.run(_work(chosen_settings(), watch_stdin=arguments.until_stdin_closes))
    return 0


async def _work(chosen: settings.Settings, *, watch_stdin: bool) -> None:
    from consult.app import know_addresses
    from consult.worker import work

    # A letter that a chore writes carries links as those of the site do.
    know_addresses(chosen)

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    if watch_stdin:
        loop.add_reader(sys.stdin, stop.set)
    async with opened(chosen):
        if not watch_stdin:  # our parent has said so already
            warn_outdated()
        await work(chosen, until=stop)
