"""Files on disk: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from consult.files import FileStore


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
