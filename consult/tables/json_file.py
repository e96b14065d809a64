"""JSON: what the table is, its columns and its rows in one object. Types are exact, so nothing is guarded or signed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from consult.tables.column import Row
from consult.tables.descriptor import described
from consult.tables.table import Table


class JsonFile:
    """``{"about": …, "rows": […]}``, a row a line; holds no rows in memory. ``close`` ends it."""

    def __init__(self, path: Path, table: Table) -> None:
        self._columns = table.columns
        self._file = path.open("w", encoding="utf-8")
        self._file.write(f'{{"about": {_json(described(table))},\n"rows": [')
        self._separator = "\n"

    def write(self, rows: Sequence[Row]) -> None:
        for row in rows:
            values = {column.name: row[column.name] for column in self._columns}
            self._file.write(self._separator + _json(values))
            self._separator = ",\n"

    def close(self) -> None:
        self._file.write("\n]}\n")
        self._file.close()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
