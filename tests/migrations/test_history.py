"""Which steps a database has had: asked plainly, never guessed from a failure; and who may read its file."""

from __future__ import annotations

import pytest
from tortoise.exceptions import OperationalError

from consult import clock, database, heartbeat, migration_history
from consult.settings import Settings


async def test_a_question_that_failed_is_no_empty_table(
    db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a pool a statement may fail for reasons of its own: that is no missing migration."""
    monkeypatch.setattr(migration_history, "_APPLIED", "SELECT nothing FROM tortoise_migrations")
    with pytest.raises(OperationalError):
        await database.unapplied_migrations()


async def test_a_database_without_any_table_lacks_every_migration(blank: Settings) -> None:
    async with database.opened(blank):
        assert len(await database.unapplied_migrations()) > 5


@pytest.mark.only_on("sqlite")
async def test_an_embedded_database_is_its_owners_alone(blank: Settings) -> None:
    database.keep_private(blank.sqlite_path)
    await database.migrate(blank)
    async with database.opened(blank):
        await heartbeat.beat(heartbeat.WORKER, clock.now())
        names = [blank.sqlite_path.name + ending for ending in ("", "-wal", "-shm")]
        modes = [blank.sqlite_path.with_name(name).stat().st_mode & 0o777 for name in names]
        assert modes == [0o600] * 3
        assert database.readable_by_others(blank.sqlite_path) == []
