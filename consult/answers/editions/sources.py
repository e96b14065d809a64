"""What the files of an edition hold of people's remarks and of the draft, and whether all of it is still public."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.memo_file import MemoFile
from consult.responses.public_change import PublicChange, PublicChangeKind

# What a file holds and should not after one of these: the words, the name, or the draft's words that were quoted.
TAKEN_AWAY = (
    PublicChangeKind.REDACTED,
    PublicChangeKind.CORRECTED,
    PublicChangeKind.SENDER,
    PublicChangeKind.QUOTE,
    PublicChangeKind.TAKEN_DOWN,
    PublicChangeKind.WITHDRAWN,
)


class Losses(NamedTuple):
    """How often something was taken away that was public at a moment: of remarks, and of the draft. Counted and not
    remembered by the last row: what is committed late has a number that was given early."""

    changes: int
    takedowns: int


async def losses_until_now(consultation: Consultation, read_at: datetime) -> Losses:
    """Of what was public at ``read_at``; two queries."""
    versions = Version.filter(document__consultation_id=consultation.id)
    takedowns = await versions.values_list("takedowns", flat=True)
    changes = await _taken_away(consultation.id, read_at).count()
    return Losses(changes, sum(int(str(each)) for each in takedowns))


def _taken_away(consultation_id: int, read_at: datetime) -> QuerySet[PublicChange]:
    return PublicChange.filter(
        consultation_id=consultation_id, kind__in=TAKEN_AWAY, remark__published_at__lte=read_at
    )


async def is_outdated(file: MemoFile, consultation: Consultation) -> bool:
    """Whether the files, which are made, hold something that is not public any more; two queries."""
    assert file.read_at is not None
    now = await losses_until_now(consultation, file.read_at)
    return now.changes > file.changes or now.takedowns > file.takedowns


async def why_outdated(file: MemoFile) -> PublicChangeKind | None:
    """The first of what was taken from the remarks in the files; None where it was the draft's words. One query."""
    assert file.read_at is not None
    rows = _taken_away(file.consultation_id, file.read_at).order_by("id").offset(file.changes)
    first = await rows.first()
    return first.kind if first else None
