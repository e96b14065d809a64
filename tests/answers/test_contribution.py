"""A committee approves what it read, and what authors do afterwards makes the approval lapse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from consult.answers.approval import Doubt
from consult.answers.contribution import (
    Approval,
    ContributionStatus,
    NotAcknowledged,
    NotAnswered,
    approve,
    contribution_status,
    open_again,
)
from consult.answers.disposition import Disposition, DispositionInput, Outcome, dispose
from consult.answers.point import Point, PointWording, reword_point
from consult.answers.point_register import points_of
from consult.answers.remark_list import unpointed
from consult.consultations.committee import Committee
from consult.responses.publicity import retract
from consult.responses.remark import Remark
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.answers.scene import BY, Scene, scene
from tests.support.factories import NOW


async def part(hearing: Scene, committee: Committee) -> ContributionStatus:
    remit = await hearing.remit(committee)
    loose = [remark.id for remark in await unpointed(remit)]
    return await contribution_status(remit, await points_of(remit), tuple(loose))


async def stand_by(hearing: Scene, committee: Committee, *, acknowledged: bool = False) -> None:
    checksum = (await part(hearing, committee)).checksum
    remit = await hearing.remit(committee)
    await approve(
        remit, checksum=checksum, acknowledged=acknowledged, despite=list(Doubt), by=BY, now=NOW
    )


async def answered() -> tuple[Scene, Point, Remark]:
    hearing = await scene()
    remark = await hearing.remark(2, text="Bænke i parken.")
    point = await hearing.point(remark)
    for committee in (hearing.town, hearing.money):
        remit = await hearing.remit(committee)
        await dispose(point, remit, DispositionInput(Outcome.MET, "Ja."), by=BY, now=NOW)
    return hearing, point, remark


async def test_approval_needs_the_committees_own_answers(db: Settings) -> None:
    hearing = await scene()
    point = await hearing.point(await hearing.remark(2))
    await dispose(
        point, await hearing.remit(hearing.money), DispositionInput(Outcome.MET, "Ja."), by=BY, now=NOW
    )  # fmt: skip
    with pytest.raises(NotAnswered):
        await stand_by(hearing, hearing.town)
    await stand_by(hearing, hearing.money)
    assert (await part(hearing, hearing.town)).approval is Approval.NOT_YET
    assert (await part(hearing, hearing.money)).approval is Approval.APPROVED


async def test_remarks_without_a_point_must_be_acknowledged(db: Settings) -> None:
    hearing, _, _ = await answered()
    await hearing.remark(2)
    with pytest.raises(NotAcknowledged):
        await stand_by(hearing, hearing.town)
    await stand_by(hearing, hearing.town, acknowledged=True)
    assert (await part(hearing, hearing.town)).approval is Approval.APPROVED


async def test_what_was_not_read_is_not_approved(db: Settings) -> None:
    hearing, point, _ = await answered()
    read = (await part(hearing, hearing.town)).checksum
    await reword_point(point, PointWording("Andet", ""), by=BY, now=NOW)
    with pytest.raises(StaleState):
        await approve(
            await hearing.remit(hearing.town),
            checksum=read,
            acknowledged=True,
            despite=list(Doubt),
            by=BY,
            now=NOW,
        )


async def _receive(hearing: Scene, point: Point, remark: Remark) -> None:
    await hearing.remark(2)


async def _withdraw(hearing: Scene, point: Point, remark: Remark) -> None:
    await retract(remark.response_id, now=NOW)


Change = Callable[[Scene, Point, Remark], Awaitable[None]]


@pytest.mark.parametrize(
    "change",
    [_receive, _withdraw],
)
async def test_what_authors_do_makes_the_approval_lapse(db: Settings, change: Change) -> None:
    hearing, point, remark = await answered()
    await stand_by(hearing, hearing.town)
    await change(hearing, point, remark)
    assert (await part(hearing, hearing.town)).approval is Approval.LAPSED


async def test_what_others_do_leaves_the_approval_alone(db: Settings) -> None:
    hearing, point, _ = await answered()
    await stand_by(hearing, hearing.town)
    await hearing.point(await hearing.remark(1), area=1)
    await Disposition.filter(point=point, committee=hearing.money).update(reason="Måske.")
    assert (await part(hearing, hearing.town)).approval is Approval.APPROVED


async def test_approval_can_be_taken_back_once(db: Settings) -> None:
    hearing, _, _ = await answered()
    await stand_by(hearing, hearing.town)
    remit = await hearing.remit(hearing.town)
    await open_again(remit, reason="Et tal.", by=BY, now=NOW)
    assert (await part(hearing, hearing.town)).approval is Approval.NOT_YET
    with pytest.raises(StaleState):
        await open_again(remit, reason="Et tal.", by=BY, now=NOW)
