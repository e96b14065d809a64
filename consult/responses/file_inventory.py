"""The inventory: which files the rows name, and which of those are on the disk. For operators; reads everything."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from consult.files import FileStore
from consult.responses.file_cleanup import NAMED, is_improbable


@dataclass(frozen=True)
class Inventory:
    """Keys that rows name, keys of what is stored, and keys in the bin."""

    named: frozenset[str]
    stored: frozenset[str]
    in_bin: frozenset[str]

    @property
    def missing(self) -> frozenset[str]:
        """What a row names and is not there."""
        return self.named - self.stored

    @property
    def is_plausible(self) -> bool:
        """Whether the files may be this database's: most of what it names is there, and little else."""
        if not self.named:
            return not self.stored
        is_mostly_there = len(self.missing) * 2 <= len(self.named)
        return is_mostly_there and not is_improbable(
            len(self.stored - self.named), len(self.stored)
        )

    def __str__(self) -> str:
        there = len(self.named) - len(self.missing)
        return (
            f"{there} of the {len(self.named)} files that the database names are there, "
            f"and {len(self.stored - self.named)} others"
        )


async def take_inventory(files: FileStore) -> Inventory:
    """One query for each column that names files, and a listing of all folders."""
    named: set[str] = set()
    for model, column in NAMED:
        rows = await model.all().distinct().values_list(column, flat=True)
        named |= {str(key) for key in rows if key}
    stored, in_bin = await asyncio.to_thread(_listed, files)
    return Inventory(frozenset(named), stored, in_bin)


def _listed(files: FileStore) -> tuple[frozenset[str], frozenset[str]]:
    stored = frozenset(key for shelf in files.shelves() for key in files.keys(shelf))
    in_bin = frozenset(key for day in files.bins() for key in files.keys_in_bin(day))
    return stored, in_bin


async def names_of_files(keys: Collection[str]) -> list[str]:
    """What each of these files is, as an operator finds it in the database: "annex 12, file KEY". A file that several
    rows name is named by the first. What people called it is no business of a log. One query for each column that
    names files."""
    names: dict[str, str] = {}
    for model, column in NAMED:
        rows = model.filter(**{f"{column}__in": list(keys)}).order_by("id")
        for row_id, key in await rows.values_list("id", column):
            names.setdefault(str(key), f"{model._meta.db_table.replace('_', ' ')} {row_id}")
    return [f"{names.get(key, 'no row')}, file {key}" for key in keys]
