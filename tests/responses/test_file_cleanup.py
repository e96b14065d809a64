"""Files that no row names any longer go, days later; whatever any row names stays."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tortoise import Tortoise
from tortoise.fields import CharField

from consult import clock, heartbeat, installation
from consult.audit import Actor
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.version_pdf import VersionPdf
from consult.documents.versions.next_version import discard_version
from consult.files import FileStore
from consult.responses.annex import Annex
from consult.responses.file_cleanup import (
    BIN_REST,
    FEW,
    NAMED,
    REST,
    ImprobableCleanup,
    forget_unneeded_files,
)
from consult.responses.unsent_response import Unsent, UnsentAnnex
from consult.settings import Settings
from consult.worker import tidy_files
from tests.support.factories import DAY, NOW, consultations, drafts, responses
from tests.support.factories.versions import followed

# Columns as wide as a key that hold something else.
NO_FILES = {
    "AnswerPage.form_hash", "Cause.digest", "Contact.confirm_token_hash", "Contribution.checksum", "Edition.checksum", "EditionChange.digest", "KeptApproval.checksum", "PublicCopy.original", "RateWindow.key", "Response.body_hash", "Response.idempotency_key",
    "Response.status_token_hash", "Session.token_hash", "SignInLink.token_hash", "Unsent.token_hash", "WordClearance.digest",
}  # fmt: skip


def store_of(folder: Path) -> FileStore:
    return FileStore(folder / "files")


def saved(files: FileStore, content: bytes, at: datetime = NOW - 30 * DAY) -> str:
    """Bytes that were saved long ago."""
    key = files.save(content)
    os.utime(files.path(key), (at.timestamp(), at.timestamp()))
    return key


def is_there(files: FileStore, key: str) -> bool:
    try:
        return bool(files.read(key))
    except FileNotFoundError:
        return False


async def pass_over(files: FileStore, *moments: datetime) -> list[int]:
    return [await forget_unneeded_files(files, moment) for moment in moments]


async def test_every_column_that_may_hold_a_files_key_is_known(db: Settings) -> None:
    assert Tortoise.apps is not None
    wide = {
        f"{name}.{field}"
        for name, model in Tortoise.apps["core"].items()
        for field, column in model._meta.fields_map.items()
        if isinstance(column, CharField) and column.max_length == 64
    }
    named = {f"{model.__name__}.{column}" for model, column in NAMED}
    assert wide > NO_FILES
    assert wide - NO_FILES == named


async def test_the_files_of_a_discarded_version_go_a_week_later_and_no_others(
    db: Settings, tmp_path: Path
) -> None:
    files = store_of(tmp_path)
    assert await pass_over(files, NOW) == [0], "a store that nothing was ever put in"
    made = await followed()
    theirs = [saved(files, each) for each in (b"its file", b"its picture")]
    await Version.filter(id=made.second.id).update(source_file=theirs[0])
    await Paragraph.filter(id=(await Paragraph.filter(version=made.second))[0].id).update(
        picture=theirs[1]
    )
    published = saved(files, b"the published file")
    await Version.filter(id=made.first.version.id).update(source_file=published)
    assert await pass_over(files, NOW, NOW + REST) == [0, 0]
    await discard_version(made.second, by=Actor("account:1"), now=NOW)
    assert await pass_over(files, NOW + REST, NOW + REST + DAY) == [0, 0], "found, and left to rest"
    assert all(is_there(files, key) for key in theirs)
    assert await pass_over(files, NOW + 2 * REST) == [2]
    assert not any(is_there(files, key) for key in theirs)
    assert is_there(files, published)


async def test_what_any_row_names_stays(db: Settings, tmp_path: Path) -> None:
    files = store_of(tmp_path)
    of = await drafts.store(await consultations.consultation())
    kept = [saved(files, bytes([number])) for number in range(5)]
    await Version.filter(id=of.version.id).update(source_file=kept[0])
    await Paragraph.filter(id=of.paragraphs[0].id).update(picture=kept[1])
    await VersionPdf.create(version=of.version, file=kept[2], tried_at=NOW)
    sent = await responses.response(of)
    await Annex.create(
        response=sent,
        ordinal=1,
        name="a.pdf",
        media_type="application/pdf",
        size=1,
        file_key=kept[3],
    )
    unsent = await Unsent.create(
        consultation=of.consultation, token_hash="h", public_id="i", content={},
        created_at=NOW, updated_at=NOW, expires_at=NOW - DAY,
    )  # fmt: skip
    await UnsentAnnex.create(
        unsent=unsent, name="a.pdf", media_type="application/pdf", size=1, file_key=kept[4], created_at=NOW
    )  # fmt: skip
    alone = saved(files, b"alone")
    assert await pass_over(files, NOW, NOW + REST) == [0, 1]
    assert [is_there(files, key) for key in kept] == [True] * 5
    assert not is_there(files, alone)


@pytest.mark.parametrize("again", ["saved", "named"])
async def test_what_is_wanted_again_meanwhile_stays(
    db: Settings, tmp_path: Path, again: str
) -> None:
    files = store_of(tmp_path)
    key = saved(files, b"again")
    await pass_over(files, NOW)
    if again == "saved":
        saved(files, b"again", NOW + timedelta(hours=1))
        assert await pass_over(files, NOW + REST) == [0]
    else:
        of = await drafts.store(await consultations.consultation())
        await Version.filter(id=of.version.id).update(source_file=key)
        assert await pass_over(files, NOW + REST) == [0]
        await Version.filter(id=of.version.id).update(source_file="")
        assert await pass_over(files, NOW + 2 * REST) == [0], "it rests anew"
    assert is_there(files, key)


async def test_what_is_still_being_written_is_left_alone(db: Settings, tmp_path: Path) -> None:
    files = store_of(tmp_path)
    key = saved(files, b"whole")
    half = files.path(key).parent / "tmpabc"
    half.write_bytes(b"half")
    await pass_over(files, NOW, NOW + REST)
    assert half.exists()


async def named(files: FileStore, *contents: bytes) -> list[str]:
    """Files that a version each is read from."""
    keys = [saved(files, content) for content in contents]
    for key in keys:
        of = await drafts.store(await consultations.consultation())
        await Version.filter(id=of.version.id).update(source_file=key)
    return keys


@pytest.mark.parametrize(("unneeded", "needed", "goes"), [(FEW, 1, True), (FEW + 1, 1, False)])
async def test_too_large_a_share_is_refused_and_nothing_goes(
    db: Settings, tmp_path: Path, unneeded: int, needed: int, goes: bool
) -> None:
    files = store_of(tmp_path)
    kept = await named(files, *(b"needed %d" % number for number in range(needed)))
    keys = [saved(files, b"unneeded %d" % number) for number in range(unneeded)]
    await pass_over(files, NOW)
    if goes:
        assert await pass_over(files, NOW + REST) == [unneeded]
    else:
        with pytest.raises(ImprobableCleanup):
            await forget_unneeded_files(files, NOW + REST)
        assert all(files.has(key) for key in keys)
        assert await forget_unneeded_files(files, NOW + REST, is_expected=True) == unneeded
    assert not any(files.has(key) for key in keys)
    assert all(files.has(key) for key in kept)


async def test_the_worker_refuses_an_improbable_cleanup_and_notes_it_for_the_operator(
    db: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    files = store_of(tmp_path)
    keys = [saved(files, b"unneeded %d" % number) for number in range(FEW + 1)]
    await pass_over(files, NOW)
    monkeypatch.setattr(clock, "now", lambda: NOW + REST)
    assert not await tidy_files(db)
    assert all(files.has(key) for key in keys)
    assert f"{len(keys)} of {len(keys)} files" in caplog.text
    assert await heartbeat.last_beat(heartbeat.CLEANUP_REFUSED) == NOW + REST


async def test_the_worker_moves_nothing_in_a_folder_that_became_anothers_while_it_ran(
    db: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = store_of(tmp_path)
    alone = saved(files, b"alone")
    await installation.mark(db.data_dir, db.secret_key, NOW)
    await pass_over(files, NOW)
    monkeypatch.setattr(clock, "now", lambda: NOW + REST)
    (db.data_dir / installation.FILE).write_text("f" * 32)
    assert not await tidy_files(db)
    assert files.has(alone)
    await installation.renew(db.data_dir, db.secret_key, NOW)
    assert await tidy_files(db)
    assert not files.has(alone)


async def test_what_goes_is_logged_and_lies_in_the_days_bin_for_a_month(
    db: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = store_of(tmp_path)
    needed, *gone = await named(files, b"needed", b"regretted", b"gone")
    await Version.filter(source_file__in=gone).update(source_file="")
    assert await pass_over(files, NOW, NOW + REST) == [0, 2]
    assert "2 of 3 files are named by no row" in caplog.text
    day = (NOW + REST).date()
    assert (files.bins(), files.keys_in_bin(day)) == ([day], sorted(gone))
    assert not any(files.has(key) for key in gone)
    of = await drafts.store(await consultations.consultation())
    await Version.filter(id=of.version.id).update(source_file=gone[0])
    await pass_over(files, NOW + REST + BIN_REST - DAY)
    assert files.bins() == [day]
    await pass_over(files, NOW + REST + BIN_REST)
    assert files.bins() == []
    assert files.has(gone[0]), "a row names it after all"
    assert not files.has(gone[1])
    assert files.has(needed)


async def test_what_is_in_the_bin_is_never_served(db: Settings, tmp_path: Path) -> None:
    files = store_of(tmp_path)
    [key] = await named(files, b"%PDF-1.7 in the bin")
    files.put_into_bin(key, NOW.date(), since=NOW)
    with pytest.raises(FileNotFoundError):
        files.read(key)
    for name in (f"bin/{NOW.date()}/{key[:2]}/{key}", "bin", f"../bin/{key}"):
        with pytest.raises(FileNotFoundError):
            files.path(name)
