"""``consult demo``: fill the database with the made-up municipality, or with a draft of one's own."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from consult import settings
from consult.commands.installation import chosen_settings, opened
from consult.commands.trouble import Trouble


def run(arguments: argparse.Namespace) -> int:
    """Load the sample, which is there once however often this is run, or with ``--if-empty`` nothing when there already is a consultation.

    Raises Trouble where others could reach it, or the draft is missing.
    """
    chosen = chosen_settings()
    if not settings.is_loopback(chosen.base_host):
        raise Trouble(
            "Demo accounts are for this machine only: CONSULT_BASE_URL must be a loopback address."
        )
    draft: Path | None = arguments.draft
    if draft and not draft.is_file():
        raise Trouble(f"There is no file {draft}.")
    return asyncio.run(_load(chosen, arguments))


async def _load(chosen: settings.Settings, arguments: argparse.Namespace) -> int:
    from consult.consultations.consultation import Consultation

    async with opened(chosen):
        if arguments.if_empty and await Consultation.exists():
            print("There already is a consultation: nothing was loaded.")
            return 0
        from consult.demo.concluded import load_concluded
        from consult.demo.loading import BUNDLED, is_loaded, load
        from consult.importing import ImportRefused

        if await is_loaded(arguments.draft or BUNDLED):
            print("It is there already, from this draft: nothing was loaded.")
            return 0
        try:
            loaded = await load(
                draft=arguments.draft,
                responses=arguments.responses,
                seed=arguments.seed,
                settings=chosen,
            )
        except ImportRefused as refusal:
            raise Trouble(str(refusal)) from refusal
        print(f"Loaded “{loaded.title}” with {arguments.responses} responses.")
        if arguments.draft is None:
            over = await load_concluded(chosen)
            print(f"Loaded “{over.title}”, which is over and was answered.")
    return 0
