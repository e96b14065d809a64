"""An approved part is kept whole and locked; it is opened again with a reason, and doubts are said before."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable

import pytest

from consult.answers.approval import Doubt, KeptApproval
from consult.answers.contribution import (
    Approval,
    NotSaid,
    ReasonMissing,
    approve,
    contribution_status,
    open_again,
)
from consult.answers.disposition import Disposition, DispositionInput, Outcome, dispose
from consult.answers.point import (
    Point,
    PointWording,
    gather,
    put_away,
    quote,
    release,
    reword_point,
)
from consult.answers.point_register import points_of
from consult.answers.remark_list import unpointed_ids
from consult.audit import Actor, AuditEntry
from consult.consultations.committee import Committee
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from consult.stale_state import LOCKED, StaleState
from tests.answers.scene import BY, Scene, scene
from tests.support.factories import DAY, NOW

OTHER = Actor("account:2")


async def answered() -> tuple[Scene, Point, Remark]:
    """The town's point has its answers, and the deadline has passed."""
    hearing = await scene()
    remark = await hearing.remark(2, text="Bænke i parken.")
    point = await hearing.point(remark)
    for committee in (hearing.town, hearing.money):
        remit = await hearing.remit(committee)
        await dispose(point, remit, DispositionInput(Outcome.MET, "Ja."), by=BY, now=NOW)
    hearing.consultation.closes_at = NOW - DAY
    await hearing.consultation.save(update_fields=["closes_at"])
    return hearing, point, remark


async def approved(hearing: Scene, committee: Committee | None = None, *, by: Actor = BY,
                   despite: tuple[Doubt, ...] = (), on_behalf: bool = False) -> KeptApproval:  # fmt: skip
    remit = await hearing.remit(committee or hearing.town)
    part = await contribution_status(remit, await points_of(remit), await unpointed_ids(remit))
    await approve(
        remit, checksum=part.checksum, acknowledged=True, by=by, now=NOW, despite=despite,
        on_behalf=on_behalf,
    )  # fmt: skip
    kept = await KeptApproval.all().order_by("-id").first()
    assert kept is not None
    return kept


async def test_what_was_approved_is_kept_whole(db: Settings) -> None:
    hearing, _, _ = await answered()
    kept = await approved(hearing)
    assert hashlib.sha256(kept.text.encode()).hexdigest() == kept.checksum
    (point,) = kept.points
    assert (point.number, point.title) == (1, "Flere grønne byrum")
    assert point.summary == "Flere ønsker grønne byrum."
    assert point.answer == ("met", "Ja.")


async def _answer(hearing: Scene, point: Point, remark: Remark) -> None:
    again = DispositionInput(Outcome.MET, "Jo.", 1)
    await dispose(point, await hearing.remit(hearing.town), again, by=BY, now=NOW)


async def _reword(hearing: Scene, point: Point, remark: Remark) -> None:
    await reword_point(point, PointWording("Andet", ""), by=BY, now=NOW)


async def _release(hearing: Scene, point: Point, remark: Remark) -> None:
    await release(point, remark.id, by=BY, now=NOW)


async def _quote(hearing: Scene, point: Point, remark: Remark) -> None:
    await quote(point, remark.id, "parken", by=BY, now=NOW)


async def _gather(hearing: Scene, point: Point, remark: Remark) -> None:
    another = await hearing.remark(2)
    await gather(point, await hearing.remit(hearing.money), [another.id], by=BY, now=NOW)


async def _put_away(hearing: Scene, point: Point, remark: Remark) -> None:
    await put_away(point, by=BY, now=NOW)


async def _another_point(hearing: Scene, point: Point, remark: Remark) -> None:
    await hearing.point()


Change = Callable[[Scene, Point, Remark], Awaitable[None]]
CHANGES = [_answer, _reword, _release, _quote, _gather, _put_away, _another_point]


@pytest.mark.parametrize("change", CHANGES)
async def test_an_approved_part_is_locked_until_it_is_opened_again(
    db: Settings, change: Change
) -> None:
    hearing, point, remark = await answered()
    kept = await approved(hearing)
    with pytest.raises(StaleState) as refused:
        await change(hearing, point, remark)
    assert refused.value.happened == LOCKED
    remit = await hearing.remit(hearing.town)
    await open_again(remit, reason=" Et tal var forkert. ", by=OTHER, now=NOW + DAY)
    if change is not _put_away:  # which is for an empty point
        await change(hearing, point, remark)
    ended = await KeptApproval.get(id=kept.id)
    assert (ended.opened_by, ended.opened_at, ended.opened_reason) == (
        OTHER, NOW + DAY, "Et tal var forkert.",
    )  # fmt: skip
    assert ended.text == kept.text
    assert await AuditEntry.exists(verb="approval_withdrawn", actor=OTHER)


async def test_what_is_another_committees_alone_is_not_locked(db: Settings) -> None:
    hearing, point, _ = await answered()
    await approved(hearing)
    await hearing.point(await hearing.remark(1), area=1)
    again = DispositionInput(Outcome.NOT_MET, "Nej.", 1)
    await dispose(point, await hearing.remit(hearing.money), again, by=BY, now=NOW)
    assert await Disposition.exists(point=point, reason="Nej.")


async def test_nobody_opens_it_again_without_a_reason(db: Settings) -> None:
    hearing, _, _ = await answered()
    await approved(hearing)
    remit = await hearing.remit(hearing.town)
    with pytest.raises(ReasonMissing):
        await open_again(remit, reason=" \n", by=BY, now=NOW)
    part = await contribution_status(remit, await points_of(remit), ())
    assert part.approval is Approval.APPROVED


async def test_approving_while_somebody_can_still_answer_is_said_first(db: Settings) -> None:
    hearing, _, _ = await answered()
    hearing.consultation.closes_at = NOW + DAY
    await hearing.consultation.save(update_fields=["closes_at"])
    with pytest.raises(NotSaid) as refused:
        await approved(hearing)
    assert refused.value.doubts.kinds == {Doubt.OPEN}
    kept = await approved(hearing, despite=(Doubt.OPEN,))
    assert (kept.open_until, kept.undecided) == (NOW + DAY, 0)


async def test_approving_with_undecided_remarks_is_said_first(db: Settings) -> None:
    hearing, _, _ = await answered()
    await hearing.remark(1, publicity=Publicity.WAITING)  # not the town's
    assert (await approved(hearing)).undecided == 0
    await hearing.remark(2, publicity=Publicity.WAITING)
    for said in ((), (Doubt.OPEN,)):
        with pytest.raises(NotSaid) as refused:
            await approved(hearing, despite=said)
        assert refused.value.doubts.undecided == 1
    assert (await approved(hearing, despite=(Doubt.UNDECIDED,))).undecided == 1


async def test_the_record_says_who_approved_and_in_which_way(db: Settings) -> None:
    hearing, point, _ = await answered()
    alone = await approved(hearing)
    assert (alone.is_authors_own, alone.on_behalf) == (True, False)
    with_another = await approved(hearing, by=OTHER, on_behalf=True)
    assert (with_another.is_authors_own, with_another.on_behalf) == (False, True)
    await open_again(await hearing.remit(hearing.town), reason="Rettes.", by=BY, now=NOW)
    await reword_point(point, PointWording("Andet", ""), by=OTHER, now=NOW)
    assert not (await approved(hearing)).is_authors_own
