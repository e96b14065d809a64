"""Extensions of a deadline, for everybody or for one consulted party, and whether an answer is in time."""

from __future__ import annotations

from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation, Phase
from consult.consultations.party import ConsultedParty


class Extension(Model):
    """Who may answer until when, decided when and why. ``party`` null means everybody."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="extensions", on_delete=fields.RESTRICT, db_index=True
    )
    party: fields.ForeignKeyNullableRelation[ConsultedParty] = fields.ForeignKeyField(
        "core.ConsultedParty", related_name="extensions", null=True, on_delete=fields.RESTRICT
    )
    until = fields.DatetimeField()
    reason = fields.CharField(max_length=500)
    decided_at = fields.DatetimeField()
    decided_by = fields.CharField(max_length=60)

    consultation_id: int
    party_id: int | None

    class Meta:
        table = "extension"


class NotLater(Exception):
    """An extension must end later than the deadline it extends."""


class Answered(Exception):
    """The answers are public, or wait for their moment: nobody answers after that."""


async def last_deadline(consultation: Consultation) -> datetime | None:
    """The last moment at which anybody may still answer, everybody or a party that was given more time; None while there
    is no deadline. One query."""
    given = await Extension.filter(consultation_id=consultation.id).values_list("until", flat=True)
    moments = [consultation.closes_at, *given]
    return max((each for each in moments if isinstance(each, datetime)), default=None)


async def is_open_for(
    consultation: Consultation, received_at: datetime, party: ConsultedParty | None = None
) -> bool:
    """Whether an answer that reached us at ``received_at`` is in time, for everybody or for one party.

    Both ``closes_at`` and an extension's ``until`` are the last instant that is in time.
    """
    if consultation.phase(received_at) is Phase.OPEN:
        return True
    if party is None or not _has_opened(consultation, received_at):
        return False
    return await Extension.filter(
        consultation_id=consultation.id, party_id=party.id, until__gte=received_at
    ).exists()


async def deadline_for(
    consultation: Consultation, party: ConsultedParty | None = None
) -> datetime | None:
    """The last instant that is in time for everybody, or for this party; None before there is any."""
    if party is None or consultation.closes_at is None:
        return consultation.closes_at
    granted = Extension.filter(consultation_id=consultation.id, party_id=party.id)
    return max([consultation.closes_at, *[each.until for each in await granted]])


async def some_party_is_open(consultation: Consultation, moment: datetime) -> bool:
    """Whether a consulted party was given a later deadline that has not passed."""
    granted = Extension.filter(
        consultation_id=consultation.id, party_id__isnull=False, until__gte=moment
    )
    return _has_opened(consultation, moment) and await granted.exists()


def _has_opened(consultation: Consultation, moment: datetime) -> bool:
    return consultation.phase(moment) in (Phase.OPEN, Phase.CLOSED, Phase.ANSWERED)


async def extend(
    consultation: Consultation,
    *,
    until: datetime,
    reason: str,
    by: Actor,
    now: datetime,
    party: ConsultedParty | None = None,
) -> Extension:
    """Give everybody, or one party, until ``until`` (the last instant that is in time).

    Raises NotLater when the present deadline, also one that somebody else has just set, is as late; Answered while
    answers are published.
    """
    async with database.transaction():
        # A write first: it locks the row, so that nobody publishes answers in between.
        unanswered = Consultation.filter(id=consultation.id, answered_at=None)
        if not await unanswered.update(slug=consultation.slug):
            raise Answered(consultation.slug)
        if party is None:
            await _move_the_deadline(consultation, until)
        elif not await _is_later_for(consultation, party, until):
            raise NotLater(consultation.slug)
        extension = await Extension.create(
            consultation_id=consultation.id,
            party_id=party.id if party else None,
            until=until,
            reason=reason,
            decided_at=now,
            decided_by=by,
        )
        await audit.record(
            "extended",
            "consultation",
            consultation.id,
            by=by,
            now=now,
            consultation_id=consultation.id,
            until=until.isoformat(),
            party_id=party.id if party else None,
        )
        # The front page shows the deadline, too.
        await cache_version.bump(cache_version.SITE, consultation.slug)
    if party is None:
        consultation.closes_at = until
    return extension


async def _move_the_deadline(consultation: Consultation, until: datetime) -> None:
    changed = await Consultation.filter(id=consultation.id, closes_at__lt=until).update(
        closes_at=until
    )
    if not changed:
        raise NotLater(consultation.slug)


async def _is_later_for(consultation: Consultation, party: ConsultedParty, until: datetime) -> bool:
    closes_at = (await Consultation.get(id=consultation.id)).closes_at
    as_late = await Extension.filter(party_id=party.id, until__gte=until).exists()
    return closes_at is not None and until > closes_at and not as_late
