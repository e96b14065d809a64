"""What a respondent can still change of a response, as its own pages say it before anybody presses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.consultations.consultation import Consultation, Phase
from consult.responses.correction import mendable_until
from consult.responses.party import deadline_of
from consult.responses.remark import Remark, Standing
from consult.responses.response import Response
from consult.responses.withdrawal import may_withdraw


@dataclass(frozen=True)
class MyChanges:
    """``corrects`` some remark, by the same rule as the verb; ``withdraws`` the whole. ``phase`` is the consultation's for
    this response, and ``until`` its deadline: how long both last while it is open, longer for a party with more time."""

    phase: Phase
    corrects: bool
    withdraws: bool
    until: datetime | None


async def changes_of(response: Response, remarks: Sequence[Remark], now: datetime) -> MyChanges:
    """What can be changed at ``now``; nothing of a withdrawn response. It comes with its consultation. At most four
    queries."""
    consultation = response.consultation
    stands = response.withdrawn_at is None
    until = await deadline_of(consultation, response)
    return MyChanges(
        phase=_phase_for(consultation, until, now),
        corrects=stands and any(_is_correctable(each, response, now, until) for each in remarks),
        withdraws=stands and await may_withdraw(consultation, response, now),
        until=until,
    )


def _phase_for(consultation: Consultation, until: datetime | None, now: datetime) -> Phase:
    """Open as long as its sender may change it."""
    phase = consultation.phase(now)
    return Phase.OPEN if phase is Phase.CLOSED and until and now <= until else phase


def _is_correctable(
    remark: Remark, response: Response, now: datetime, closes_at: datetime | None
) -> bool:
    until = mendable_until(response.consultation, remark.kept_back_at, now, closes_at=closes_at)
    return remark.standing is Standing.RECEIVED and until is not None
