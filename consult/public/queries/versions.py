"""The published versions of the draft: each can be read for good. Holds no words of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.consultations.consultation import Consultation
from consult.documents.current_version import published_versions, was_consulted
from consult.documents.version_pdf import pdfs_of
from consult.public.queries.outline import Outline


@dataclass(frozen=True)
class PublicVersion:
    """``note`` says what is new in it, as plain text, "" where nobody wrote any, ``note_corrected_at`` when that was
    last put right; ``source_name`` is the name of the file it was made from; ``is_heard``: the newest, which is
    answered; ``was_consulted``: one could answer to it, now or once. ``pdf_size`` in bytes, 0 while there is no PDF."""

    number: int
    published_at: datetime
    title: str
    note: str
    note_corrected_at: datetime | None
    source_name: str
    is_heard: bool
    was_consulted: bool
    pdf_size: int


async def versions(consultation: Consultation) -> list[PublicVersion]:
    """Every published version, the newest first; two queries."""
    published = await published_versions(consultation.id)
    pdfs = await pdfs_of([each.id for each in published])
    return [
        PublicVersion(
            number=each.number,
            published_at=each.published_at,
            title=each.title,
            note=each.note,
            note_corrected_at=each.note_corrected_at,
            source_name=each.source_name,
            is_heard=each is published[0],
            was_consulted=was_consulted(each, published, consultation),
            pdf_size=pdfs[each.id].size if each.id in pdfs else 0,
        )
        for each in published
        if each.published_at is not None
    ]


@dataclass(frozen=True)
class PublicPdf:
    """The PDF of a published version: its key in the file store, and its size in bytes."""

    file_key: str
    size: int


async def pdf(of: Outline) -> PublicPdf | None:
    """The PDF of this version; None until it is made. One query."""
    row = (await pdfs_of([of.version.id])).get(of.version.id)
    return PublicPdf(row.file, row.size) if row else None
