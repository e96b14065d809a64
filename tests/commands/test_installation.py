"""A folder and a database that belong to one installation, and those of two, which refuse each other."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
from tortoise.exceptions import OperationalError

from consult import clock, database, installation
from consult.commands.installation import cannot_reach
from consult.documents.document import Version
from consult.files import FileStore
from consult.migration_history import applied
from consult.responses.file_cleanup import FEW
from consult.settings import Settings
from tests.commands.conftest import Consult, Within
from tests.support.factories import consultations
from tests.support.factories.documents import draft

COMMANDS = (["serve", "--port", "1"], ["work"], ["account", "list"], ["tidy"], ["migrate"])


def refused(consult: Consult, *words: str) -> None:
    for command in COMMANDS:
        code, _, complaint = consult(*command)
        assert (code, complaint.count("\n")) == (1, 1), complaint
        assert all(word in complaint for word in words), complaint


def test_the_first_migration_makes_both_one_and_the_second_changes_nothing(
    consult: Consult, within: Within, tmp_path: Path
) -> None:
    consult("migrate")
    made = installation.id_of_folder(tmp_path)
    assert len(made) == 32
    assert within(installation.id_of_database) == made
    consult("migrate")
    assert (installation.id_of_folder(tmp_path), within(installation.id_of_database)) == (
        made,
        made,
    )


def test_the_folder_of_another_database_is_refused_by_every_command(
    consult: Consult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    consult("migrate")
    other = tmp_path / "other"
    shutil.copytree(tmp_path / "files", other / "files")
    (other / installation.FILE).write_text("f" * 32)
    monkeypatch.setenv("CONSULT_DATA_DIR", str(other))
    refused(consult, "belongs to another database", "consult adopt")


def test_a_folder_without_an_id_is_refused_as_a_share_that_is_not_mounted(
    consult: Consult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    consult("migrate")
    monkeypatch.setenv("CONSULT_DATA_DIR", str(tmp_path / "mountpoint"))
    refused(consult, "is the share mounted?", "consult adopt")


def test_another_installation_s_database_is_refused_before_a_step_is_run_on_it(
    consult: Consult, within: Within, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upgrade that is tried with the address of the production database upgrades nothing."""

    async def forget_the_last_step() -> None:
        name = sorted(await applied())[-1]
        await database.execute("DELETE FROM tortoise_migrations WHERE name = ?", name)

    async def count_steps() -> None:
        steps.append(len(await applied()))

    consult("migrate")
    within(forget_the_last_step)
    steps: list[int] = []
    within(count_steps)
    monkeypatch.setenv("CONSULT_DATA_DIR", str(tmp_path / "mountpoint"))
    code, _, complaint = consult("migrate")
    assert (code, "is the share mounted?" in complaint) == (1, True)
    within(count_steps)
    assert steps[0] == steps[1]


def test_a_fresh_database_is_refused_by_a_folder_that_is_in_use(
    consult: Consult, tmp_path: Path
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / installation.FILE).write_text("f" * 32)
    refused(consult, "belongs to another database")
    code, _, complaint = consult("adopt")
    assert (code, complaint.count("\n")) == (1, 1)
    assert "would be refused from then on" in complaint
    assert consult("adopt", "--anyway")[0] == 0
    assert consult("migrate")[0] == 0


async def name_files(*keys: str) -> None:
    for key in keys:
        of = await draft(await consultations.consultation())
        await Version.filter(id=of.version.id).update(source_file=key)


@pytest.mark.parametrize(
    ("saved", "named", "is_taken_over"),
    [
        (0, 0, True),  # new
        (4, 4, True),  # in use
        (3, 4, True),  # one was lost
        (1, 4, False),  # most are not here
        (0, 4, False),  # not mounted
        (4, 0, False),  # another's
        (FEW * 3, 4, False),  # nearly all is another's
    ],
)
def test_an_installation_without_an_id_is_taken_over_where_the_files_are_the_databases(
    consult: Consult, within: Within, tmp_path: Path, saved: int, named: int, is_taken_over: bool
) -> None:
    files = FileStore(tmp_path / "files")
    contents = [bytes([number]) * 9 for number in range(max(saved, named))]
    keys = [files.save(content) for content in contents]
    for key in keys[saved:]:
        files.delete(key)
    within(lambda: name_files(*keys[:named]))
    code, _, complaint = consult("migrate")
    assert (code == 0) is is_taken_over
    assert ("consult adopt" in complaint) is not is_taken_over
    assert bool(installation.id_of_folder(tmp_path)) is is_taken_over
    assert bool(within(installation.id_of_database)) is is_taken_over
    adopted, _, complaint = consult("adopt")
    assert (adopted == 0) is is_taken_over
    assert ("--anyway" in complaint) is not is_taken_over
    assert consult("adopt", "--anyway")[0] == 0
    assert consult("migrate")[0] == 0


def test_a_copy_that_was_adopted_is_an_installation_of_its_own(
    consult: Consult, within: Within, tmp_path: Path
) -> None:
    consult("migrate")
    before = installation.id_of_folder(tmp_path)
    consult("adopt")
    assert installation.id_of_folder(tmp_path) != before
    assert within(installation.id_of_database) == installation.id_of_folder(tmp_path)


def test_an_improbable_cleanup_is_done_by_hand_only_when_that_is_said(
    consult: Consult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    consult("migrate")
    files = FileStore(tmp_path / "files")
    keys = [files.save(f"{number}".encode()) for number in range(FEW + 1)]
    assert consult("tidy")[:2] == (0, "Moved 0 file(s) to the bin.\n"), "they rest first"
    later = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)
    code, _, complaint = consult("tidy")
    assert (code, complaint.count("\n")) == (1, 1)
    assert f"{len(keys)} of {len(keys)} files" in complaint
    assert all(files.has(key) for key in keys)
    code, printed, _ = consult("tidy", "--anyway")
    assert (code, printed) == (0, f"Moved {len(keys)} file(s) to the bin.\n")
    assert files.keys_in_bin(later.date()) == sorted(keys)


@pytest.mark.parametrize(
    "met", [asyncpg.DuplicatePreparedStatementError, asyncpg.InvalidSQLStatementNameError]
)
def test_a_pool_that_takes_no_prepared_statements_is_named_with_its_setting(
    settings: Settings, met: type[asyncpg.PostgresError]
) -> None:
    said = cannot_reach(OperationalError(met("prepared statement exists")), settings)
    assert "PgBouncer" in said
    assert "statement_cache_size=0" in said
