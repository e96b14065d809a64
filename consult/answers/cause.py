"""Causes: a person's word on whether a change of the text answers a point. Changes no text and no point."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from consult import audit, database
from consult.answers.point import Point
from consult.audit import Actor
from consult.documents.document import Version
from consult.documents.paragraph import ParagraphIdentity
from consult.documents.versions.stored_lineage import Lineage
from consult.documents.versions.text_changes import TextChange, changes_in
from consult.people.conflict import stale_by
from consult.stale_state import StaleState


class Cause(Model):
    """Whether the change of ``paragraph`` (the ``TextChange.key``) in ``version`` was made because of ``point``.

    ``digest`` is a SHA-256 in hex of the words before and after: of other words it is no word at all. ``decided_by`` is
    an Actor. A version in preparation that is discarded takes its causes along.
    """

    id = fields.BigIntField(primary_key=True)
    point: fields.ForeignKeyRelation[Point] = fields.ForeignKeyField(
        "core.Point", related_name=False, on_delete=fields.RESTRICT
    )
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.CASCADE, db_index=True
    )
    paragraph: fields.ForeignKeyRelation[ParagraphIdentity] = fields.ForeignKeyField(
        "core.ParagraphIdentity", related_name=False, on_delete=fields.CASCADE, db_index=True
    )
    is_cause = fields.BooleanField()
    digest = fields.CharField(max_length=64)
    decided_by = fields.CharField(max_length=60)
    decided_at = fields.DatetimeField()

    point_id: int
    version_id: int
    paragraph_id: int

    class Meta:
        table = "cause"
        unique_together = (("point", "version", "paragraph"),)


class NotAChange(Exception):
    """The version did not change this paragraph, or it is not approved yet what it changed."""


@dataclass(frozen=True)
class CauseInput:
    """``is_cause`` None: what was said is taken back. ``seen`` is what was said when the person looked, None for
    nothing; ``digest`` is of the words they saw."""

    paragraph: int
    is_cause: bool | None
    seen: bool | None
    digest: str


def digest_of(change: TextChange) -> str:
    """What a word about the change is stored with."""
    words = "\n\0".join("\n".join(each.text for each in side) for side in (change.old, change.new))
    return hashlib.sha256(words.encode()).hexdigest()


async def has_settled_changes(version: Version) -> bool:
    """Whether it is approved what the version changed; at most one query."""
    if version.number == 1 or version.published_at is not None:
        return version.number > 1
    return await Lineage.filter(version_id=version.id, approved_at__isnull=False).exists()


async def decide_cause(
    point: Point, version: Version, said: CauseInput, *, by: Actor, now: datetime
) -> None:
    """Store whether the point is a cause of the change, or take it back.

    Raises NotAChange, and StaleState where something else is said of it by now or the words are others.
    """
    is_settled = await has_settled_changes(version)
    changes = {each.key: each for each in await changes_in(version)} if is_settled else {}
    change = changes.get(said.paragraph)
    if change is None:
        raise NotAChange
    digest = digest_of(change)
    if digest != said.digest:
        raise StaleState("cause")
    async with database.transaction():
        if not await _store(point, version, said, digest, by, now):
            raise await _stale(point, version, said.paragraph)
        await audit.record(
            _verb(said.is_cause), "cause", point.id, by=by, now=now, consultation_id=point.consultation_id,
            version=version.number, paragraph=said.paragraph,
        )  # fmt: skip


def _verb(is_cause: bool | None) -> str:
    if is_cause is None:
        return "taken back"
    return "confirmed" if is_cause else "rejected"


async def _store(
    point: Point, version: Version, said: CauseInput, digest: str, by: Actor, now: datetime
) -> bool:
    """False where something else is said than was seen. What was said of other words counts as nothing."""
    stored = Cause.filter(point_id=point.id, version_id=version.id, paragraph_id=said.paragraph)
    await stored.exclude(digest=digest).delete()
    if said.seen is not None:
        seen = stored.filter(is_cause=said.seen)
        if said.is_cause is None:
            return bool(await seen.delete())
        return bool(await seen.update(is_cause=said.is_cause, decided_by=by, decided_at=now))
    if said.is_cause is None:
        return not await stored.exists()
    try:
        async with database.transaction():
            await Cause.create(
                point_id=point.id, version_id=version.id, paragraph_id=said.paragraph,
                is_cause=said.is_cause, digest=digest, decided_by=by, decided_at=now,
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


async def _stale(point: Point, version: Version, paragraph: int) -> StaleState:
    stored = await Cause.get_or_none(
        point_id=point.id, version_id=version.id, paragraph_id=paragraph
    )
    return await stale_by("cause", stored.decided_by, stored.decided_at) if stored else StaleState("cause")  # fmt: skip
