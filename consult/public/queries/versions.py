"""The published versions of the draft, each of which can be read permanently, and their PDFs. Holds none of their
text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.consultations.consultation import Consultation
from consult.documents.current_version import published_versions, was_consulted
from consult.documents.version_pdf import pdfs_of
from consult.public.queries.outline import Outline, previous_number


@dataclass(frozen=True)
class PublicVersion:
    """A published version in a list.

    ``previous`` is the number of the version before it, None for the first. ``note`` says what is new in it, as plain
    text, "" where nobody wrote any; ``note_corrected_at`` is when that was last corrected. ``source_name`` is the name
    of its file. ``is_current``: the newest, the only one that takes comments. ``was_consulted``: is or was out for
    consultation. ``pdf_size`` in bytes, 0 while there is no PDF. ``taken`` is None unless it was taken down as a whole:
    then it is the reason, or "".
    """

    number: int
    previous: int | None
    published_at: datetime
    title: str
    note: str
    note_corrected_at: datetime | None
    source_name: str
    is_current: bool
    was_consulted: bool
    pdf_size: int
    taken: str | None = None


async def versions(consultation: Consultation) -> list[PublicVersion]:
    """Every published version, the newest first; two queries."""
    published = await published_versions(consultation.id)
    pdfs = await pdfs_of([each.id for each in published])
    return [
        PublicVersion(
            number=each.number,
            previous=previous_number(each),
            published_at=each.published_at,
            title=each.public_title,
            note=each.note,
            note_corrected_at=each.note_corrected_at,
            source_name=each.source_name if each.taken_reason is None else "",
            is_current=each is published[0],
            was_consulted=was_consulted(each, published, consultation),
            pdf_size=pdfs[each.id].size if each.id in pdfs else 0,
            taken=each.taken_reason,
        )
        for each in published
        if each.published_at is not None
    ]


@dataclass(frozen=True)
class PublicPdf:
    """The PDF of a published version: its key in the file store, and its size in bytes."""

    file_key: str
    size: int


async def pdf(outline: Outline) -> PublicPdf | None:
    """The PDF of this version; None until it is rendered. One query."""
    row = (await pdfs_of([outline.version.id])).get(outline.version.id)
    return PublicPdf(row.file, row.size) if row else None
