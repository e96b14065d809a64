"""Looks into zipped documents (DOCX, ODT) before anything else reads them.

Holds the limits and the refusals; must not interpret the text.
"""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from consult.importing.draft import ImportRefused

FILE_BYTES = 25 * 1024 * 1024
ENTRIES = 2_000
UNPACKED_BYTES = 150 * 1024 * 1024
TEXT_BYTES = 30 * 1024 * 1024
RATIO = 120
# Below this many unpacked bytes no ratio is dangerous; style sheets often pack 40:1.
RATIO_FROM_BYTES = 4 * 1024 * 1024

_ENCRYPTED = 0x1
# What zipfile says of a part that only the list of contents knows, or that is packed in a way it cannot unpack
# (NotImplementedError).
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError
)  # fmt: skip
_OLE_FILE = b"\xd0\xcf\x11\xe0"


class Archive:
    """A zipped document that passed the checks; gives its parts by name."""

    def __init__(self, content: bytes, needed: str) -> None:
        """Check `content`; `needed` is the part without which it is no such document.

        Raises ImportRefused for damaged, encrypted, oversized or booby-trapped archives.
        """
        if content.startswith(_OLE_FILE):
            raise ImportRefused("encrypted", "The file has a password, or is an old .doc file.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        # NotImplementedError: an archive of a version or in several parts that zipfile does not read.
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ImportRefused("damaged", "The file is damaged or not what it says.") from error
        _check_entries(self._zip.infolist(), len(content))
        self.names = frozenset(self._zip.namelist())
        if needed not in self.names:
            raise ImportRefused("damaged", "The file is damaged or not what its name says.")
        self._check_markup()

    def part(self, name: str) -> bytes:
        """The bytes of one part, b"" when there is none; raises ImportRefused if damaged."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as opened:
                content = opened.read(UNPACKED_BYTES + 1)
        except _BROKEN as error:
            raise ImportRefused("damaged", "The file is damaged.") from error
        return content

    def with_parts(self, parts: dict[str, bytes]) -> bytes:
        """The whole document again, some of its parts replaced."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as again:
            for name in self._zip.namelist():
                # Nothing reads a picture's bytes but ourselves.
                again.writestr(name, parts.get(name) or self.part(name))
        return packed.getvalue()

    def _check_markup(self) -> None:
        for name in self.names:
            if name.endswith((".xml", ".rels")) and _declares_entities(self.part(name)):
                raise ImportRefused("hostile", "The file defines XML entities, which is unsafe.")


def _check_entries(entries: list[zipfile.ZipInfo], packed: int) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > ENTRIES or len(set(names)) != len(names):
        raise ImportRefused("hostile", "The file holds too many parts, or parts of one name.")
    if any(_leads_outside(name) for name in names):
        raise ImportRefused("hostile", "The file holds parts whose names lead outside it.")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise ImportRefused("encrypted", "The file has a password.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ImportRefused("macros", "The file carries macros; save it as .docx without them.")
    unpacked = sum(entry.file_size for entry in entries)
    text = sum(entry.file_size for entry in entries if entry.filename.endswith(".xml"))
    bomb = unpacked > RATIO_FROM_BYTES and unpacked > RATIO * packed
    if unpacked > UNPACKED_BYTES or text > TEXT_BYTES or bomb:
        raise ImportRefused("too-large", "The file unpacks to more than can be read safely.")


def _leads_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name


def _declares_entities(content: bytes) -> bool:
    """Office files never have a document type, and every entity attack needs one."""
    # UTF-16 puts a NUL beside every letter.
    return b"<!DOCTYPE" in content.replace(b"\0", b"").upper()
