"""Withdrawing a response: it stops counting, and what was public of it is gone at once."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database
from consult.cache_version import bump
from consult.consultations.consultation import Consultation, Phase
from consult.responses.not_sent import NotOpen
from consult.responses.party import deadline_of, settle
from consult.responses.publicity import retract
from consult.responses.response import Response


async def may_withdraw(consultation: Consultation, response: Response, moment: datetime) -> bool:
    """Until it closes for whoever sent it, and while it is suspended: nobody works on it then. At most two queries."""
    if consultation.phase(moment) is Phase.CLOSED:
        closes_at = await deadline_of(consultation, response)
        return closes_at is not None and moment <= closes_at
    return consultation.phase(moment) in (Phase.OPEN, Phase.SUSPENDED)


async def withdraw(
    response: Response, *, consultation: Consultation, received_at: datetime, now: datetime
) -> bool:
    """Withdraw a response with all its remarks; False when that was done before.

    The author's words stay in the case, marked withdrawn; the public copies are emptied and the
    tallies follow. Raises NotOpen once the consultation has closed: then committees work on it, and
    the municipality must be asked.
    """
    if not await may_withdraw(consultation, response, received_at):
        raise NotOpen
    async with database.transaction():
        first = await Response.filter(id=response.id, withdrawn_at__isnull=True).update(
            withdrawn_at=now
        )
        if not first:
            return False
        # As it is now: a moderator may just have said whose response it is.
        is_seen = await settle((await Response.get(id=response.id)).party_id)
        remarks = await retract(response.id, now=now)
        await audit.record(
            "withdraw", "response", response.id, by=audit.PUBLIC, now=now,
            consultation_id=consultation.id, remarks=remarks,
        )  # fmt: skip
        if is_seen:
            await bump(consultation.slug)
    return True
