"""What a respondent can still change of a response, as its own pages say it before anybody presses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.consultations.consultation import Phase
from consult.responses.correction import mendable_until
from consult.responses.remark import Remark, Standing
from consult.responses.response import Response
from consult.responses.withdrawal import may_withdraw


@dataclass(frozen=True)
class MyChanges:
    """``corrects`` some remark, by the same rule as the verb; ``withdraws`` the whole. ``phase`` is the consultation's,
    and ``until`` its deadline: how long both last while it is open."""

    phase: Phase
    corrects: bool
    withdraws: bool
    until: datetime | None


async def changes_of(response: Response, remarks: Sequence[Remark], now: datetime) -> MyChanges:
    """What can be changed at ``now``; nothing of a withdrawn response. It comes with its consultation. No query."""
    consultation = response.consultation
    stands = response.withdrawn_at is None
    return MyChanges(
        phase=consultation.phase(now),
        corrects=stands and any(_is_correctable(each, response, now) for each in remarks),
        withdraws=stands and await may_withdraw(consultation, now),
        until=consultation.closes_at,
    )


def _is_correctable(remark: Remark, response: Response, now: datetime) -> bool:
    counts = remark.standing is Standing.RECEIVED
    return counts and mendable_until(response.consultation, remark.kept_back_at, now) is not None
