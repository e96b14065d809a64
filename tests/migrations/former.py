"""A database as Consult 0.1.0 left it, on either engine, and rows for every column of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tortoise import connections

from consult.migration_history import FORMER
from tests.support.databases import ENGINE

CHAIN = Path(__file__).with_name("former_chain.sql").read_text(encoding="utf-8")
SQLITE_TYPES = {
    "BIGSERIAL NOT NULL PRIMARY KEY": "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
    "TIMESTAMPTZ": "TIMESTAMP",
    "JSONB": "JSON",
    "BOOL": "INT",
    "DOUBLE PRECISION": "REAL",
}
# Tortoise left this index out on PostgreSQL, where it forgets the index of an added column.
SQLITE_INDEX = 'CREATE INDEX "idx_paragraph_picture_8b65db" ON "paragraph" ("picture");'
HISTORY = {
    "sqlite": 'CREATE TABLE "tortoise_migrations" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, '
    '"app" VARCHAR(255) NOT NULL, "name" VARCHAR(255) NOT NULL, "applied_at" TIMESTAMP NOT NULL, '
    'CONSTRAINT "uid_tortoise_mi_app_3803a5" UNIQUE ("app", "name"));',
    "postgresql": 'CREATE TABLE "tortoise_migrations" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"app" VARCHAR(255) NOT NULL, "name" VARCHAR(255) NOT NULL, "applied_at" TIMESTAMPTZ NOT NULL, '
    'CONSTRAINT "uid_tortoise_mi_app_3803a5" UNIQUE ("app", "name"));',
}
ROWS = (1, 2, 3)
COLUMN = re.compile(
    r'^    "(?P<name>\w+)" (?P<type>\w+)(?:\((?P<length>\d+)\))?(?P<rest>.*)$', re.M
)
ADDED = re.compile(r'^ALTER TABLE "(\w+)" ADD COLUMN (.*);$', re.M)
TABLE = re.compile(r'^CREATE TABLE "(\w+)" \(\n(.*?)\n\);$', re.M | re.S)


async def make(*, steps: int = len(FORMER)) -> None:
    """The open database as the first ``steps`` of the former chain are recorded; all tables are there anyhow."""
    script = CHAIN
    if ENGINE == "sqlite":
        for theirs, ours in SQLITE_TYPES.items():
            script = script.replace(theirs, ours)
        script += SQLITE_INDEX
    recorded = "".join(
        "INSERT INTO tortoise_migrations (app, name, applied_at) "
        f"VALUES ('core', '{name}', '2026-11-20 08:00:00+00:00');"
        for name in sorted(FORMER)[:steps]
    )
    await connections.get("default").execute_script(script + HISTORY[ENGINE] + recorded)


async def fill() -> None:
    """Three rows in every table, a value in every column; what may be null is null in the first."""
    await connections.get("default").execute_script("".join(_inserts()))


def _inserts() -> Iterator[str]:
    added = dict[str, list[str]]()
    for table, definition in ADDED.findall(CHAIN):
        added.setdefault(table, []).append(f"    {definition}")
    for table, body in TABLE.findall(CHAIN):
        columns = list(COLUMN.finditer("\n".join([body, *added.get(table, [])])))
        columns = [column for column in columns if column["name"] != "id"]
        names = ", ".join(f'"{column["name"]}"' for column in columns)
        for number in ROWS:
            values = ", ".join(_value(table, column, number) for column in columns)
            yield f'INSERT INTO "{table}" ({names}) VALUES ({values});\n'


def _value(table: str, column: re.Match[str], number: int) -> str:
    name, kind = column["name"], column["type"]
    if "NOT NULL" not in column["rest"] and number == 1:
        return "NULL"
    if (table, name) == ("tally", "place"):
        return ("'whole'", "'section:2'", "'paragraph:3'")[number - 1]
    match kind:
        case "VARCHAR":
            return f"'{f'{number} {name}'[: int(column['length'])]}'"
        case "TEXT":
            return f"'{number} {table} {name}: blåbærgrød og ''citater''\n'"
        case "BOOL":
            return "TRUE" if number % 2 else "FALSE"
        case "TIMESTAMPTZ":
            return f"'2026-0{number}-14 09:30:15.250000+00:00'"
        case "DATE":
            return f"'2026-0{number}-14'"
        case "JSONB":
            return f"""'{{"{name}": [{number}, "ø"]}}'"""
    return str(number)
