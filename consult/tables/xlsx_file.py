"""XLSX: every cell text, so that a spreadsheet opens it with two clicks and guesses at nothing. A second sheet says what
it is; a third holds what no cell is long enough for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from consult.tables.column import Column, Kind, Row, Value
from consult.tables.table import HEADS, Table

# What a cell holds, in UTF-16 units: Excel repairs, that is cuts, a file with a longer one.
CELL_UNITS = 32_767
CONTINUED = " […]"
LONG_TEXTS = "Long texts"
_WIDTHS = {Kind.TEXT: 50, Kind.WORD: 16, Kind.MOMENT: 26}


class XlsxFile:
    """A workbook that grows by batches of rows; holds none of them in memory. ``close`` ends it."""

    def __init__(self, path: Path, table: Table) -> None:
        self._table, self._rows = table, 0
        self._book = Workbook(path, {"constant_memory": True})
        self._as_text = self._book.add_format({"num_format": "@", "valign": "top"})
        self._head = self._book.add_format({"num_format": "@", "bold": True})
        self._sheet = self._book.add_worksheet(table.about.name[:31])
        self._long: _LongTexts | None = None
        self._lay_out(self._sheet)

    def write(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._rows += 1
            for number, column in enumerate(self._table.columns):
                self._write(number, column, row)

    def close(self) -> None:
        self._write_about(self._book.add_worksheet(self._word("sheet")))
        self._book.close()

    def _lay_out(self, sheet: Worksheet) -> None:
        columns = self._table.columns
        for number, column in enumerate(columns):
            sheet.set_column(number, number, _WIDTHS.get(column.kind, 12), self._as_text)
        for number, column in enumerate(columns):
            sheet.write_string(0, number, column.name, self._head)
        sheet.freeze_panes(1, 1)

    def _write(self, number: int, column: Column, row: Row) -> None:
        text = _text(column, row[column.name])
        if not text:
            return
        if _units(text) > CELL_UNITS:
            self._long = self._long or _LongTexts(self._book, self._head, self._as_text)
            self._long.add(self._rows + 1, column.name, text)
            text = _parts(text, CELL_UNITS - len(CONTINUED))[0] + CONTINUED
        self._sheet.write_string(self._rows, number, text, self._as_text)

    def _write_about(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        for number, (head, words) in enumerate(self._about_lines()):
            sheet.write_string(number, 0, head, self._head)
            if words:
                sheet.write_string(number, 1, words, self._as_text)

    def _about_lines(self) -> list[tuple[str, str]]:
        about = self._table.about
        filters = "; ".join(f"{name}={value}" for name, value in about.filters.items()) or "–"
        values = {
            "title": about.title,
            "description": about.description,
            "publisher": about.publisher,
            "source": about.source,
            "made_at": about.made_at,
            "filters": filters,
            "rows": str(self._rows),
            "terms": about.terms,
        }
        lines = [(self._word(name), words) for name, words in values.items()]
        columns = [(column.name, column.meaning) for column in self._table.columns]
        return [*lines, ("", ""), (self._word("column"), self._word("meaning")), *columns]

    def _word(self, name: str) -> str:
        return self._table.about.heads.get(name, HEADS[name])


class _LongTexts:
    """The sheet of texts that no cell holds, in parts that follow each other."""

    def __init__(self, book: Workbook, head: Any, as_text: Any) -> None:
        self._sheet, self._as_text, self._row = book.add_worksheet(LONG_TEXTS), as_text, 0
        self._sheet.set_column(3, 3, 100)
        for number, word in enumerate(("row", "column", "part", "text")):
            self._sheet.write_string(0, number, word, head)

    def add(self, row: int, column: str, text: str) -> None:
        for part, words in enumerate(_parts(text, CELL_UNITS), start=1):
            self._row += 1
            for number, value in enumerate((str(row), column, str(part), words)):
                self._sheet.write_string(self._row, number, value, self._as_text)


def _text(column: Column, value: Value) -> str:
    """The value as text, a key behind its sign as in CSV."""
    if value is None or value == "":
        return ""
    return column.sign + (str(value).lower() if isinstance(value, bool) else str(value))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _parts(text: str, units: int) -> list[str]:
    """The text cut into pieces of at most so many units, never inside a character."""
    parts, rest = [], text
    while rest:
        size = units if _units(rest[:units]) <= units else units // 2
        parts.append(rest[:size])
        rest = rest[size:]
    return parts
