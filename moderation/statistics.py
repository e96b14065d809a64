"""How many remarks are published, redacted and withheld, and why. Counts alone, never a text: they are public."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from tortoise.expressions import F, Q
from tortoise.functions import Count

from consult.consultations.moderation_reason import ModerationReason
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from moderation.decision import Decision


@dataclass(frozen=True)
class WithheldCount:
    """Remarks that are not published for one reason of the list; None: no decision names one."""

    reason: ModerationReason | None
    count: int


@dataclass(frozen=True)
class ModerationNumbers:
    """Remarks with standing by their publicity now. ``redacted`` are among the ``published``; ``unexplained`` were taken
    down and wait for the reason, ``withheld`` are those not published beside them, also those taken down whose correction
    waits. ``withdrawn`` have no standing any more, and were public once."""

    published: int
    redacted: int
    withheld: tuple[WithheldCount, ...]
    unexplained: int
    withdrawn: int

    @property
    def published_whole(self) -> int:
        """Those published with nothing left out."""
        return self.published - self.redacted

    @property
    def withheld_in_all(self) -> int:
        return self.unexplained + self.withdrawn + sum(each.count for each in self.withheld)


async def moderation_numbers(consultation_id: int) -> ModerationNumbers:
    """Counted from the remarks; those withheld by the reason of the latest decision on each. Six queries."""
    every = Remark.filter(consultation_id=consultation_id)
    standing = Remark.filter(consultation_id=consultation_id, standing=Standing.RECEIVED)
    counted = (
        await standing.filter(unexplained_since=None)
        .annotate(remarks=Count("id"))
        .group_by("publicity")
        .values_list("publicity", "remarks")
    )
    counts = Counter({Publicity(publicity): int(remarks) for publicity, remarks in counted})
    return ModerationNumbers(
        published=sum(counts[publicity] for publicity in VISIBLE),
        redacted=counts[Publicity.REDACTED],
        withheld=await _withheld(consultation_id, await standing.filter(_kept_back()).count()),
        unexplained=await standing.filter(unexplained_since__not_isnull=True).count(),
        withdrawn=await every.filter(
            standing=Standing.WITHDRAWN, published_at__isnull=False
        ).count(),
    )


def _kept_back(remark: str = "") -> Q:
    """Not published, and by a decision whose reason is said: withheld, or taken down with a correction that waits.
    ``remark`` is the way to it ("remark__")."""
    withheld: dict[str, Any] = {f"{remark}publicity": Publicity.WITHHELD}
    corrected: dict[str, Any] = {
        f"{remark}publicity": Publicity.WAITING,
        f"{remark}published_at__isnull": False,
    }
    explained: dict[str, Any] = {f"{remark}unexplained_since": None}
    return (Q(**withheld) | Q(**corrected)) & Q(**explained)


async def _withheld(consultation_id: int, in_all: int) -> tuple[WithheldCount, ...]:
    counted = (
        await Decision.filter(
            _kept_back("remark__"),
            remark__consultation_id=consultation_id,
            remark__standing=Standing.RECEIVED,
            number=F("remark__decisions"),
        )
        .annotate(remarks=Count("id"))
        .group_by("reason_id")
        .values_list("reason_id", "remarks")
    )
    counts = dict(counted)
    reasons = await ModerationReason.filter(consultation_id=consultation_id).order_by("position")
    named = [WithheldCount(each, counts[each.id]) for each in reasons if each.id in counts]
    without = in_all - sum(each.count for each in named)
    return (*named, WithheldCount(None, without)) if without else tuple(named)
