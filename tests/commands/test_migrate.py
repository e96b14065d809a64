from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from consult import database
from consult.settings import Settings
from consult.web.cache_version_reader import cache_version_reader
from tests.commands.conftest import Consult
from tests.support.databases import environment
from tests.support.server import ROOT


def test_an_empty_database_is_migrated_once_and_served_only_then(tmp_path: Path) -> None:
    for command in (["serve"], ["work"], ["account", "add", "a@b.example", "--role", "editor"]):
        refused = elsewhere(tmp_path, *command)
        assert refused.returncode == 1
        assert refused.stderr.count("\n") == 1
        assert "consult migrate" in refused.stderr
    assert elsewhere(tmp_path, "migrate").stdout.startswith("Applied ")
    assert elsewhere(tmp_path, "migrate").stdout == "The database is up to date.\n"


@pytest.mark.parametrize(
    "command",
    [
        ["serve"],
        ["work"],
        ["demo"],
        ["tidy"],
        ["adopt"],
        ["account", "list"],
        ["export", "memo", "--consultation", "x", "--to", "x.docx"],
    ],
)
def test_a_command_in_a_folder_without_a_database_makes_nothing_there(
    tmp_path: Path, command: list[str]
) -> None:
    environ = {name: value for name, value in os.environ.items() if "CONSULT_" not in name}
    refused = subprocess.run(
        [sys.executable, "-m", "consult", *command], cwd=tmp_path, stdin=subprocess.DEVNULL,
        env={**environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "There is no database" in refused.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.only_on("sqlite")
def test_a_database_of_a_newer_version_is_refused_and_called_so(tmp_path: Path) -> None:
    elsewhere(tmp_path, "migrate")
    with contextlib.closing(sqlite3.connect(tmp_path / "empty.sqlite3")) as connection:
        connection.execute(
            "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('core', '9999_tomorrow', '2030-01-01')"
        )
        connection.commit()
    for command in ("serve", "work", "migrate", "tidy"):
        refused = elsewhere(tmp_path, command)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
        assert "newer version of Consult (it has 9999_tomorrow)" in refused.stderr
    checked = elsewhere(tmp_path, "check")
    assert "TROUBLE  database  The database is of a newer version" in checked.stdout


def test_a_database_file_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite3").mkdir()
    refused = elsewhere(tmp_path, "migrate")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "CONSULT_DATABASE_URL" in refused.stderr


@pytest.mark.only_on("sqlite")
def test_a_database_that_is_too_old_is_told_in_one_line_what_to_do(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "empty.sqlite3")) as connection:
        connection.executescript(
            "CREATE TABLE tortoise_migrations (app, name, applied_at);"
            "INSERT INTO tortoise_migrations VALUES ('core', '0001_initial', '2026-11-01');"
        )
    refused = elsewhere(tmp_path, "migrate")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "Consult 0.1.0 first" in refused.stderr
    assert "consult migrate" in elsewhere(tmp_path, "serve").stderr


def elsewhere(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command on an SQLite file in a process of its own, whichever engine this run is on."""
    return subprocess.run(
        [sys.executable, "-m", "consult", *arguments], cwd=ROOT, stdin=subprocess.DEVNULL,
        env={**os.environ, **environment(f"sqlite://{folder / 'empty.sqlite3'}", folder)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    "name, value",
    [
        ("CONSULT_DATABASE_URL", "mysql://x"),
        ("CONSULT_BASE_URL", "fjordby"),
        ("CONSULT_BASE_URL", "https://fjordby.example:99999"),
        ("CONSULT_BASE_URL", "https://[fjordby"),
        ("CONSULT_SMTP_URL", "127.0.0.1"),
        ("CONSULT_SMTP_URL", "smtp://127.0.0.1:mail"),
        ("CONSULT_SECRET_KEY", "short"),
        ("CONSULT_MAIL_FROM", "Fjordby"),
        ("CONSULT_CONTACT_EMAIL", "ring 12 34 56 78"),
        ("CONSULT_CONTACT_EMAIL", "@fjordby.example"),
        ("CONSULT_DATABASE_URL", "postgres://user:hush@host/name?ssl=0"),
        ("CONSULT_DATA_DIR", "/dev/null/x"),
        ("CONSULT_DATABASE_URL", "postgres://user:hush@host"),
        ("CONSULT_DATABASE_URL", "postgres://user:hu/sh@host/name"),
        ("CONSULT_DATABASE_URL", "postgres://user:hush@host/name?maxsize=many"),
        ("CONSULT_DATABASE_URL", "postgres://user:hush@host/name?sslmode=require"),
        ("CONSULT_TRUSTED_PROXY", "yes"),
        ("CONSULT_HSTS_SUBDOMAINS", "true"),
        ("CONSULT_DATABSE_URL", "sqlite:///var/lib/consult/x.sqlite3"),
        ("CONSULT_SECRETKEY", "hush"),
    ],
)
def test_a_bad_setting_is_named_in_one_line(
    consult: Consult, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    if name == "CONSULT_DATA_DIR":
        monkeypatch.delenv("CONSULT_SECRET_KEY")
    monkeypatch.setenv(name, value)
    code, _, complaint = consult("migrate")
    assert code == 1
    assert complaint.count("\n") == 1
    assert name in complaint
    assert "hush" not in complaint


@pytest.mark.parametrize("option", ["statment_cache_size=0", "statement_cache_size=none"])
def test_a_bad_option_of_the_address_is_told_from_a_bad_address(
    consult: Consult, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setenv("CONSULT_DATABASE_URL", f"postgres://user:hush@host/name?{option}")
    code, _, complaint = consult("migrate")
    assert code == 1
    assert "behind its ?" in complaint
    assert "statement_cache_size" in complaint
    assert "hush" not in complaint


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("postgres://consult@", "postgres://nobody:hush@"), "refuses the user or the password"),
        (("/consult_", "/no_such_"), "The server has no database 'no_such_"),
    ],
)
def test_a_login_or_a_name_that_the_server_refuses_is_one_line(
    consult: Consult,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    change: tuple[str, str],
    says: str,
) -> None:
    monkeypatch.setenv("CONSULT_DATABASE_URL", settings.database_url.replace(*change))
    for command in ("migrate", "check", "tidy"):
        code, printed, complaint = consult(command)
        assert code == 1
        assert says in (printed if command == "check" else complaint)
        assert complaint.count("\n") == (0 if command == "check" else 1)
        assert "hush" not in complaint + printed


@pytest.mark.only_on("postgresql")
async def test_behind_a_pool_no_statement_is_remembered(settings: Settings) -> None:
    pooled = replace(settings, database_url=f"{settings.database_url}?statement_cache_size=0")
    async with database.opened(pooled):
        assert await database.unapplied_migrations() == []
        reader = cache_version_reader(pooled)
        await reader.snapshot()
        await reader.close()
        [row] = await database.rows("SELECT count(*) FROM pg_prepared_statements")
    assert row[0] == 0
