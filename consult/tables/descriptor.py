"""The descriptor that lies beside a CSV file: a data package with a table schema, as Frictionless has them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from consult.tables.cell import GUARD
from consult.tables.column import Column, Kind
from consult.tables.table import Table

ENDING = ".datapackage.json"
_TYPES = {Kind.MOMENT: "datetime", Kind.NUMBER: "integer", Kind.FLAG: "boolean"}


def described(table: Table, rows: int | None = None) -> dict[str, Any]:
    """What a table is, as plain values."""
    about = table.about
    values: dict[str, Any] = {
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "created": about.made_at,
        "sources": [{"title": about.publisher, "path": about.source}],
        "terms": about.terms,
        "filters": dict(about.filters),
        "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]},
    }
    return values if rows is None else {**values, "rows": rows}


def descriptor(table: Table, file: str, rows: int | None = None) -> bytes:
    """The data package of one CSV file, by the file's name. Reads no row."""
    values = described(table, rows)
    fields = [_as_csv(column, field) for column, field in _both(table, values)]
    resource = {
        "name": "rows",
        "path": file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {**values.pop("schema"), "fields": fields},
    }  # fmt: skip
    whole = {"profile": "tabular-data-package", **values, "resources": [resource]}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _both(table: Table, values: dict[str, Any]) -> Sequence[tuple[Column, dict[str, Any]]]:
    return list(zip(table.columns, values["schema"]["fields"], strict=True))


def _field(column: Column) -> dict[str, Any]:
    """A column in the words of Table Schema."""
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        "description": column.meaning,
    }
    if column.kind is Kind.MOMENT:
        field["format"] = "%Y-%m-%dT%H:%M:%S%z"
    return field


def _as_csv(column: Column, field: dict[str, Any]) -> dict[str, Any]:
    """With what the CSV file does to the cells, so that a program can undo it."""
    if column.sign:
        return {**field, "prefix": column.sign}
    return {**field, "guard": GUARD} if column.kind is Kind.TEXT else field


def beside(path: Path) -> Path:
    """Where the descriptor of a CSV file lies."""
    return path.with_name(path.stem + ENDING)
