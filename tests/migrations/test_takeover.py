"""A database of the former chain of migrations is taken over, or told what to do."""

from __future__ import annotations

import pytest
from tortoise.exceptions import OperationalError

from consult import database, migration_history
from consult.migration_history import FORMER, DatabaseTooOld
from consult.settings import Settings
from tests.migrations import former
from tests.migrations.schema import Rows, history, rows, schema

# What later steps call a table or a column of then, and what they make of it otherwise.
LOCKED = (
    "consultation", "disposition", "lineage", "plain_summary", "point", "preparation", "translation", "unsent",
)  # fmt: skip
RENAMED = {
    **{f"{table}.edition": f"{table}.lock_version" for table in LOCKED},
    **{f"generation.{column}": f"cache_version.{column}" for column in ("key", "value")},
}
# Tables that came later, and are empty.
NEW = {
    *(
        "answer_page",
        "installation",
        "public_change",
        "public_copy",
        "sealed_words",
        "suspension",
        "takedown",
    ),
    *("memo_edition", "edition_point", "edition_member", "edition_answer", "edition_uncovered"),
    *("uncovered", "word_clearance", "answer_letter", "cause", "edition_change"),
    *("text_letter", "kept_approval", "memo_file", "memo_template"),
}
CONVERTED = {"tally.place", "decision.decided_by_id"}


async def test_it_becomes_what_a_new_one_is(blank: Settings, settings: Settings) -> None:
    async with database.opened(settings):
        wanted = await schema(), await history()
    async with database.opened(blank):
        await former.make()
    await database.migrate(blank)
    async with database.opened(blank):
        assert (await schema(), await history()) == wanted


async def test_nothing_that_is_stored_is_lost(blank: Settings) -> None:
    async with database.opened(blank):
        await former.make()
        await former.fill()
        before = await rows()
    await database.migrate(blank)
    async with database.opened(blank):
        after = await rows()
    assert {table for table, each in after.items() if not each} == NEW
    assert {len(each) for each in before.values()} == {len(former.ROWS)}
    assert values_of(after) | renamed(values_of(before)) == values_of(after)
    assert {len(each) for table, each in after.items() if table not in NEW} == {len(former.ROWS)}


def values_of(stored: Rows) -> dict[str, list[object]]:
    """The same by column: {"table.column": values in the order of the rows}."""
    return {
        f"{table}.{column}": [row[column] for row in each]
        for table, each in stored.items()
        for column in (each[0] if each else ())
        if f"{table}.{column}" not in CONVERTED
    }


def renamed(values: dict[str, list[object]]) -> dict[str, list[object]]:
    return {RENAMED.get(column, column): each for column, each in values.items()}


async def test_taking_over_counts_only_the_steps_that_were_missing(blank: Settings) -> None:
    async with database.opened(blank):
        await former.make()
    assert "0001_schema" not in await database.migrate(blank)
    assert await database.migrate(blank) == []


@pytest.mark.parametrize("steps", range(1, len(FORMER)))
async def test_an_older_one_is_told_in_one_line_and_left_as_it_is(
    blank: Settings, steps: int
) -> None:
    async with database.opened(blank):
        await former.make(steps=steps)
        await former.fill()
        before = await schema(), await rows(), await history()
    with pytest.raises(DatabaseTooOld, match=r"^This database is older than Consult 0\.1\.0: .*$"):
        await database.migrate(blank)
    async with database.opened(blank):
        assert (await schema(), await rows(), await history()) == before


async def test_a_history_that_cannot_be_rewritten_is_as_it_was(
    blank: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.opened(blank):
        await former.make()
        first = migration_history._REWRITE[0]
        monkeypatch.setattr(migration_history, "_REWRITE", (first, "DELETE FROM nowhere"))
        with pytest.raises(OperationalError):
            await migration_history.take_over()
        assert set(await history()) == FORMER


async def test_a_former_one_is_not_served_before_it_was_migrated(blank: Settings) -> None:
    async with database.opened(blank):
        await former.make()
        assert await database.unapplied_migrations()
