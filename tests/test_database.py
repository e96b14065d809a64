"""The database as every process opens it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import MutableMapping
from datetime import UTC, datetime, timedelta

import pytest
from tortoise import connections
from tortoise.backends.asyncpg.client import TransactionWrapper
from tortoise.backends.sqlite.client import SqliteTransactionWrapper
from tortoise.exceptions import IntegrityError, OperationalError

from consult import database
from consult.app import create_app
from consult.heartbeat import Heartbeat
from consult.people.account import Account
from consult.settings import Settings
from tests.support.databases import ENGINE


@pytest.mark.only_on("sqlite")
async def test_a_transaction_holds_the_write_lock_from_its_first_moment(settings: Settings) -> None:
    """With Tortoise's plain BEGIN two processes both begin, and one loses what it read and wrote."""
    other = sqlite3.connect(settings.sqlite_path, timeout=0, isolation_level=None)
    try:
        async with database.opened(settings):
            async with database.transaction():
                with pytest.raises(sqlite3.OperationalError, match="locked"):
                    other.execute("BEGIN IMMEDIATE")
            other.execute("BEGIN IMMEDIATE")
    finally:
        other.close()


async def test_a_transaction_that_cannot_begin_keeps_nobody_waiting_afterwards(
    db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(self: object) -> None:
        raise OperationalError("database is locked")

    wrapper = SqliteTransactionWrapper if ENGINE == "sqlite" else TransactionWrapper
    with monkeypatch.context() as patched:
        patched.setattr(wrapper, "begin", refused)
        for _ in range(20):
            with pytest.raises(OperationalError):
                async with database.transaction():
                    pass
    async with asyncio.timeout(10):
        async with database.transaction():
            assert await Account.all().count() == 0
        assert await Account.all().count() == 0


@pytest.mark.only_on("sqlite")
async def test_somebody_else_s_long_lock_is_an_error_and_then_it_is_over(db: Settings) -> None:
    await connections.get("default").execute_script("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(db.sqlite_path, timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        async with database.transaction():
            pass
    other.execute("COMMIT")
    other.close()
    async with asyncio.timeout(10), database.transaction():
        assert await Account.all().count() == 0


@pytest.mark.only_on("sqlite")
async def test_what_could_not_be_committed_is_seen_by_nobody(db: Settings) -> None:
    connection = connections.get("default")
    # A deferred rule is checked by the commit alone, and a refused commit leaves SQLite's transaction open.
    await connection.execute_script(
        "PRAGMA foreign_keys = ON; CREATE TABLE parent (id INTEGER PRIMARY KEY);"
        "CREATE TABLE child (id REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);"
    )
    with pytest.raises(IntegrityError):
        async with database.transaction():
            await connections.get("default").execute_query("INSERT INTO child VALUES (7)")
    assert await connection.execute_query_dict("SELECT * FROM child") == []


@pytest.mark.only_on("sqlite")
async def test_the_site_waits_shorter_for_a_stuck_writer_than_a_command_does(
    settings: Settings,
) -> None:
    async def waits() -> int:
        [row] = await connections.get("default").execute_query_dict("PRAGMA busy_timeout")
        return int(row["timeout"])

    async with database.opened(settings):
        command = await waits()
    during: list[int] = []
    events = iter(["lifespan.startup", "lifespan.shutdown"])

    async def receive() -> dict[str, str]:
        return {"type": next(events)}

    async def send(message: MutableMapping[str, object]) -> None:
        if message["type"] == "lifespan.startup.complete":
            during.append(await waits())

    await create_app(settings)({"type": "lifespan"}, receive, send)
    assert during
    assert during[0] <= 4000 < command


async def test_our_own_statement_gives_what_it_returns(db: Settings) -> None:
    at = datetime(2026, 11, 20, 8, 30, 15, 250, tzinfo=UTC)
    beat = "INSERT INTO heartbeat (name, at) VALUES (?, ?)"
    assert await database.execute(beat, "web", at) == []
    assert await database.execute(f"{beat} RETURNING name", "worker", at) == [{"name": "worker"}]
    assert (await Heartbeat.get(name="web")).at == at
    later = "UPDATE heartbeat SET name = ? WHERE at <= ? AND name = ? RETURNING name"
    assert await database.execute(later, "site", at, "web") == [{"name": "site"}]
    assert await database.execute(later, "site", at - timedelta(days=1), "worker") == []
    found = await database.rows("SELECT name FROM heartbeat WHERE at = ? ORDER BY name", at)
    assert [row[0] for row in found] == ["site", "worker"]
