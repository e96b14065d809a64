"""Which migrations a database has had, and how one of the first chain is taken over.

Until Consult 0.1.0 there were seven steps, which imported the code of their day. One frozen step replaces them
and makes exactly the same schema: where all seven were run only the record of them is rewritten.
"""

from __future__ import annotations

from tortoise import connections
from tortoise.transactions import in_transaction

LAST_WITH_FORMER = "0.1.0"
FORMER = {
    "0001_initial",
    "0002_version_notes",
    "0003_translations",
    "0004_paragraph_pictures",
    "0005_version_pdf",
    "0006_quote_language",
    "0007_judgements",
}

# The table is made by the first migration.
_TABLE = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'tortoise_migrations'",
    "postgres": "SELECT 1 WHERE to_regclass('tortoise_migrations') IS NOT NULL",
}
_APPLIED = "SELECT name FROM tortoise_migrations WHERE app = 'core'"
_REWRITE = (
    "UPDATE tortoise_migrations SET name = '0001_schema' WHERE app = 'core' AND name = '0007_judgements'",
    "DELETE FROM tortoise_migrations WHERE app = 'core' AND name <> '0001_schema'",
)


class DatabaseTooOld(Exception):
    """The database stopped in the middle of the former steps, which this version no longer has. One line."""


async def applied() -> set[str]:
    """The steps the open database has had; none where nothing was ever migrated.

    Raises what the driver raises when the database cannot be reached.
    """
    connection = connections.get("default")
    # Asked first: a query that failed for any other reason is no empty table.
    table = await connection.execute_query_dict(_TABLE[connection.capabilities.dialect])
    rows = await connection.execute_query_dict(_APPLIED) if table else []
    return {row["name"] for row in rows}


async def take_over() -> None:
    """Record the one step that replaces the former seven where all of those were run, in one transaction.

    Does nothing on a newer or an empty database. Raises DatabaseTooOld, having changed nothing, where only
    some of the seven were run.
    """
    names = await applied()
    if names.isdisjoint(FORMER):
        return
    if names != FORMER:
        raise DatabaseTooOld(
            f"This database is older than Consult {LAST_WITH_FORMER}: run `consult migrate` of Consult "
            f"{LAST_WITH_FORMER} first, then this one. Nothing was changed."
        )
    async with in_transaction() as connection:
        for statement in _REWRITE:
            await connection.execute_query(statement)
