"""The published versions of the draft: each can be read for good. Holds no words of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.consultations.consultation import Consultation
from consult.documents.heard import published_versions


@dataclass(frozen=True)
class PublicVersion:
    """``source_name`` is the name of the file it was made from; ``is_heard``: the newest, which is answered."""

    number: int
    published_at: datetime
    source_name: str
    is_heard: bool


async def versions(consultation: Consultation) -> list[PublicVersion]:
    """Every published version, the newest first; one query."""
    published = await published_versions(consultation.id)
    return [
        PublicVersion(each.number, each.published_at, each.source_name, each is published[0])
        for each in published
        if each.published_at is not None
    ]
