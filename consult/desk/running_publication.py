"""Publishing a version while people can still answer: with what is said of the deadline, and who is to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.desk.desk_mapping import DeskMapping
from consult.documents.document import Version
from consult.documents.publication import publish_version
from consult.lineage import ChangeKind
from consult.responses.extending import extend_deadline
from consult.responses.text_letter import note_affected


@dataclass(frozen=True)
class MoreTime:
    """Everybody has until ``until``, the last instant that is in time; ``reason`` is public."""

    until: datetime
    reason: str


@dataclass(frozen=True)
class WhatShifts:
    """Remarks on paragraphs that go and on those with other words, and how many paragraphs get another number, of which
    ``cited`` have remarks."""

    removed: int
    changed: int
    renumbered: int
    cited: int


def what_shifts(mapping: DeskMapping) -> WhatShifts:
    """What publishing the version would do to what people wrote."""
    kinds = (ChangeKind.REWORDED, ChangeKind.SPLIT, ChangeKind.MERGED)
    moved = [
        each
        for each in mapping.entries
        if each.entry.old
        and each.entry.new
        and [one.number for one in each.entry.old] != [one.number for one in each.entry.new]
    ]
    return WhatShifts(
        mapping.remarks_on("removed").remarks,
        sum(mapping.remarks_on(kind).remarks for kind in kinds),
        len(moved),
        sum(each.remarks > 0 for each in moved),
    )


async def publish_while_open(
    consultation: Consultation,
    version: Version,
    more_time: MoreTime | None,
    *,
    lock_version: int | None,
    by: Actor,
    now: datetime,
) -> None:
    """Publish the version, say what becomes of the deadline (None: it stays), and note who is to be told.

    Raises what ``publish_version`` raises, NotLater and Answered.
    """
    async with database.transaction():
        await publish_version(version, lock_version=lock_version, by=by, now=now)
        if more_time:
            await extend_deadline(
                consultation, until=more_time.until, reason=more_time.reason, by=by, now=now
            )
        told = await note_affected(version)
        await audit.record(
            "extended for" if more_time else "not extended for", "version", version.id, by=by, now=now,
            consultation_id=consultation.id, number=version.number, told=told,
        )  # fmt: skip
