"""CSV (RFC 4180): heads in the first row, commas, UTF-8.

With a byte order mark: spreadsheets ask how to read a file, and choose another alphabet without it, which nobody
notices before the letters are wrong. pandas and R's readr take it away; Python's own reader wants ``utf-8-sig``.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from consult.tables.cell import cell
from consult.tables.column import Column, Row

ENCODING = "utf-8-sig"


class CsvFile:
    """A file that grows by batches of rows; holds none of them in memory. ``close`` ends it."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._file = path.open("w", encoding=ENCODING, newline="")
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._writer.writerow([column.name for column in columns])

    def write(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._writer.writerow([cell(column, row[column.name]) for column in self._columns])

    def close(self) -> None:
        self._file.close()
