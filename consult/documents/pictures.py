"""The pictures of drafts: their bytes are kept as files, and seen by whoever may see a text that shows them."""

from __future__ import annotations

import re
from datetime import datetime

from markupsafe import escape

from consult.consultations.consultation import Consultation
from consult.documents.paragraph import Paragraph
from consult.documents.takedown import SealedWords
from consult.files import FileStore
from consult.importing import Draft
from consult.web.richtext import Cleaned

# Of a digest; asked for a longer one the ORM raises.
LENGTH = 64
_ALT = re.compile(r' alt="[^"]*"')


def keep_pictures(draft: Draft, files: FileStore) -> None:
    """Put the bytes of a draft that was just read into the file store, under the names its figures have.

    Raises ValueError for one whose name is not the digest of its bytes.
    """
    for digest, content in draft.pictures:
        if files.save(content) != digest:
            raise ValueError("a picture is not what its name says")


def described(html: str, words: str) -> Cleaned:
    """A picture's stored HTML with other ``words`` for those who cannot see it."""
    alt = f' alt="{escape(words)}"'
    return Cleaned(_ALT.sub(lambda _: alt, html, count=1))


async def is_public(digest: str, now: datetime) -> bool:
    """Whether a published version of a public consultation shows it."""
    if len(digest) != LENGTH:
        return False
    rows = Paragraph.filter(picture=digest, version__published_at__isnull=False)
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
