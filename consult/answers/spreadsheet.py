"""Tables as files: CSV that a spreadsheet cannot run, and JSON. Knows nothing of what is in them."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Mapping, Sequence
from io import StringIO

Row = Mapping[str, str | int | None]

# What makes a spreadsheet take a cell for a formula, once full-width forms are folded.
FORMULA = frozenset("=+-@")
BREAKS = frozenset("\t\r\n")


def as_csv(about: Mapping[str, str], columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """UTF-8 with a byte order mark and semicolons, as Danish spreadsheets open it.

    The first lines say what the file holds, an empty line follows, then the heads and the rows.
    """
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for name, value in about.items():
        writer.writerow([name, safe_cell(value)])
    writer.writerow([])
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row[column]) for column in columns])
    return file.getvalue().encode("utf-8-sig")


def as_json(about: Mapping[str, str], columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """An object with "about" and "remarks"; texts exactly as they are, since nothing runs them."""
    remarks = [{column: row[column] for column in columns} for row in rows]
    whole = {"about": dict(about), "remarks": remarks}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def safe_cell(value: str | int | None) -> str:
    """The value as a cell that stays text: an apostrophe before whatever would start a formula."""
    text = "" if value is None else str(value)
    return "'" + text if isinstance(value, str) and _starts_a_formula(text) else text


def _starts_a_formula(text: str) -> bool:
    if text[:1] in BREAKS:
        return True
    for character in text:
        # Spaces of every width, and marks that take no room, hide what follows from people alone.
        if character.isspace() or unicodedata.category(character) in ("Cf", "Cc"):
            continue
        return unicodedata.normalize("NFKC", character)[:1] in FORMULA or character == "−"
    return False
