"""Files on disk: whole or not at all."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from consult.files import FileStore, FolderGone


def test_a_full_disk_leaves_no_half_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    store = FileStore(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            store.save(b"a file")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert store.read(store.save(b"a file")) == b"a file"


LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SINCE = LONG_AGO + timedelta(days=7)


def rested(store: FileStore) -> str:
    """A file that was saved long ago."""
    key = store.save(b"a file")
    os.utime(store.path(key), (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    return key


def test_a_file_that_is_saved_while_it_is_deleted_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FileStore(tmp_path)
    key = rested(store)
    replace = os.replace

    def saved_first(source: Path, target: Path) -> None:
        monkeypatch.setattr(os, "replace", replace)
        store.save(b"a file")
        replace(source, target)

    def saved_after(source: Path, target: Path) -> None:
        monkeypatch.setattr(os, "replace", replace)
        replace(source, target)
        store.save(b"a file")

    for meanwhile in (saved_first, saved_after):
        monkeypatch.setattr(os, "replace", meanwhile)
        store.delete_rested(key, since=SINCE)
        assert store.read(key) == b"a file", meanwhile.__name__
        assert store.keys(key[:2]) == [key]
        rested(store)
    assert store.delete_rested(key, since=SINCE)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not store.delete_rested(key, since=SINCE)


def test_a_folder_that_lost_its_mark_takes_no_files_and_one_that_never_had_one_does(
    tmp_path: Path,
) -> None:
    """A share that is not mounted any more: what is written would be hidden under it later."""
    assert FileStore(tmp_path).save(b"before")
    mark = tmp_path / "installation-id"
    mark.write_text("f" * 32)
    store = FileStore(tmp_path)
    store.save(b"mounted")
    mark.unlink()
    with pytest.raises(FolderGone):
        store.save(b"hidden")
