"""The numbers over the queue: how many remarks the list of each state holds, with the filters that are on. Reads only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tortoise.expressions import F, Subquery
from tortoise.functions import Count

from consult.consultations.moderation_reason import ModerationReason
from consult.responses.remark import Publicity
from moderation.decision import Decision
from moderation.queue import Queue
from moderation.queue_filters import ANNEXES, NO_STANDING, UNEXPLAINED, WAITING


@dataclass(frozen=True)
class StateCount:
    """``query`` opens the list of what is counted, with the filters that are on."""

    state: str
    count: int
    query: str


@dataclass(frozen=True)
class ReasonCount:
    """Of those not published, the ones whose latest decision has this reason."""

    reason: ModerationReason
    count: int
    query: str


@dataclass(frozen=True)
class QueueNumbers:
    """``states`` in the order of the page, those without any left out but for the first four. ``reasons`` in the order of
    the consultation's list."""

    states: tuple[StateCount, ...]
    reasons: tuple[ReasonCount, ...]


ALWAYS = (WAITING, Publicity.PUBLISHED, Publicity.REDACTED, Publicity.WITHHELD)
WHERE_ANY = (UNEXPLAINED, ANNEXES, *NO_STANDING)


async def queue_numbers(queue: Queue) -> QueueNumbers:
    """Each counted by the very filters of its list: a query a state, and two for the reasons."""
    states = []
    for state in (*ALWAYS, *WHERE_ANY):
        listed = queue.but(state=str(state), reason="")
        count = await (await listed.remarks()).count()
        if count or state in ALWAYS:
            states.append(StateCount(str(state), count, listed.filters.query()))
    return QueueNumbers(tuple(states), await _reasons(queue))


async def _reasons(queue: Queue) -> tuple[ReasonCount, ...]:
    withheld = queue.but(state=str(Publicity.WITHHELD), reason="")
    counted = (
        await Decision.filter(
            # The latest decision is found by joining the remark.
            remark__consultation_id=queue.consultation.id,
            remark_id__in=Subquery((await withheld.remarks()).values("id")),
            number=F("remark__decisions"),
        )
        .annotate(remarks=Count("id"))
        .group_by("reason_id")
        .values_list("reason_id", "remarks")
    )
    counts = Counter({int(reason): int(remarks) for reason, remarks in counted if reason})
    reasons = ModerationReason.filter(consultation_id=queue.consultation.id)
    return tuple(
        ReasonCount(each, counts[each.id], withheld.but(reason=each.key).filters.query())
        for each in await reasons.order_by("position", "id")
        if counts[each.id]
    )
