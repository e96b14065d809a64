"""The pictures of texts: their bytes are in the file store, public where a public text has them."""

from __future__ import annotations

import re
from datetime import datetime

from markupsafe import escape

from consult.consultations.consultation import Consultation
from consult.documents.document import public_versions
from consult.documents.paragraph import Paragraph
from consult.documents.takedown import SealedWords
from consult.files import FileStore
from consult.importing import Draft
from consult.web.richtext import Cleaned

# Of a digest. The ORM raises for a longer value.
LENGTH = 64
_ALT = re.compile(r' alt="[^"]*"')


def keep_pictures(draft: Draft, files: FileStore) -> None:
    """Store the bytes of a draft's pictures under their digests, which its figures name.

    Blocks on the disk, so call it in a thread. Raises ValueError for a wrong digest.
    """
    for digest, content in draft.pictures:
        if files.save(content) != digest:
            raise ValueError("a picture's digest is not that of its bytes")


def described(html: str, words: str) -> Cleaned:
    """A figure's stored HTML with another alternative text."""
    alt = f' alt="{escape(words)}"'
    return Cleaned(_ALT.sub(lambda _: alt, html, count=1))


async def is_public(digest: str, now: datetime) -> bool:
    """Whether a published version of a public consultation has the picture. At most two queries."""
    if len(digest) != LENGTH:
        return False
    rows = Paragraph.filter(public_versions(now, version="version__"), picture=digest)
    found = await rows.distinct().values_list("version__document__consultation_id", flat=True)
    consultations = await Consultation.filter(id__in=list(found))
    return any(each.is_public(now) for each in consultations)


async def shows(consultation: Consultation, digest: str) -> bool:
    """Whether any version of the consultation's text has it, published or not, or had it before it was taken down."""
    rows = Paragraph.filter(
        picture=digest[:LENGTH], version__document__consultation_id=consultation.id
    )
    if len(digest) != LENGTH:
        return False
    # Of what was taken down, for the case.
    sealed = SealedWords.filter(picture=digest, takedown__consultation_id=consultation.id)
    return await rows.exists() or await sealed.exists()
