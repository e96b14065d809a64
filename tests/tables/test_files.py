"""Tables, read back by the programs that people have: pandas with its defaults, openpyxl."""

from __future__ import annotations

import csv
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest
from openpyxl.utils.escape import unescape

from consult.tables.cell import unguarded
from consult.tables.column import Column, Kind, Row
from consult.tables.descriptor import descriptor
from consult.tables.file import CSV, JSON, XLSX, write_table
from consult.tables.table import About, Table
from consult.tables.xlsx_file import CELL_UNITS, CONTINUED

pytestmark = pytest.mark.anyio

COLUMNS = (
    Column("number", Kind.KEY, "The number.", "#"),
    Column("section_key", Kind.KEY, "The section.", "§"),
    Column("text", Kind.TEXT, "The words."),
    Column("late", Kind.FLAG, "Too late?"),
    Column("version", Kind.NUMBER, "Of the version."),
)
TEXTS = [
    "Bænke, og \"træer\"; ja",
    "- et\n- to\n\n=1+1",
    "None",
    "17.10",
    "نعم",
    "_x0041_ og 🌳",
    " ",
    "'så",
]  # fmt: skip
ROWS: list[Row] = [
    {"number": f"17.{n}0", "section_key": f"{n}-3", "text": text, "late": n % 2 == 0, "version": n}
    for n, text in enumerate(TEXTS, start=1)
]


def table(rows: Sequence[Row] = ROWS) -> Table:
    async def batches() -> AsyncIterator[Sequence[Row]]:
        yield rows[:3]
        yield rows[3:]

    about = About(
        "remarks", "Bemærkninger", "Dem, der er offentlige.", "https://x.example/r", "Prøveby",
        "2027-04-14T12:00:00+02:00", "Ordene er deres.", {"section": "5-3"},
    )  # fmt: skip
    return Table(about, COLUMNS, batches())


async def written(folder: Path, ending: str, rows: Sequence[Row] = ROWS) -> Path:
    path = folder / f"remarks{ending}"
    assert await write_table(table(rows), path, ending) == len(rows)
    return path


async def test_pandas_reads_the_csv_with_its_defaults(tmp_path: Path) -> None:
    read: Any = pandas.read_csv(await written(tmp_path, CSV))
    assert list(read.columns) == [column.name for column in COLUMNS]
    assert list(read["number"]) == [f"#17.{n}0" for n in range(1, 9)]
    assert list(read["section_key"]) == [f"§{n}-3" for n in range(1, 9)]
    assert [unguarded(text) for text in read["text"]] == TEXTS
    assert list(read["late"]) == [n % 2 == 0 for n in range(1, 9)]
    assert list(read["version"]) == list(range(1, 9))


async def test_the_csv_has_its_heads_in_row_one_and_commas(tmp_path: Path) -> None:
    content = (await written(tmp_path, CSV)).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfnumber,section_key,text,late,version\r\n#17.10,")


async def test_every_cell_of_the_workbook_is_text_exactly_as_it_was_written(tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(await written(tmp_path, XLSX))
    sheet = book.worksheets[0]
    heads, *rows = sheet.iter_rows(values_only=True)
    assert list(heads) == [column.name for column in COLUMNS]
    # "_x0041_" is an A to Excel: its underscore is written so that it stays one.
    assert [unescape(row[2]) for row in rows] == TEXTS
    assert [row[0] for row in rows] == [f"#17.{n}0" for n in range(1, 9)]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


async def test_the_workbook_says_what_it_is(tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(await written(tmp_path, XLSX))
    said = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert said["Title"] == "Bemærkninger"
    assert said["Filters"] == "section=5-3"
    assert said["Rows"] == "8"
    assert said["section_key"] == "The section."


async def test_what_no_cell_holds_stands_whole_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    text = "🌳x" * 20_000
    rows = [{**ROWS[0], "text": "kort"}, {**ROWS[1], "text": text}]
    book: Any = openpyxl.load_workbook(await written(tmp_path, XLSX, rows))
    shown = book.worksheets[0]["C3"].value
    assert shown.endswith(CONTINUED)
    parts = list(book["Long texts"].iter_rows(min_row=2, values_only=True))
    assert "".join(row[3] for row in parts) == text
    assert {row[:2] for row in parts} == {("3", "text")}
    assert max(len(row[3].encode("utf-16-le")) // 2 for row in parts) <= CELL_UNITS


async def test_json_holds_bare_keys_and_types(tmp_path: Path) -> None:
    whole = json.loads((await written(tmp_path, JSON)).read_text(encoding="utf-8"))
    assert whole["rows"] == ROWS
    assert whole["about"]["title"] == "Bemærkninger"


async def test_a_table_without_rows_is_a_table(tmp_path: Path) -> None:
    for ending in (CSV, XLSX, JSON):
        path = await written(tmp_path, ending, [])
        assert path.stat().st_size > 0


def test_the_descriptor_says_what_a_program_must_know() -> None:
    package = json.loads(descriptor(table(), "remarks.csv", 8))
    assert (package["title"], package["rows"]) == ("Bemærkninger", 8)
    assert package["filters"] == {"section": "5-3"}
    [resource] = package["resources"]
    assert resource["path"] == "remarks.csv"
    fields = {each["name"]: each for each in resource["schema"]["fields"]}
    assert fields["number"]["prefix"] == "#"
    assert fields["text"]["guard"] == "'"
    assert fields["late"]["type"] == "boolean"


def test_the_example_that_lost_its_zeros_keeps_them(tmp_path: Path) -> None:
    """#17.1 and #17.10 are two remarks."""
    path = tmp_path / "two.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([["number"], ["#17.1"], ["#17.10"]])
    assert list(pandas.read_csv(path)["number"]) == ["#17.1", "#17.10"]
