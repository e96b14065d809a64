"""A table as a file of one kind: written batch by batch in a thread, so that nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from consult.tables.column import Row
from consult.tables.csv_file import CsvFile
from consult.tables.json_file import JsonFile
from consult.tables.table import Table

XLSX, CSV, JSON = ".xlsx", ".csv", ".json"
MEDIA_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8; header=present",
    JSON: "application/json",
}


class TableFile(Protocol):
    """A file of a table that is being written."""

    def write(self, rows: Sequence[Row]) -> None: ...

    def close(self) -> None: ...


async def write_table(table: Table, path: Path, ending: str) -> int:
    """Write all of it; how many rows that were. Raises KeyError for an ending not in MEDIA_TYPES, OSError where the file
    cannot be written."""
    file = await asyncio.to_thread(_opened, table, path, ending)
    rows = 0
    try:
        async for batch in table.batches:
            await asyncio.to_thread(file.write, batch)
            rows += len(batch)
    finally:
        await asyncio.to_thread(file.close)
    return rows


def _opened(table: Table, path: Path, ending: str) -> TableFile:
    if ending == CSV:
        return CsvFile(path, table.columns)
    if ending == JSON:
        return JsonFile(path, table)
    # Three megabytes of a web process that may never be asked for one.
    from consult.tables.xlsx_file import XlsxFile

    return {XLSX: XlsxFile}[ending](path, table)
