"""Consulted parties: the list as an editor pastes it, who was asked, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.mail.address import address_fault, normal_email


class PartyKind(StrEnum):
    ORGANISATION = "organisation"
    AUTHORITY = "authority"
    COUNCIL = "council"


class PartyState(StrEnum):
    """SILENT until a response of theirs arrives; NO_REMARKS is an answer too. CLAIMED: somebody answered in their name,
    and neither staff nor their own address has said that it is they."""

    SILENT = "silent"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    NO_REMARKS = "no_remarks"


class ConsultedParty(Model):
    """One invited party of one consultation. Its e-mail address is never public."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="parties", on_delete=fields.RESTRICT
    )
    name = fields.CharField(max_length=300)
    kind = fields.CharEnumField(PartyKind, max_length=20, default=PartyKind.ORGANISATION)
    email = fields.CharField(max_length=320, default="")
    state = fields.CharEnumField(PartyState, max_length=20, default=PartyState.SILENT)
    invited_at = fields.DatetimeField(null=True)

    consultation_id: int

    class Meta:
        table = "consulted_party"
        unique_together = (("consultation", "name"),)


LONGEST_NAME = 300
MOST = 1000


class TooManyParties(ValueError):
    """More parties than one list may hold."""


class BadLine(ValueError):
    """A line of the list that cannot be read: its number from 1, and the line."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(number, line)
        self.number = number
        self.line = line


class InUse(Exception):
    """The party has answered or was given a deadline of its own, so it stays."""


@dataclass(frozen=True)
class Listed:
    """A party as it was written; ``email`` may be ""."""

    name: str
    email: str


def parse_list(text: str) -> list[Listed]:
    """One party a line: its name and, after a semicolon or a tab, its e-mail address. Each name counts once.

    Raises BadLine for a line without a name or with an address that cannot be one, TooManyParties.
    """
    found: dict[str, Listed] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        name, _, written = line.replace("\t", ";").partition(";")
        name, written = " ".join(name.split()), written.strip(" ;")
        email = normal_email(written)
        if not name or len(name) > LONGEST_NAME or (written and address_fault(written)):
            raise BadLine(number, line.strip())
        found.setdefault(name.casefold(), Listed(name, email))
        if len(found) > MOST:
            raise TooManyParties(len(found))
    return list(found.values())


async def add_parties(
    consultation: Consultation, listed: Sequence[Listed], *, by: Actor, now: datetime
) -> int:
    """Add those that are not on the list yet; how many that were. Raises TooManyParties."""
    async with database.transaction():
        names = await ConsultedParty.filter(consultation=consultation).values_list(
            "name", flat=True
        )
        there = {str(name).casefold() for name in names}
        new = [each for each in listed if each.name.casefold() not in there]
        if len(there) + len(new) > MOST:
            raise TooManyParties(len(there) + len(new))
        await ConsultedParty.bulk_create(
            ConsultedParty(consultation=consultation, name=each.name, email=each.email)
            for each in new
        )
        await _record("listed", consultation, None, by=by, now=now, parties=len(new))
    return len(new)


async def remove_party(consultation: Consultation, party: int, *, by: Actor, now: datetime) -> None:
    """Take a party off the list. That it is gone already is just as well. Raises InUse."""
    async with database.transaction():
        rows = ConsultedParty.filter(id=party, consultation=consultation)
        if await rows.filter(extensions__id__isnull=False).exists():
            raise InUse(party)
        if not await rows.filter(state=PartyState.SILENT, invited_at__isnull=True).delete():
            if await rows.exists():
                raise InUse(party)
            return
        await _record("unlisted", consultation, party, by=by, now=now)


async def _record(
    verb: str,
    consultation: Consultation,
    party: int | None,
    *,
    by: Actor,
    now: datetime,
    **facts: int,
) -> None:
    await audit.record(
        verb, "party", party, by=by, now=now, consultation_id=consultation.id, **facts
    )
    await cache_version.bump(consultation.slug)
