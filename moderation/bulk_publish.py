"""Bulk publishing: a decision and a transaction for each remark. One that cannot be published so is named, not forced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.numbers import Reference
from consult.responses.publicity import NotScreened, RemarkState
from consult.responses.remark import Remark, cited_as
from consult.stale_state import StaleState
from moderation.decision import decide
from moderation.decision_input import DecisionInput, DecisionKind
from moderation.queue_page import is_shown_whole, rules_by_remark
from moderation.remark_state import reference_in_state, state_in


@dataclass
class BulkOutcome:
    """References ("17.3"): published, decided by somebody else first, and left to a decision of their own."""

    published: list[str] = field(default_factory=list)
    conflicts: list[tuple[str, StaleState]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


async def bulk_publish(
    consultation: Consultation,
    states: Sequence[str],
    *,
    by: Actor,
    now: datetime,
    secret_key: str,
) -> BulkOutcome:
    """Publish each remark in the state that was in view (``states`` as forms carry them), however many.

    One with findings, whose correction would replace a public wording, or that is too long for the list to show all of it
    is skipped. What cannot be read is ignored.
    """
    outcome = BulkOutcome()
    for written in dict.fromkeys(states):
        reference = reference_in_state(written)
        remark = await _remark(consultation, reference) if reference else None
        state = state_in(written, remark) if remark else None
        if remark is None or state is None:
            continue
        if not is_shown_whole(remark) or remark.correction_waits or await rules_by_remark([remark]):
            outcome.skipped.append(str(reference))
            continue
        try:
            await _publish(state, by=by, now=now, secret_key=secret_key)
            outcome.published.append(str(reference))
        except StaleState as stale:
            outcome.conflicts.append((str(reference), stale))
        except NotScreened:
            outcome.skipped.append(str(reference))
    return outcome


async def _remark(consultation: Consultation, reference: Reference) -> Remark | None:
    return await Remark.get_or_none(cited_as(reference), consultation_id=consultation.id)


async def _publish(state: RemarkState, *, by: Actor, now: datetime, secret_key: str) -> None:
    wanted = DecisionInput(DecisionKind.PUBLISH)
    await decide(wanted, state, by=by, now=now, secret_key=secret_key)
