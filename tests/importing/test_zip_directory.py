"""An archive's directory is measured before anything reads it, however its size is written."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from consult.importing.zip_directory import DIRECTORY_BYTES, ENTRIES, open_zip


def packed(parts: int, *, name: str = "{}") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(parts):
            archive.writestr(name.format(number), b"")
    return out.getvalue()


def in_zip64(content: bytes) -> bytes:
    """The archive with the size of its directory in a ZIP64 record, and nothing in the record everybody looks at."""
    body, end = content[:-22], content[-22:]
    _, _, _, _, entries, size, offset, _ = struct.unpack("<4s4H2LH", end)
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, entries, entries, size, offset)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(body), 1)
    hidden = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return body + end64 + locator + hidden


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the list of parts is a fault."""

    def read(*_: object) -> None:
        raise AssertionError("the directory was read")

    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", read)


def test_an_archive_of_documents_size_is_opened() -> None:
    for content in (packed(300), in_zip64(packed(300)), packed(2)):
        with open_zip(content) as archive:
            assert "1" in archive.namelist()


@pytest.mark.parametrize("hide", [lambda content: content, in_zip64])
@pytest.mark.parametrize(
    ("parts", "name"), [(ENTRIES + 1, "{}"), (20, "{}" + "x" * (DIRECTORY_BYTES // 20))]
)
def test_a_directory_that_is_too_long_is_not_read(
    unread: None, parts: int, name: str, hide: Callable[[bytes], bytes]
) -> None:
    content = packed(parts, name=name)
    with pytest.raises(zipfile.BadZipFile, match="too long"):
        open_zip(hide(content))


def test_a_count_that_lies_is_not_believed(unread: None) -> None:
    content = packed(20, name="{}" + "x" * (DIRECTORY_BYTES // 20))
    end = struct.pack("<2H", 1, 1)
    with pytest.raises(zipfile.BadZipFile, match="too long"):
        open_zip(content[:-14] + end + content[-10:])


@pytest.mark.parametrize("content", [b"", b"PK\3\4 broken", b"x" * 100])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(zipfile.BadZipFile):
        open_zip(content)
