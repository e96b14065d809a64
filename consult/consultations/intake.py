"""What becomes of a response that arrives at a moment. Every page says it beforehand, and every way to send asks here."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from consult.consultations.consultation import Consultation, Phase
from consult.consultations.extension import is_open_for
from consult.consultations.party import ConsultedParty


class Intake(StrEnum):
    """IN_TIME for everybody. PARTY: within the later deadline of the consulted party it says to be from, and marked late
    until that is confirmed. LATE: received, and marked so. CLOSED: not received."""

    IN_TIME = "in_time"
    PARTY = "party"
    LATE = "late"
    CLOSED = "closed"

    @property
    def receives(self) -> bool:
        return self is not Intake.CLOSED


async def intake_at(
    consultation: Consultation, moment: datetime, party: ConsultedParty | None = None
) -> Intake:
    """What becomes of a response that reaches us at ``moment``; ``party`` is whom it says to be from. One query at most."""
    if consultation.phase(moment) is Phase.OPEN:
        return Intake.IN_TIME
    if party is not None and await is_open_for(consultation, moment, party):
        return Intake.PARTY
    return Intake.LATE if consultation.takes_late(moment) else Intake.CLOSED
