"""The database: configuration, migrations, transactions. Holds no model and no query of its own."""

from __future__ import annotations

import contextlib
import os
import pkgutil
import re
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from importlib import import_module
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from tortoise import Tortoise, connections
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.expressions import RawSQL
from tortoise.migrations.api.migrate import migrate as run_migrations
from tortoise.models import Model
from tortoise.transactions import in_transaction

from consult import migration_history, migrations, statement_deadline, transactions
from consult.settings import Settings, load

APP = "core"

# Models register from each noun's own file, lowest package first.
# Meta.indexes name columns ("section_id"), never relations: SQLite takes an unknown name for a string.
MODELS = [
    "consult.cache_version",
    "consult.audit",
    "consult.rate_limit",
    "consult.heartbeat",
    "consult.installation",
    "consult.answer_page",
    "consult.mail.outbox",
    "consult.people.account",
    "consult.people.role",
    "consult.people.session",
    "consult.people.sign_in_link",
    "consult.consultations.consultation",
    "consult.consultations.committee",
    "consult.consultations.party",
    "consult.consultations.extension",
    "consult.consultations.suspension",
    "consult.consultations.moderation_reason",
    "consult.documents.document",
    "consult.documents.section",
    "consult.documents.paragraph",
    "consult.documents.ownership",
    "consult.documents.version_pdf",
    "consult.documents.memo_file",
    "consult.documents.memo_template",
    "consult.documents.public_copy",
    "consult.documents.takedown",
    "consult.documents.drafting.preparation",
    "consult.documents.drafting.dismissed_warnings",
    "consult.documents.versions.stored_lineage",
    "consult.documents.translations.translation",
    "consult.documents.translations.plain_summary",
    "consult.responses.respondent",
    "consult.responses.response",
    "consult.responses.remark",
    "consult.responses.public_change",
    "consult.responses.finding",
    "consult.responses.annex",
    "consult.responses.unsent_response",
    "consult.responses.tally",
    "moderation.decision",
    "consult.answers.point",
    "consult.answers.disposition",
    "consult.answers.approval",
    "consult.responses.text_letter",
    "consult.answers.cause",
    "consult.answers.editions.uncovered",
    "consult.answers.editions.edition",
    "consult.answers.editions.word_findings",
    "consult.answers.editions.answer_letter",
]

SQLITE_PRAGMAS = {"busy_timeout": "8000", "synchronous": "FULL"}
# A request waits shorter for a stuck writer than a command does: those behind it wait for the one connection too.
SITE_PRAGMAS = {"busy_timeout": "4000"}


transactions.mend()


def config(
    settings: Settings, *, is_impatient: bool = False, **sqlite_pragmas: str
) -> dict[str, Any]:
    """Tortoise's configuration. ``sqlite_pragmas`` override the defaults (migrations need one); ``is_impatient`` cuts off
    what PostgreSQL does not answer, see ``statement_deadline``."""
    for module in MODELS:
        _drop_comments(import_module(module))
    return {
        "connections": {"default": _connection(settings, sqlite_pragmas, is_impatient)},
        "apps": {
            APP: {
                "models": MODELS,
                "default_connection": "default",
                "migrations": "consult.migrations",
            },
        },
        "use_tz": True,
        "timezone": "UTC",
    }


def _drop_comments(module: ModuleType) -> None:
    """Tortoise makes docstrings and the members of enumerations comments in the schema, which would make a
    migration of every changed sentence and, on SQLite, rebuild a table for it."""
    for model in vars(module).values():
        if isinstance(model, type) and issubclass(model, Model):
            model._meta.table_description = ""
            for field in model._meta.fields_map.values():
                field.description = None


def _connection(
    settings: Settings, sqlite_pragmas: dict[str, str], is_impatient: bool
) -> dict[str, Any]:
    """As Tortoise makes it of the address, with the deadlines."""
    connection = expand_db_url(_connection_url(settings, sqlite_pragmas))
    if is_impatient and not settings.is_sqlite:
        given = connection["credentials"]
        given["connection_class"] = statement_deadline.ImpatientConnection
        given.setdefault("timeout", statement_deadline.CONNECT_SECONDS)
    return connection


def _connection_url(settings: Settings, sqlite_pragmas: dict[str, str]) -> str:
    url = settings.database_url
    if not settings.is_sqlite:
        url = "asyncpg://" + url.split("://", 1)[1]
        return (
            url if "maxsize=" in url else url + ("&" if "?" in url else "?") + "minsize=1&maxsize=8"
        )
    pragmas = "&".join(f"{k}={v}" for k, v in {**SQLITE_PRAGMAS, **sqlite_pragmas}.items())
    return f"{url}{'&' if '?' in url else '?'}{pragmas}"


_opening = object()


def opening() -> object:
    """Which opening of the database this is: what a process keeps in memory of a database belongs to one."""
    return _opening


