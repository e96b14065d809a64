"""Chooses how a file is cleaned, by its content. Runs in the child alone: it loads the libraries of every kind."""

from __future__ import annotations

import zipfile

from consult.importing.zip_directory import open_zip
from consult.metadata import office, open_document, pdf
from consult.metadata.clean_file import CleanFile, NotCleaned
from consult.metadata.picture import redrawn

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_OLE = b"\xd0\xcf\x11\xe0"


def without_metadata(content: bytes, author: str) -> CleanFile:
    """A copy that says nothing of who made it; ``author`` stands where somebody changed or commented.

    Raises NotCleaned.
    """
    if content.startswith(b"%PDF-"):
        return pdf.without_metadata(content, author)
    if content.startswith(_PICTURES) or content[8:12] == b"WEBP":
        return CleanFile(redrawn(content))
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content, author)
    if content.startswith(_OLE):
        raise NotCleaned("encrypted")
    if _is_text(content):
        return CleanFile(content)
    raise NotCleaned("unknown")


def _zipped(content: bytes, author: str) -> CleanFile:
    try:
        with open_zip(content) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise NotCleaned("damaged") from error
    if office.CONTENT_TYPES in names:
        return office.without_metadata(content, author)
    if open_document.MANIFEST in names:
        return open_document.without_metadata(content, author)
    raise NotCleaned("unknown")


def _is_text(content: bytes) -> bool:
    """Plain text and tables have no metadata."""
    return b"\0" not in content
