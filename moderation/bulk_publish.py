"""Publishing several with one press: a decision and a transaction each. One that cannot be is named, not forced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.numbers import Reference
from consult.responses.publicity import NotScreened
from consult.responses.remark import Remark, cited_as
from consult.stale_state import StaleState
from moderation.conflict import read_seen, seen_reference
from moderation.deciding import decide
from moderation.decision import DecisionKind
from moderation.queue import PAGE, rules_by_remark
from moderation.queue_filters import is_correction
from moderation.verdict import Verdict


@dataclass
class BulkOutcome:
    """References ("17.3"): published, decided by somebody else first, and left for a closer look."""

    published: list[str] = field(default_factory=list)
    overtaken: list[tuple[str, StaleState]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


async def publish_several(
    consultation: Consultation,
    chosen: Sequence[str],
    *,
    by: Actor,
    now: datetime,
    secret_key: str,
) -> BulkOutcome:
    """Publish each remark as it was seen (``chosen`` as write_seen gives it), at most a page of them.

    One with findings, or that would replace a public wording, is left: it needs a look of its own.
    """
    outcome = BulkOutcome()
    for written in dict.fromkeys(chosen[:PAGE]):
        cited = seen_reference(written)
        remark = await _find(consultation, cited) if cited else None
        seen = read_seen(written, remark) if remark else None
        if remark is None or seen is None:
            continue
        reference = str(cited)
        if is_correction(remark) or await rules_by_remark([remark]):
            outcome.left.append(reference)
            continue
        try:
            verdict = Verdict(DecisionKind.PUBLISH)
            await decide(verdict, seen, by=by, now=now, secret_key=secret_key)
            outcome.published.append(reference)
        except StaleState as first:
            outcome.overtaken.append((reference, first))
        except NotScreened:
            outcome.left.append(reference)
    return outcome


async def _find(consultation: Consultation, reference: Reference) -> Remark | None:
    return await Remark.get_or_none(cited_as(reference), consultation_id=consultation.id)
