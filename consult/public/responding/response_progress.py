"""How far a response has come, step by step, from received to answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from consult.consultations.consultation import Consultation, Phase
from consult.locale import gettext as _
from consult.locale import pgettext, show_date
from consult.public.responding.my_remark import MyRemark
from consult.responses.remark import VISIBLE
from consult.responses.response import Response

State = Literal["done", "current", "waiting", "skipped", "failed"]


@dataclass(frozen=True)
class Step:
    """One step in the shape that the steps macro takes. ``when`` is its date in words, None where it has none."""

    words: str
    state: State
    when: str | None = None


def progress_of(response: Response, remarks: list[MyRemark], now: datetime) -> list[Step]:
    """The steps of a response with these remarks. It comes with its consultation."""
    if response.withdrawn_at:
        return [
            _step(_("Received"), "done", response.received_at),
            _step(_("Withdrawn"), "failed", response.withdrawn_at),
        ]
    is_read = all(mine.remark.queued_at is None for mine in remarks)
    steps = _common_steps(response, response.consultation, is_read, now)
    if remarks:
        is_visible = any(mine.publicity in VISIBLE for mine in remarks)
        steps.insert(2, _published_step(is_read, is_visible))
    return steps


def _common_steps(
    response: Response, consultation: Consultation, is_read: bool, now: datetime
) -> list[Step]:
    """The steps of any response, also of one without remarks."""
    is_closed = consultation.phase(now) in (Phase.CLOSED, Phase.ANSWERED)
    is_answered = consultation.answered_at is not None and consultation.answered_at <= now
    reached = [True, is_read, is_closed and is_read, is_answered]
    words = [_("Received"), pgettext("step", "Read"), _("With the committees"), _("Answered")]
    whens = [response.received_at, None, consultation.closes_at, consultation.answered_at]
    return [
        _step(word, _state(reached, index), when if reached[index] else None)
        for index, (word, when) in enumerate(zip(words, whens, strict=True))
    ]


def _published_step(is_read: bool, is_visible: bool) -> Step:
    if is_visible:
        return Step(_("Published"), "done")
    if is_read:
        return Step(_("Not published"), "skipped")
    return Step(_("Published"), "waiting")


def _state(reached: list[bool], index: int) -> State:
    """The last step reached is the current one."""
    if not reached[index]:
        return "waiting"
    return "done" if index + 1 < len(reached) and reached[index + 1] else "current"


def _step(words: str, state: State, when: datetime | None) -> Step:
    return Step(words, state, show_date(when) if when else None)
