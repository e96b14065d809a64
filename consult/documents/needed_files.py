"""Which files of the store texts need: the file each was read from, its pictures, its PDF. Deletes nothing."""

from __future__ import annotations

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.version_pdf import VersionPdf


async def is_needed(key: str) -> bool:
    """Whether any version of a draft or background document, published or not, has the file with this key."""
    return (
        await Version.filter(source_file=key).exists()
        or await Paragraph.filter(picture=key).exists()
        or await VersionPdf.filter(file=key).exists()
    )
