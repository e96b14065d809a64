"""Zipped documents, Word's and OpenDocument's: which parts a copy has, and what of them is written anew."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from consult.importing.archive import Archive
from consult.importing.draft import ImportRefused
from consult.metadata.clean_file import NotCleaned
from consult.metadata.picture import redrawn

# Any will do, and this one says nothing.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_REFUSALS = {"encrypted": "encrypted", "too-large": "too-large"}


def opened(content: bytes, needed: str) -> Archive:
    """The document with its parts; ``needed`` is one that it must have. Raises NotCleaned."""
    try:
        return Archive(content, needed)
    except ImportRefused as refused:
        raise NotCleaned(_REFUSALS.get(refused.code, "damaged")) from refused


def part_of(archive: Archive, name: str) -> bytes:
    """The bytes of a part. Raises NotCleaned."""
    try:
        return archive.part(name)
    except ImportRefused as refused:
        raise NotCleaned("damaged") from refused


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A document with these parts, in order, without the times they were written at."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            # OpenDocument says so of this one.
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content, how)
    return out.getvalue()


def redrawn_or_none(content: bytes) -> bytes | None:
    """An embedded picture drawn anew; None where that cannot be done."""
    try:
        return redrawn(content)
    except NotCleaned:
        return None
