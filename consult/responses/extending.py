"""Extending a deadline, with what that makes of the responses that came after the earlier one."""

from __future__ import annotations

from datetime import datetime

from consult import database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.consultations.extension import extend
from consult.consultations.party import ConsultedParty
from consult.responses.response import Response


async def extend_deadline(
    consultation: Consultation,
    *,
    until: datetime,
    reason: str,
    by: Actor,
    now: datetime,
    party: ConsultedParty | None = None,
) -> None:
    """Give everybody, or one party, until ``until``: what had come by then is not late any more.

    Raises NotLater, see ``extend``.
    """
    came = Response.filter(consultation_id=consultation.id, is_late=True, received_at__lte=until)
    if party is not None:
        came = came.filter(party_id=party.id, party_confirmed=True)
    async with database.transaction():
        await extend(consultation, until=until, reason=reason, by=by, now=now, party=party)
        await came.update(is_late=False)
