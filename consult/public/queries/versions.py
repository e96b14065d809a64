"""The published versions of the draft: each can be read for good. Holds no words of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.consultations.consultation import Consultation
from consult.documents.heard import published_versions


@dataclass(frozen=True)
class PublicVersion:
    """``note`` says what is new in it, as plain text, "" where nobody wrote any; ``source_name`` is the name of
    the file it was made from; ``is_heard``: the newest, which is answered."""

    number: int
    published_at: datetime
    title: str
    note: str
    source_name: str
    is_heard: bool


async def versions(consultation: Consultation) -> list[PublicVersion]:
    """Every published version, the newest first; one query."""
    published = await published_versions(consultation.id)
    return [
        PublicVersion(
            number=each.number,
            published_at=each.published_at,
            title=each.title,
            note=each.note,
            source_name=each.source_name,
            is_heard=each is published[0],
        )
        for each in published
        if each.published_at is not None
    ]
