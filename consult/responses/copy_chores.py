"""The worker's chores: make the public copies that are missing, and find those whose bytes are lost."""

from __future__ import annotations

import logging

from consult import clock
from consult.documents import background_copies
from consult.documents.public_copy import forget_copies_without_bytes
from consult.files import FileStore
from consult.responses import annex_copies
from consult.settings import Settings

log = logging.getLogger("consult.worker")


async def make_copies(settings: Settings) -> None:
    """Make those that are due, one after the other, what is published first."""
    files, unit = FileStore(settings.data_dir / "files"), settings.municipality.contact_unit
    for original in await background_copies.due_copies():
        copy = await background_copies.make_copy(original, files, unit=unit, now=clock.now())
        _log(copy.trouble, "background document")
    while due := await annex_copies.due_copies():
        for each in due:
            copy = await annex_copies.make_copy(each, files, now=clock.now())
            _log(copy.trouble, "file of a response")


async def find_lost_copies(settings: Settings) -> None:
    """Have those made again whose bytes are missing, after a restored backup or a mistake."""
    files = FileStore(settings.data_dir / "files")
    if lost := await forget_copies_without_bytes(files):
        log.warning("%s public copies of files are made again", lost)


def _log(trouble: str, kind: str) -> None:
    if trouble:
        log.warning("a %s cannot be cleaned (%s)", kind, trouble)
