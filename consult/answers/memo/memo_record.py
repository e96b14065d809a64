"""What a memo is made from: the record as it stands, or as an edition froze it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from consult.answers.contribution import Approval, contribution_status
from consult.answers.coverage import unanswered
from consult.answers.editions.content import all_stored_points
from consult.answers.editions.edition import Edition, EditionAnswer, EditionUncovered
from consult.answers.editions.uncovered import UncoveredReason, uncovered_reasons
from consult.answers.memo.memo import ContributionPart, UncoveredLine
from consult.answers.point_register import PointEntry, all_points, frozen_entries
from consult.answers.remark_list import unpointed_ids
from consult.answers.remit import RemitOutline, owning_committees, remit_in
from consult.consultations.consultation import Consultation
from consult.responses.remark import Standing


@dataclass(frozen=True)
class MemoRecord:
    """``contributions`` by committee id, in the order of the committees' names."""

    entries: list[PointEntry]
    contributions: dict[int, ContributionPart]
    uncovered: tuple[UncoveredLine, ...]

    @property
    def gathered(self) -> int:
        """How many remarks with standing are in points."""
        return len({member.remark_id for entry in self.entries for member in entry.standing})


async def record_now(consultation: Consultation, outline: RemitOutline) -> MemoRecord:
    """As it stands; some ten queries and two for each owning committee."""
    entries = await all_points(consultation, outline)
    return MemoRecord(
        entries,
        await contribution_parts(consultation, outline, entries),
        _lines((await uncovered_reasons(consultation)).values()),
    )


async def contribution_parts(
    consultation: Consultation, outline: RemitOutline, entries: list[PointEntry]
) -> dict[int, ContributionPart]:
    """Each owning committee's part by committee id, in the order of their names."""
    parts = {}
    for committee in await owning_committees(consultation):
        remit = remit_in(outline, consultation, committee)
        own = [entry for entry in entries if entry.is_owned_by(committee)]
        unpointed = await unpointed_ids(remit)
        status = await contribution_status(remit, own, unpointed)
        parts[committee.id] = ContributionPart(
            committee.name,
            committee.slug,
            status.approval,
            status.approved_at,
            len(unpointed),
            tuple(entry.point.number for entry in unanswered(remit, own)),
        )
    return parts


async def record_of(edition: Edition, consultation: Consultation) -> MemoRecord:
    """As the edition froze it, of remarks what has standing now; nine queries."""
    rows = EditionUncovered.filter(edition_id=edition.id, remark__standing=Standing.RECEIVED)
    reasons = await rows.values_list("reason", flat=True)
    return MemoRecord(
        await frozen_entries(consultation, await all_stored_points(edition)),
        await _approved(edition),
        _lines(UncoveredReason(str(each)) for each in reasons),
    )


async def _approved(edition: Edition) -> dict[int, ContributionPart]:
    """Every committee that answered: an edition has none that did not approve."""
    rows = EditionAnswer.filter(point__edition_id=edition.id).select_related("committee")
    found = {each.committee_id: each for each in await rows.order_by("committee__name")}
    return {
        key: ContributionPart(
            each.committee.name, each.committee.slug, Approval.APPROVED, each.approved_at, 0, ()
        )
        for key, each in found.items()
    }


def _lines(reasons: Iterable[UncoveredReason | None]) -> tuple[UncoveredLine, ...]:
    """The most frequent first."""
    counted = Counter(reasons)
    return tuple(UncoveredLine(reason, remarks) for reason, remarks in counted.most_common())
