"""Until when a page is valid that shows answers, or would show them if there were any."""

from __future__ import annotations

from datetime import datetime

from consult.consultations.consultation import Consultation
from consult.public.cacheable import earliest
from consult.public.queries import PublicEditions


def answers_until(
    consultation: Consultation, editions: PublicEditions, now: datetime
) -> datetime | None:
    """The next moment at which time alone changes the phase or puts another edition in force; None for none."""
    return earliest(consultation.next_change(now), editions.next_at)
