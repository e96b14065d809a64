"""What is in the open database, as text that can be compared: its schema without comments, and its rows."""

from __future__ import annotations

from typing import Any

from tortoise import connections

from tests.support.databases import ENGINE

Rows = dict[str, list[dict[str, Any]]]

SQLITE = (
    'SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master m, '
    "pragma_table_xinfo(m.name) c WHERE m.type = 'table'",
    'SELECT m.name, k."from", k."table", k."to", k.on_delete FROM sqlite_master m, '
    "pragma_foreign_key_list(m.name) k WHERE m.type = 'table'",
    'SELECT m.name, i."unique", i.origin, i.partial, group_concat(c.name) FROM sqlite_master m, '
    "pragma_index_list(m.name) i, pragma_index_xinfo(i.name) c WHERE m.type = 'table' AND c.key GROUP BY m.name, i.name",
    "SELECT type, name, sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL",
)
POSTGRESQL = (
    "SELECT table_name, column_name, udt_name, character_maximum_length, is_nullable, column_default "
    "FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT relkind::text, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace",
    "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
)
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
}


async def schema() -> list[str]:
    """One line for each column, key, index, constraint, sequence and trigger, sorted."""
    lines = [
        " ".join(str(value) for value in tuple(row))
        for query in (SQLITE if ENGINE == "sqlite" else POSTGRESQL)
        for row in (await connections.get("default").execute_query(query))[1]
    ]
    return sorted(lines)


async def rows() -> Rows:
    """Every row of every table but the record of migrations, as {table: rows in the order of their keys}."""
    connection = connections.get("default")
    tables = [row["name"] for row in await connection.execute_query_dict(TABLES[ENGINE])]
    return {
        table: await connection.execute_query_dict(f'SELECT * FROM "{table}" ORDER BY 1')
        for table in sorted(tables)
        if table != "tortoise_migrations"
    }


async def history() -> list[str]:
    """The names of the recorded migrations."""
    query = "SELECT name FROM tortoise_migrations ORDER BY name"
    return [row["name"] for row in await connections.get("default").execute_query_dict(query)]
