"""Public copies of background documents: made when a file is added, or by the worker."""

from __future__ import annotations

from datetime import datetime

from consult import cache_version, database
from consult.documents import public_copy
from consult.documents.background import background_versions
from consult.documents.public_copy import PublicCopy
from consult.files import FileStore

# Nobody's: the unit's name stands in the file where somebody changed or commented.
AUTHOR = ""


async def due_copies() -> list[str]:
    """The files (the store's keys) without a copy. Two queries."""
    rows = await background_versions().distinct().values_list("source_file", flat=True)
    originals = [str(each) for each in rows]
    made = await public_copy.copies_of(originals)
    return [each for each in originals if (each, AUTHOR) not in made]


async def copies_for(originals: list[str]) -> dict[str, PublicCopy]:
    """The copies by original, of those that have one. One query."""
    made = await public_copy.copies_of(originals)
    return {original: copy for (original, author), copy in made.items() if author == AUTHOR}


async def make_copy(original: str, files: FileStore, *, unit: str, now: datetime) -> PublicCopy:
    """Clean a file, and store what came of it. ``unit`` is the office that stands for its employees."""
    copy = await public_copy.prepared(original, AUTHOR, files, label=unit, now=now)
    async with database.transaction():
        await public_copy.keep(copy)
        rows = background_versions().filter(source_file=original)
        for version in await rows.select_related("document__consultation"):
            await cache_version.bump(version.document.consultation.slug)
    return copy
