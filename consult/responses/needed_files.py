"""Which files of the store some row names: the one list of all columns that hold a file's key. Deletes nothing."""

from __future__ import annotations

from collections.abc import Collection

from tortoise.models import Model

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.version_pdf import VersionPdf
from consult.responses.annex import Annex
from consult.responses.unsent import UnsentAnnex

# The files that texts were read from and background documents are, pictures, PDFs, and what people attached. The
# store keeps the same bytes once, and people attach what they saved here. What is sent goes from an unsent response to
# a response: asked the other way round, both would have missed it.
NAMED: tuple[tuple[type[Model], str], ...] = (
    (Version, "source_file"),
    (Paragraph, "picture"),
    (VersionPdf, "file"),
    (UnsentAnnex, "file_key"),
    (Annex, "file_key"),
)
_AT_ONCE = 500


async def needed_among(keys: Collection[str]) -> set[str]:
    """Those of the keys that a row names: of a response, sent or unsent, or of a text, published or not."""
    found: set[str] = set()
    wanted = list(keys)
    for start in range(0, len(wanted), _AT_ONCE):
        for model, column in NAMED:
            rows = model.filter(**{f"{column}__in": wanted[start : start + _AT_ONCE]})
            found |= {str(key) for key in await rows.distinct().values_list(column, flat=True)}
    return found
