"""Columns of a table, and what one is: its name, what a cell holds, and how a file keeps that from being misread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | bool | None
Row = Mapping[str, Value]


class Kind(StrEnum):
    """What the cells of a column are. A TEXT is written by people, a WORD by us: one of a few, an address, a language."""

    KEY = "key"
    TEXT = "text"
    WORD = "word"
    MOMENT = "moment"
    NUMBER = "number"
    FLAG = "flag"


@dataclass(frozen=True)
class Column:
    """``meaning`` is one sentence for a person. ``sign`` stands before every key of the column in a table, so that no
    program takes "17.10" for a number or "5-3" for a date; JSON, which has types, goes without.
    """

    name: str
    kind: Kind
    meaning: str
    sign: str = ""
