"""The migrations give what the models say, on both engines."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tortoise import Tortoise, connections
from tortoise.migrations.autodetector import MigrationAutodetector

from consult import database
from consult.settings import Settings
from tests.support.databases import ENGINE

MIGRATIONS = Path(database.__file__).parent / "migrations"

# What somebody may have run is never changed again: a later change is a migration of its own.
FROZEN = {
    "0001_schema.py": "b3efc06e6040336ad7e510f2ed91cd78a59a85351b6a0e5811e2ea53db98fae4",
    "0002_missing_indexes.py": "a0cd717e2da95ed04d26949b3959dbcbe11206056baf28646abd42aef36c7072",
    "0003_lock_version.py": "26c9414494e660a13d84ebaa424f1028595a70c7d7b515f6dd4549058822365e",
    "0004_tally_ids.py": "e2a490cfb41692d1f3c22e54c7bb86c6feb8e5bbb71034ed347d07c1d5a03f83",
    "0005_cache_version.py": "db679ec2b4a2dc7d1fc4f25a1e3cc943458cfeda375f3b87fe1fea475226d813",
    "0006_decision_actor.py": "5de32d591c0caa466556a528751188419c23a5798ed79ae4dbc531d2dad5b401",
    "0007_public_copy.py": "dcb682e3bab5b130f1949a1ba3ac415c66456e605663854efd3a93462286a1e2",
    "0008_takedown.py": "827b1ae5a400e5c0ed23a0158b17cec30763b510984ae9fb10a660571dd9113a",
    "0009_suspension.py": "953a6fcc991728a24ebe577fbe072c3d1a613f712b805d61b74d5d15d3577a07",
}


@pytest.mark.parametrize("name", FROZEN)
def test_a_migration_that_may_have_been_run_is_as_it_was(name: str) -> None:
    assert hashlib.sha256((MIGRATIONS / name).read_bytes()).hexdigest() == FROZEN[name]


def test_every_migration_is_frozen() -> None:
    assert {each.name for each in MIGRATIONS.glob("[0-9]*.py")} == set(FROZEN)


async def test_every_change_to_a_model_has_its_migration(db: Settings) -> None:
    apps = Tortoise.apps
    assert apps is not None
    found = await MigrationAutodetector(apps, database.config(db)["apps"]).changes()
    assert [writer.name for writer in found] == []


async def test_every_index_is_on_columns_that_exist(db: Settings) -> None:
    """SQLite takes an unknown name in double quotes for a text, and indexes that without a word."""
    if ENGINE == "sqlite":
        expressions = await connections.get("default").execute_query_dict(
            "SELECT m.name, c.name AS column FROM sqlite_master m, pragma_index_info(m.name) c "
            "WHERE m.type = 'index' AND c.cid = -2"
        )
        assert {row["name"] for row in expressions} == {"uidx_tally_key"}  # its two coalesce()
    indexes = await connections.get("default").execute_query_dict(
        "SELECT name FROM sqlite_master WHERE type = 'index'"
        if ENGINE == "sqlite"
        else "SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public'"
    )
    assert len(indexes) > 20


async def test_migrating_twice_changes_nothing(settings: Settings) -> None:
    await database.migrate(settings)
    await database.migrate(settings)
    async with database.opened(settings):
        assert await connections.get("default").execute_query_dict("SELECT 1 AS one") == [
            {"one": 1}
        ]


async def test_what_a_model_calls_unique_is_unique_in_the_database(db: Settings) -> None:
    """Tortoise creates no constraint for a foreign key that is called unique."""
    promised = {
        (model._meta.db_table, field.source_field or name)
        for model in (Tortoise.apps or {})["core"].values()
        for name, field in model._meta.fields_map.items()
        if field.unique and not field.pk
    }
    assert promised - await unique_columns() == set()
    assert len(promised) > 10


async def unique_columns() -> set[tuple[str, str]]:
    """(table, column) of every unique index on one column."""
    query = {
        "sqlite": "SELECT m.name AS tab, min(c.name) AS col FROM sqlite_master m, pragma_index_list(m.name) i, "
        'pragma_index_info(i.name) c WHERE i."unique" GROUP BY m.name, i.name HAVING count(*) = 1',
        "postgresql": "SELECT indrelid::regclass::text AS tab, attname AS col FROM pg_index JOIN pg_attribute "
        "ON attrelid = indrelid AND attnum = indkey[0] WHERE indisunique AND indnatts = 1",
    }[ENGINE]
    found = await connections.get("default").execute_query_dict(query)
    return {(row["tab"], row["col"]) for row in found}
