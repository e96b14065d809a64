"""Checks zipped documents (DOCX, ODT) before anything else reads them, and gives their parts.

Holds the limits and the refusals; must not interpret the text.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from consult.importing.draft import ImportRefused
from consult.importing.zip_directory import open_zip

FILE_BYTES = 25 * 1024 * 1024
ENTRIES = 2_000
UNPACKED_BYTES = 150 * 1024 * 1024
TEXT_BYTES = 30 * 1024 * 1024
COMPRESSION_RATIO = 120
# Below this many unpacked bytes no ratio is dangerous; style sheets often pack 40:1.
RATIO_FROM_BYTES = 4 * 1024 * 1024

_ENCRYPTED_FLAG = 0x1
# What zipfile raises for a part that only the directory lists, or whose compression it does not know
# (NotImplementedError).
_READ_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError
)  # fmt: skip
_OLE_FILE = b"\xd0\xcf\x11\xe0"


class Archive:
    """A zipped document that passed the checks; `names` are its parts."""

    def __init__(self, content: bytes, needed: str = "") -> None:
        """Check `content`; `needed` is a part that every document of the kind has, "" for none.

        Raises ImportRefused for damaged, encrypted, oversized or hostile archives.
        """
        if content.startswith(_OLE_FILE):
            raise ImportRefused("encrypted", "The file has a password, or is an old .doc file.")
        try:
            self._zip = open_zip(content)
        # NotImplementedError: a version that zipfile does not read, or an archive in several files.
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ImportRefused("damaged", "The file is damaged or not what it says.") from error
        _check_entries(self._zip.infolist(), len(content))
        self.names = frozenset(self._zip.namelist())
        if needed and needed not in self.names:
            raise ImportRefused("damaged", "The file is damaged or not what its name says.")
        self._check_markup()

    def part(self, name: str) -> bytes:
        """The bytes of one part, b"" when there is none. Raises ImportRefused when it is damaged."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as opened:
                content = opened.read(UNPACKED_BYTES + 1)
        except _READ_ERRORS as error:
            raise ImportRefused("damaged", "The file is damaged.") from error
        return content

    def with_parts(
        self, parts: dict[str, bytes], renamed: Mapping[str, str] = MappingProxyType({})
    ) -> bytes:
        """The bytes of the document, some parts under a new name (old → new), and some (new name → bytes) replaced.

        A part that takes the name of another one takes its place. Raises ImportRefused when another part is damaged.
        """
        taken = {*renamed.values(), *parts}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as rewritten:
            for name in self._zip.namelist():
                new_name = renamed.get(name, name)
                if new_name in parts:
                    rewritten.writestr(new_name, parts[new_name])
                elif name in renamed or name not in taken:
                    rewritten.writestr(new_name, self.part(name))
            for name in parts.keys() - self.names - set(renamed.values()):
                rewritten.writestr(name, parts[name])
        return packed.getvalue()

    def _check_markup(self) -> None:
        for name in self.names:
            if name.lower().endswith((".xml", ".rels")) and _declares_entities(self.part(name)):
                raise ImportRefused("hostile", "The file defines XML entities, which is unsafe.")


def _check_entries(entries: list[zipfile.ZipInfo], packed: int) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > ENTRIES or len(set(names)) != len(names):
        raise ImportRefused("hostile", "The file holds too many parts, or parts of one name.")
    if any(_leads_outside(name) for name in names):
        raise ImportRefused("hostile", "The file holds parts whose names lead outside it.")
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise ImportRefused("encrypted", "The file has a password.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ImportRefused("macros", "The file carries macros; save it as .docx without them.")
    unpacked = sum(entry.file_size for entry in entries)
    text = sum(e.file_size for e in entries if e.filename.lower().endswith((".xml", ".rels")))
    bomb = unpacked > RATIO_FROM_BYTES and unpacked > COMPRESSION_RATIO * packed
    if unpacked > UNPACKED_BYTES or text > TEXT_BYTES or bomb:
        raise ImportRefused("too-large", "The file unpacks to more than can be read safely.")


def _leads_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name


def _declares_entities(content: bytes) -> bool:
    """Whether there is a document type: office files never have one, and every entity attack needs it."""
    # UTF-16 puts a NUL beside every ASCII character.
    return b"<!DOCTYPE" in content.replace(b"\0", b"").upper()
