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
    "0007_party_confirmed.py": "3a23139f297a5404b01338bff1ededdf7ea31bccdf2c0425cde0996c8aa714ef",
    "0008_installation.py": "763927381514b24cbed4744b2763b5ac9e027a8e16bd98a83c44a8730cb38ccb",
    "0009_reasons_to_publish.py": "00703be9d69473cbbaa2bdd8fddd31a197f7c656919762961bb8b31bc5f3f70e",
    "0010_taken_down.py": "4562c51087f4e614b1216090ef3612407d864bdd57d0b9ae19c2173b22e5fcfe",
    "0011_omissions.py": "7b870c68282492ead7466d09e14117f80deebcf0a12383c9e69620a647c925ba",
    "0012_public_copy.py": "a2c2960b2f7eca004c40be20623fb203c06493a8ae4d2e938cdcbf0fa00684a4",
    "0013_takedown.py": "9550fcaf09bc751672fd7226834a325c329e051020af572b2083d2399efc5a26",
    "0014_suspension.py": "7ff0b29636c1901962ad146e7e79248552b9df49adb9f641c5d5a7797288092b",
    "0015_answer_page.py": "6a9542c1a8bdcc2241537e37d6f0cae62a534327b075e6a8bb57e66953129ae1",
    "0016_letters.py": "ec6297bf13613996c79b2f322e67a99bda18749b69cf054d91cc02899b04353f",
    "0017_public_changes.py": "337995df7ea941b1b30e26bd15b96b344d5c3162f450996a4d26e72afd8cfd75",
    "0018_session_browser.py": "94abcab9f2921d14fe2850fcd825e82d9ab743af06586d91e94dd54302c5c690",
    "0019_late_days.py": "a451238a5b989130a1413d27c88b742d4beb27de8c35e7eead8c8b9bfbc6a6fc",
    "0020_editions.py": "95cd6a24d54a8d4533df7fb294c89da4be33cef29a15bd883fa3ef8df1190c3d",
    "0021_memo_files.py": "9220694fd1b23ec6ea4a7dd9814930957964b54945b0e46719c2ed4b8e1755a5",
    "0022_causes.py": "b5d3c20910a1acc0fd7f4d4bfb248f9144c42de6702c37b1c90a5e0132b51a79",
    "0023_called_back_letters.py": "4563848fdfeccecb9fb2253bbee52600471aa6e5be926ef36cbaad8495272020",
    "0024_kept_approvals.py": "9040551c2a2a9256a21b05b262b823d033f54a8060cff4783bf017118ead2cd0",
    "0025_unsent_reminder.py": "fdfea8a750b52ece57328880a9f562f7e749e8196734bc5623f44c8027d4a723",
    "0026_answered_pages.py": "e9674ea78614d23157a82371947fe731344137424668ed2712cb7cb0c0d6b56f",
    "0027_told_of_stop.py": "33642cb5397b53d7e942d3f353e79004b6961b4b0dbd57f42da16927c6e5bb84",
    "0028_annex_omissions.py": "da39f617e5633cb385c18deb51117f12d29cb997b209b01faaa1d0e3dc910dd5",
    "0029_screening_rules.py": "8a67f8ff970abe069ce6b51ed68cac515f888903add211d0ec8c20510e10cba5",
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
