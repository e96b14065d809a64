"""Public copies of files: what everybody may have of a file that somebody uploaded, without its metadata.

The original stays in the store for those who work on the case; no public address leads to it. A file without a row here
was not cleaned yet.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult.files import FileStore
from consult.metadata import NotCleaned, clean_in_process

# The bytes were not there: they may come back with a backup, and are then to be cleaned.
LOST = "lost"
_AT_ONCE = 500


class PublicCopy(Model):
    """What cleaning an original ended in. ``original`` and ``file`` are the file store's keys.

    ``author`` is the name that stands where somebody changed or commented, "" for nobody's. ``trouble`` is "" or why
    it could not be cleaned, see NotCleaned; then there is no ``file``. The counts are those of CleanFile.
    """

    id = fields.BigIntField(primary_key=True)
    original = fields.CharField(max_length=64)
    author = fields.CharField(max_length=300)
    file = fields.CharField(max_length=64)
    size = fields.IntField()
    trouble = fields.CharField(max_length=20)
    changes = fields.IntField()
    comments = fields.IntField()
    removed = fields.IntField()
    leftovers = fields.IntField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "public_copy"
        unique_together = (("original", "author"),)

    @property
    def is_clean(self) -> bool:
        return not self.trouble

    @property
    def served_file(self) -> str:
        """The key of what everybody gets; "" for nothing.

        The original of a file that cannot be cleaned: whoever published it was told so before.
        """
        if self.trouble:
            return "" if self.trouble == LOST else self.original
        return self.file


async def copy_of(original: str, author: str) -> PublicCopy | None:
    """The copy of a file under a name; None until it is made."""
    return await PublicCopy.get_or_none(original=original, author=author)


async def copies_of(originals: Collection[str]) -> dict[tuple[str, str], PublicCopy]:
    """Those of files by (original, author). One query; none for no files."""
    if not originals:
        return {}
    rows = await PublicCopy.filter(original__in=list(originals))
    return {(each.original, each.author): each for each in rows}


async def prepared(
    original: str, author: str, files: FileStore, *, label: str, now: datetime
) -> PublicCopy:
    """The file cleaned and saved, not stored yet: see ``keep``. ``label`` stands for an ``author`` "".

    Takes seconds, in a child process; call it outside of a transaction.
    """
    none = PublicCopy(
        original=original, author=author, file="", size=0, trouble="", changes=0, comments=0,
        removed=0, leftovers=0, made_at=now,
    )  # fmt: skip
    try:
        content = await asyncio.to_thread(files.read, original)
        clean = await clean_in_process(content, author or label)
    except FileNotFoundError:
        return none.update_from_dict({"trouble": LOST})
    except NotCleaned as refused:
        return none.update_from_dict({"trouble": refused.code})
    counts = {
        name: getattr(clean, name) for name in ("changes", "comments", "removed", "leftovers")
    }
    file = await asyncio.to_thread(files.save, clean.content)
    return none.update_from_dict({**counts, "file": file, "size": len(clean.content)})


async def keep(copy: PublicCopy) -> bool:
    """Store it; False where somebody made one meanwhile."""
    before = PublicCopy.filter(original=copy.original, author=copy.author)
    if await before.exists():
        return False
    await PublicCopy.bulk_create([copy], ignore_conflicts=True)
    return True


async def forget_copies_without_bytes(files: FileStore) -> int:
    """Forget those whose own file is lost, or whose original was and is back: they are made again. How many those were.

    All rows, some hundreds at a time; a look at the disk for each.
    """
    last, forgotten = 0, 0
    while rows := await PublicCopy.filter(id__gt=last).order_by("id").limit(_AT_ONCE):
        last = rows[-1].id
        wrong = await asyncio.to_thread(_those_to_forget, rows, files)
        forgotten += await PublicCopy.filter(id__in=wrong).delete() if wrong else 0
    return forgotten


def _those_to_forget(copies: list[PublicCopy], files: FileStore) -> list[int]:
    lost = [each.id for each in copies if each.file and not files.has(each.file)]
    return lost + [each.id for each in copies if each.trouble == LOST and files.has(each.original)]
