"""The migrations give what the models say, on both engines."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tortoise import Tortoise, connections
from tortoise.migrations.api.migrate import migrate
from tortoise.migrations.autodetector import MigrationAutodetector

from consult import database
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.settings import Settings
from tests.support.databases import ENGINE
from tests.support.factories.consultations import consultation
from tests.support.factories.drafts import small_draft, store

MIGRATIONS = Path(database.__file__).parent / "migrations"

# What somebody may have run is never changed again (but for the place a name is imported from): a later
# change is a migration of its own.
FROZEN = {
    "0001_initial.py": "662bbaa1a44b185a22771b828b8ae91a25f7375ab80e0fa766dc7eabe795023e",
    "0002_version_notes.py": "3273c994c0ea1fc524b862249b18492d5707df48c230f040d9534aad134efb53",
    "0003_translations.py": "8a5cbc73ad5c99d4ccb8b2011cf67234432b83ab1467672c6bd79064d32b1613",
    "0004_paragraph_pictures.py": "23e25938d8d03857c91edef54c5d9dc7081001b57162e88ac19ea8ec97053da7",
    "0005_version_pdf.py": "e23dc653030b21239eff387abb2e4d4e4a06213087f50b7d2badb56cca43392a",
    "0006_quote_language.py": "9518a08a59f8143ca61c54b2ddb80113371f1cf661d833e848c0334de18e9f2b",
    "0007_judgements.py": "7dc05b4a2aa02d3a39f3859a7064250c41429a43f2d6888d3b44481a559e59da",
}


@pytest.mark.parametrize("name", FROZEN)
def test_a_migration_that_may_have_been_run_is_as_it_was(name: str) -> None:
    assert hashlib.sha256((MIGRATIONS / name).read_bytes()).hexdigest() == FROZEN[name]


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
        assert expressions == []
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


async def test_a_stored_version_is_called_what_its_document_was_called(settings: Settings) -> None:
    """Goes back to before versions had titles, with texts stored, and forward again."""
    async with database.opened(settings):
        made = await store(await consultation(), small_draft())
        await consultation()
    earlier = database.config(settings, foreign_keys="OFF")
    await migrate(config=earlier, target="core.0001_initial")
    await Tortoise.close_connections()
    await database.migrate(settings)
    async with database.opened(settings):
        version = await Version.get(id=made.version.id)
        assert (version.title, version.note) == (made.document.title, "")
        assert version.published_at == made.version.published_at
        assert await Paragraph.filter(version=version).count() == len(made.paragraphs)
