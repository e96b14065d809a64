"""Editions of the memo: what each froze of the record, as rows. Holds no words of a remark but the quotes that were chosen.

A later edit of a point changes no edition. Whether a remark may be shown is never frozen: public pages ask the remark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult.answers.disposition import Outcome
from consult.answers.editions.uncovered import UncoveredReason
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation, Phase
from consult.documents.document import Version
from consult.documents.paragraph import ParagraphIdentity
from consult.documents.section import SectionIdentity
from consult.responses.remark import Remark


class Edition(Model):
    """One edition, numbered from 1 within its consultation; public from ``publish_at`` on. ``made_by`` is an Actor,
    ``checksum`` a SHA-256 in hex over all that it froze. ``taken_back_at`` null: it was not taken back; before
    ``publish_at``: it was called off and nobody saw it. ``taken_back_reason`` is public, plain text. ``version`` is the
    text that is public from the same moment on, null where it brings none."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    publish_at = fields.DatetimeField()
    made_at = fields.DatetimeField()
    made_by = fields.CharField(max_length=60)
    checksum = fields.CharField(max_length=64)
    taken_back_at = fields.DatetimeField(null=True)
    taken_back_by = fields.CharField(max_length=60)
    taken_back_reason = fields.TextField()
    version: fields.ForeignKeyNullableRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, null=True, on_delete=fields.SET_NULL
    )

    consultation_id: int
    version_id: int | None

    class Meta:
        table = "memo_edition"
        unique_together = (("consultation", "number"),)

    @property
    def is_called_off(self) -> bool:
        """Whether it was taken back before anybody could see it."""
        return self.taken_back_at is not None and self.taken_back_at < self.publish_at


class EditionPoint(Model):
    """A point as it stood. ``section`` is null for the whole draft."""

    id = fields.BigIntField(primary_key=True)
    edition: fields.ForeignKeyRelation[Edition] = fields.ForeignKeyField(
        "core.Edition", related_name=False, on_delete=fields.RESTRICT
    )
    section: fields.ForeignKeyNullableRelation[SectionIdentity] = fields.ForeignKeyField(
        "core.SectionIdentity", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    title = fields.CharField(max_length=300)
    summary = fields.TextField()

    edition_id: int
    section_id: int | None

    class Meta:
        table = "edition_point"
        unique_together = (("edition", "number"),)


class EditionMember(Model):
    """A remark that a point answers. ``quote`` are the words chosen of it, "" for none: shown only while everybody can
    read them in the remark."""

    id = fields.BigIntField(primary_key=True)
    point: fields.ForeignKeyRelation[EditionPoint] = fields.ForeignKeyField(
        "core.EditionPoint", related_name=False, on_delete=fields.RESTRICT
    )
    remark: fields.ForeignKeyRelation[Remark] = fields.ForeignKeyField(
        "core.Remark", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    quote = fields.TextField()

    point_id: int
    remark_id: int

    class Meta:
        table = "edition_member"
        unique_together = (("point", "remark"),)


class EditionAnswer(Model):
    """One committee's answer to a point; ``approved_at`` is when the committee approved its part."""

    id = fields.BigIntField(primary_key=True)
    point: fields.ForeignKeyRelation[EditionPoint] = fields.ForeignKeyField(
        "core.EditionPoint", related_name=False, on_delete=fields.RESTRICT
    )
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name=False, on_delete=fields.RESTRICT
    )
    outcome = fields.CharEnumField(Outcome, max_length=20)
    reason = fields.TextField()
    approved_at = fields.DatetimeField()

    point_id: int
    committee_id: int

    class Meta:
        table = "edition_answer"
        unique_together = (("point", "committee"),)


class EditionUncovered(Model):
    """A remark in none of the edition's points, and why."""

    id = fields.BigIntField(primary_key=True)
    edition: fields.ForeignKeyRelation[Edition] = fields.ForeignKeyField(
        "core.Edition", related_name=False, on_delete=fields.RESTRICT
    )
    remark: fields.ForeignKeyRelation[Remark] = fields.ForeignKeyField(
        "core.Remark", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    reason = fields.CharEnumField(UncoveredReason, max_length=20)

    edition_id: int
    remark_id: int

    class Meta:
        table = "edition_uncovered"
        unique_together = (("edition", "remark"),)


class EditionChange(Model):
    """A change of the text that was made because of the point: of ``paragraph`` (a ``TextChange.key``) in ``version``.
    Shown once the version is public, and while it has the words whose ``digest`` this is, see ``cause.digest_of``."""

    id = fields.BigIntField(primary_key=True)
    point: fields.ForeignKeyRelation[EditionPoint] = fields.ForeignKeyField(
        "core.EditionPoint", related_name=False, on_delete=fields.RESTRICT
    )
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.CASCADE, db_index=True
    )
    paragraph: fields.ForeignKeyRelation[ParagraphIdentity] = fields.ForeignKeyField(
        "core.ParagraphIdentity", related_name=False, on_delete=fields.CASCADE, db_index=True
    )
    digest = fields.CharField(max_length=64)

    point_id: int
    version_id: int
    paragraph_id: int

    class Meta:
        table = "edition_change"
        unique_together = (("point", "version", "paragraph"),)


@dataclass(frozen=True)
class PublicEditions:
    """What is public of a consultation's editions: the one ``in_force``, or the one ``taken_back`` that was in force
    last, or neither. ``next_at`` is when time alone will put another in force; ``published`` are all that were public
    until now, the newest first, empty where neither of the two is there."""

    in_force: Edition | None = None
    taken_back: Edition | None = None
    next_at: datetime | None = None
    published: tuple[Edition, ...] = ()


async def lock_editions(consultation: Consultation) -> None:
    """Wait here, within a transaction, for whoever publishes or takes back at this moment, or writes letters about it."""
    await Consultation.filter(id=consultation.id).select_for_update(no_key=True).only("id")


async def editions_of(consultation: Consultation) -> list[Edition]:
    """All of them, the newest first; one query."""
    return await Edition.filter(consultation_id=consultation.id).order_by("-number")


async def public_editions(consultation: Consultation, now: datetime) -> PublicEditions:
    """What is public now; one query, none while it takes responses or is stopped: then nothing is.

    Where an edition is taken back no earlier one comes in its place: what was wrong in one may stand in another.
    """
    if consultation.phase(now) not in (Phase.CLOSED, Phase.ANSWERED):
        return PublicEditions()
    rows = [each for each in await editions_of(consultation) if not each.is_called_off]
    next_at = min((each.publish_at for each in rows if each.publish_at > now), default=None)
    # An edition that comes by itself may have a higher number than one that waits for its moment.
    published = tuple(
        sorted(
            (each for each in rows if each.publish_at <= now),
            key=lambda each: (each.publish_at, each.number),
            reverse=True,
        )
    )
    if not published:
        return PublicEditions(next_at=next_at)
    newest = published[0]
    if newest.taken_back_at is not None:
        return PublicEditions(taken_back=newest, next_at=next_at, published=published)
    return PublicEditions(in_force=newest, next_at=next_at, published=published)


def answered_at(editions: Iterable[Edition]) -> datetime | None:
    """Since when a consultation with these editions is answered: the first moment of those that stand, and that no
    edition taken back came after; None where there is none."""
    since: datetime | None = None
    for each in sorted(editions, key=lambda edition: (edition.publish_at, edition.number)):
        if each.is_called_off:
            continue
        since = None if each.taken_back_at else since or each.publish_at
    return since