@contextlib.asynccontextmanager
async def opened(
    settings: Settings, *, is_impatient: bool = False, **sqlite_pragmas: str
) -> AsyncIterator[None]:
    """The database, open for every task of this process, and surely closed: left open it hangs the exit.

    The rest is as in ``config``.
    """
    global _opening
    _opening = object()
    chosen = config(settings, is_impatient=is_impatient, **sqlite_pragmas)
    await Tortoise.init(config=chosen, _enable_global_fallback=True)
    try:
        yield
    finally:
        await Tortoise.close_connections()


def keep_private(path: Path) -> None:
    """Make an embedded database, new or not, readable for its owner alone; its log files take its mode. Raises OSError
    when it cannot be made."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    for each in readable_by_others(path):
        with contextlib.suppress(PermissionError):
            each.chmod(0o600)


def readable_by_others(path: Path) -> list[Path]:
    """Those of an embedded database's files that are not their owner's alone."""
    files = [path.with_name(path.name + ending) for ending in ("", "-wal", "-shm")]
    return [each for each in files if each.exists() and each.stat().st_mode & 0o077]


async def migrate(settings: Settings) -> list[str]:
    """Bring the schema up to date; the names of the steps that were missing.

    On SQLite foreign keys are off while tables are rebuilt (else a rebuild deletes the children),
    checked afterwards, and indexes that a rebuild dropped are made again. Raises DatabaseTooOld,
    having changed nothing, when the database is older than the first step, and RuntimeError when the
    check finds a row without its parent.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with opened(settings):
        await migration_history.take_over()
        missing = await unapplied_migrations()
    if missing:
        await _run_migrations(settings)
    return missing


async def _run_migrations(settings: Settings) -> None:
    try:
        await run_migrations(config=config(settings, foreign_keys="OFF"))
        if settings.is_sqlite:
            await Tortoise.generate_schemas(safe=True)
            broken = await connections.get("default").execute_query_dict("PRAGMA foreign_key_check")
            if broken:
                raise RuntimeError(
                    f"{len(broken)} rows lost their parent in the migration: restore the backup"
                )
    finally:
        await Tortoise.close_connections()


async def unapplied_migrations() -> list[str]:
    """Names of the migrations that the open database still lacks. Raises what the driver raises when it
    cannot be reached."""
    wanted = {module.name for module in pkgutil.iter_modules(migrations.__path__)}
    return sorted(wanted - await migration_history.applied())


async def unknown_migrations() -> list[str]:
    """Names of the migrations that the open database has had and this code does not know: a newer version's. Raises what
    the driver raises when it cannot be reached."""
    known = {module.name for module in pkgutil.iter_modules(migrations.__path__)}
    return sorted(await migration_history.applied() - known - migration_history.FORMER)


def tortoise_orm() -> dict[str, Any]:
    """The configuration the ``tortoise`` command reads to write new migrations."""
    return config(load())


transaction = in_transaction


async def rows(statement: str, *values: object) -> Sequence[Sequence[Any]]:
    """What our own SELECT gives, as the driver gives it: of thousands of rows the mapper's conversions would cost as
    much again. Each value stands as a ? in the statement; one query."""
    connection, statement, given = _in_dialect(statement, values)
    _, found = await connection.execute_query(statement, given)
    return cast(Sequence[Sequence[Any]], found)


async def execute(statement: str, *values: object) -> list[dict[str, Any]]:
    """Run our own INSERT, UPDATE or DELETE: the rows of its RETURNING, none without. Each value stands as a ? in
    the statement; one query. What both engines spell differently, ``is_postgres`` tells apart."""
    connection, statement, given = _in_dialect(statement, values)
    found: list[dict[str, Any]] = await connection.execute_query_dict(statement, given)
    return found


def is_postgres() -> bool:
    """Whether the open database is PostgreSQL, not SQLite."""
    return bool(connections.get("default").capabilities.dialect == "postgres")


def _in_dialect(
    statement: str, values: Iterable[object]
) -> tuple[BaseDBAsyncClient, str, list[object]]:
    """The connection, and the statement and its values as its driver takes them."""
    connection = connections.get("default")
    if is_postgres():
        number = count(1)
        return connection, re.sub(r"\?", lambda _: f"${next(number)}", statement), list(values)
    # SQLite holds moments as the text that Tortoise writes.
    as_text = (each.isoformat(" ") if isinstance(each, datetime) else each for each in values)
    return connection, statement, list(as_text)


def among(ids: Iterable[int]) -> RawSQL | list[int]:
    """However many ids, for a filter with ``__in``: written into the statement, which takes only so many values
    beside its words (32,766 in SQLite, 32,767 in PostgreSQL)."""
    numbers = ",".join(str(int(each)) for each in ids)
    return RawSQL(f"({numbers})") if numbers else []


TORTOISE_ORM: dict[str, Any]


def __getattr__(name: str) -> Any:
    if name == "TORTOISE_ORM":
        return tortoise_orm()
    raise AttributeError(name)
