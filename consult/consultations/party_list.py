"""The list of consulted parties: read as an editor pastes it, added to, taken from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.consultations.extension import Extension
from consult.consultations.party import ConsultedParty, PartyState
from consult.people.account import normal_email

LONGEST_NAME = 300
MOST = 1000


class TooMany(ValueError):
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

    Raises BadLine for a line without a name or with an address that cannot be one, TooMany.
    """
    found: dict[str, Listed] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        name, _, written = line.replace("\t", ";").partition(";")
        name, written = " ".join(name.split()), written.strip(" ;")
        email = normal_email(written)
        if not name or len(name) > LONGEST_NAME or (written and not email):
            raise BadLine(number, line.strip())
        found.setdefault(name.casefold(), Listed(name, email))
        if len(found) > MOST:
            raise TooMany(len(found))
    return list(found.values())


async def add_parties(
    consultation: Consultation, listed: Sequence[Listed], *, by: Actor, now: datetime
) -> int:
    """Add those that are not on the list yet; how many that were."""
    async with database.transaction():
        names = await ConsultedParty.filter(consultation=consultation).values_list(
            "name", flat=True
        )
        there = {str(name).casefold() for name in names}
        new = [each for each in listed if each.name.casefold() not in there]
        if len(there) + len(new) > MOST:
            raise TooMany(len(there) + len(new))
        await ConsultedParty.bulk_create(
            ConsultedParty(consultation=consultation, name=each.name, email=each.email)
            for each in new
        )
        await _record("listed", consultation, None, by=by, now=now, parties=len(new))
    return len(new)


async def remove_party(consultation: Consultation, party: int, *, by: Actor, now: datetime) -> None:
    """Take a party off the list. That it is gone already is just as well. Raises InUse."""
    async with database.transaction():
        if await Extension.filter(party_id=party).exists():
            raise InUse(party)
        rows = ConsultedParty.filter(id=party, consultation=consultation)
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
