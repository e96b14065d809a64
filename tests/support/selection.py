"""Which tests a run holds: on PostgreSQL only those that open a database, since all others were run on SQLite.

A test opens a database through the fixture ``all_databases`` or through one that asks for it, and is kept from
opening any other, unless it says by the mark ``only_on`` which engine it is about.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import NoReturn
from unittest.mock import patch

import asyncpg
import pytest

FIXTURE = "all_databases"


def is_for(engine: str, item: pytest.Item) -> bool:
    """Whether a test belongs to the run on this engine.

    One marked ``only_on("sqlite")`` or ``only_on("postgresql")`` belongs to that one alone; one that opens no
    database is the same on both, and belongs to SQLite's.
    """
    mark = item.get_closest_marker("only_on")
    if mark is not None:
        return engine in mark.args
    return engine == "sqlite" or opens_database(item)


def opens_database(item: pytest.Item) -> bool:
    """Whether a test asks for a database, itself or through another fixture."""
    return FIXTURE in getattr(item, "fixturenames", ())


def may_open_any(item: pytest.Item) -> bool:
    """Whether a test may open what it likes: it is run wherever its databases are."""
    return opens_database(item) or item.get_closest_marker("only_on") is not None


@contextlib.contextmanager
def no_database() -> Iterator[list[str]]:
    """In the block no database can be opened. Gives what was tried, also where the error was caught."""
    tried: list[str] = []

    def refuse(*where: object, **options: object) -> NoReturn:
        tried.append(f"{where or options}")
        raise AssertionError(f"a test opens a database without the fixture {FIXTURE}: {tried[-1]}")

    with (
        patch.object(sqlite3, "connect", refuse),
        patch.object(asyncpg, "connect", refuse),
        patch.object(asyncpg, "create_pool", refuse),
    ):
        yield tried
