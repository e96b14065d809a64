"""No test is left out of a run that could have failed in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import asyncpg
import pytest

from tests.support.selection import is_for, may_open_any, no_database


def item(fixtures: Sequence[str], only_on: str = "") -> pytest.Item:
    """A collected test that asks for these fixtures."""
    mark = pytest.mark.only_on(only_on).mark if only_on else None
    made = SimpleNamespace(fixturenames=fixtures, get_closest_marker=lambda name: mark)
    return cast(pytest.Item, made)


@pytest.mark.parametrize(
    ("fixtures", "only_on", "runs_on"),
    [
        (["client", "db", "all_databases"], "", {"sqlite", "postgresql"}),
        (["tmp_path"], "", {"sqlite"}),
        (["db", "all_databases"], "sqlite", {"sqlite"}),
        (["db", "all_databases"], "postgresql", {"postgresql"}),
        ([], "postgresql", {"postgresql"}),
    ],
)
def test_only_what_opens_no_database_is_left_to_one_engine(
    fixtures: list[str], only_on: str, runs_on: set[str]
) -> None:
    engines = ("sqlite", "postgresql")
    assert {each for each in engines if is_for(each, item(fixtures, only_on))} == runs_on


def test_a_test_about_one_engine_may_open_a_database_of_its_own() -> None:
    assert may_open_any(item([], only_on="sqlite"))
    assert may_open_any(item(["db", "all_databases"]))
    assert not may_open_any(item(["tmp_path"]))


def test_this_file_is_left_to_one_engine(request: pytest.FixtureRequest) -> None:
    assert is_for("sqlite", request.node)
    assert not is_for("postgresql", request.node)


@pytest.mark.anyio
async def test_a_test_that_asks_for_no_database_cannot_open_one() -> None:
    with no_database() as tried:
        with pytest.raises(AssertionError, match="without the fixture"):
            sqlite3.connect(":memory:")
        with pytest.raises(AssertionError, match="without the fixture"):
            await asyncpg.connect("postgres://consult@127.0.0.1/consult")
        with pytest.raises(AssertionError, match="without the fixture"):
            await asyncpg.create_pool("postgres://consult@127.0.0.1/consult")
    assert len(tried) == 3


def test_that_holds_for_every_test(no_other_database: list[str]) -> None:
    with pytest.raises(AssertionError, match="without the fixture"):
        sqlite3.connect(":memory:")
    assert len(no_other_database) == 1
    no_other_database.clear()
