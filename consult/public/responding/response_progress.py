"""How far a response has come, step by step, from received to answered. Pure; asks no database.

Each step is told from the record and counted per remark: "1 of 2 published". Nothing counts as read before a person has
decided on the wording that stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from consult.consultations.consultation import Consultation, Phase
from consult.locale import gettext as _
from consult.locale import pgettext, show_date, show_number
from consult.responses.remark import VISIBLE, Remark, Standing
from consult.responses.response import Response

State = Literal["done", "current", "partly", "waiting", "skipped", "failed"]


@dataclass(frozen=True)
class Step:
    """One step in the shape that the steps macro takes. ``when`` is its date in words, None where it has none."""

    words: str
    state: State
    when: str | None = None


def progress_of(response: Response, remarks: Sequence[Remark], now: datetime) -> list[Step]:
    """The steps of a response with these remarks. It comes with its consultation.

    A response without remarks has nothing that anybody reads or publishes, so it has no such step.
    """
    received = _dated(_("Received"), "done", response.received_at)
    if response.withdrawn_at:
        return [received, _dated(_("Withdrawn"), "failed", response.withdrawn_at)]
    counted = [each for each in remarks if each.standing is Standing.RECEIVED]
    if remarks and not counted:
        return [
            received,
            Step(pgettext("standing", "Set aside: not counted as a response"), "failed"),
        ]
    of_remarks = [_read_step(counted), _published_step(counted)] if counted else []
    return _one_current([received, *of_remarks, *_last_steps(response, now)])


def is_read(remark: Remark) -> bool:
    """Whether a person has decided on the wording that stands."""
    return remark.queued_at is None and remark.decisions > 0


def _read_step(remarks: Sequence[Remark]) -> Step:
    return _counted_step(
        remarks, is_read, pgettext("step", "Read"), lambda of: _("%(n)s of %(all)s read") % of
    )


def _published_step(remarks: Sequence[Remark]) -> Step:
    """Published, in part or whole; "Not published" only once everything was decided on."""
    if all(is_read(each) and each.publicity not in VISIBLE for each in remarks):
        return Step(_("Not published"), "skipped")
    return _counted_step(
        remarks,
        lambda each: each.publicity in VISIBLE,
        _("Published"),
        lambda of: _("%(n)s of %(all)s published") % of,
        is_over=all(map(is_read, remarks)),
    )


def _counted_step(
    remarks: Sequence[Remark],
    reached: Callable[[Remark], bool],
    words: str,
    in_part: Callable[[dict[str, str]], str],
    *,
    is_over: bool = False,
) -> Step:
    """A step that each remark takes for itself. ``is_over``: those that have not taken it will not."""
    n = sum(map(reached, remarks))
    if n == len(remarks):
        return Step(words, "done")
    if n == 0:
        return Step(words, "waiting")
    some = {"n": show_number(n), "all": show_number(len(remarks))}
    return Step(in_part(some), "done" if is_over else "partly")


def _last_steps(response: Response, now: datetime) -> list[Step]:
    """What all responses come to together: the committees work on them once nothing more can come, read or not."""
    consultation = response.consultation
    phase = consultation.phase(now)
    if phase is Phase.CALLED_OFF:
        return [_dated(_("The consultation was called off"), "failed", consultation.called_off_at)]
    is_answered = phase is Phase.ANSWERED
    steps = [_committee_step(response, consultation, phase)]
    if is_answered:
        return [*steps, _dated(_("Answered"), "done", consultation.answered_at)]
    return [*steps, Step(_("Answered"), "waiting")]


def _committee_step(response: Response, consultation: Consultation, phase: Phase) -> Step:
    words = _("With the committees")
    if phase not in (Phase.CLOSED, Phase.ANSWERED) or consultation.closes_at is None:
        return Step(words, "waiting")
    return _dated(words, "done", max(consultation.closes_at, response.received_at))


def _one_current(steps: list[Step]) -> list[Step]:
    """Say where the response is now: at the last step taken, whole or in part. It has stopped: nowhere."""
    if any(step.state == "failed" for step in steps):
        return steps
    here = max(at for at, step in enumerate(steps) if step.state in ("done", "partly"))
    return [replace(step, state="current") if at == here else step for at, step in enumerate(steps)]


def _dated(words: str, state: State, when: datetime | None) -> Step:
    return Step(words, state, show_date(when) if when else None)
