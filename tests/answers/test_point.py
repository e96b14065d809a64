"""Making points, rewording, quoting and answering them; nobody overwrites what he has not read."""

from __future__ import annotations

import asyncio

import pytest

from consult.answers.disposition import (
    Disposition,
    DispositionInput,
    Outcome,
    ReasonMissing,
    dispose,
)
from consult.answers.point import (
    Point,
    PointInput,
    PointRemark,
    PointWording,
    QuoteNotLiteral,
    TitleMissing,
    gather,
    make_point,
    put_away,
    quote,
    release,
    reword_point,
    typed_quote,
)
from consult.answers.point_register import find_point, points_of
from consult.answers.remit import NotInRemit
from consult.audit import AuditEntry
from consult.responses.omission import MARK
from consult.responses.remark import Publicity, Remark, Standing
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.answers.scene import BY, scene
from tests.support.factories import NOW


async def test_points_are_numbered_within_their_consultation(db: Settings) -> None:
    hearing, other = await scene(), await scene()
    made = [await hearing.point(), await other.point(), await hearing.point(area=1)]
    assert [point.number for point in made] == [1, 1, 2]


async def test_points_made_at_once_have_a_number_each(db: Settings) -> None:
    hearing = await scene()
    made = await asyncio.gather(*(hearing.point(area=1 + turn % 2) for turn in range(6)))
    assert sorted(point.number for point in made) == [1, 2, 3, 4, 5, 6]


async def test_a_foreign_remark_cannot_be_gathered(db: Settings) -> None:
    hearing = await scene()
    foreign, mine = await hearing.remark(1), await hearing.remark(2)
    with pytest.raises(NotInRemit):
        await hearing.point(mine, foreign)
    assert (await Point.all().count(), await PointRemark.all().count()) == (0, 0)


async def test_a_point_in_a_foreign_section_cannot_be_made(db: Settings) -> None:
    hearing = await scene()
    remit = await hearing.remit(hearing.town)
    with pytest.raises(NotInRemit):
        await make_point(remit, PointInput("Om det hele", "", section=None), by=BY, now=NOW)


async def test_owners_of_a_section_share_its_points(db: Settings) -> None:
    hearing = await scene()
    shared = await hearing.point()
    await hearing.point(area=1)
    for committee in (hearing.town, hearing.money):
        entries = await points_of(await hearing.remit(committee))
        assert [entry.point.id for entry in entries] == [shared.id]
        assert {owner.id for owner in entries[0].owners} == {hearing.town.id, hearing.money.id}
    assert await find_point(await hearing.remit(hearing.lead), shared.number) is None


async def test_the_second_of_two_rewordings_is_told(db: Settings) -> None:
    hearing = await scene()
    point = await hearing.point()
    await reword_point(point, PointWording("Først", "a"), by=BY, now=NOW)
    with pytest.raises(StaleState):
        await reword_point(point, PointWording("Sidst", "b"), by=BY, now=NOW)
    stored = await Point.get(id=point.id)
    assert (stored.title, stored.summary, stored.lock_version) == ("Først", "a", 2)


async def test_a_point_needs_a_title(db: Settings) -> None:
    hearing = await scene()
    with pytest.raises(TitleMissing):
        await hearing.point(title=" ")
    with pytest.raises(TitleMissing):
        await reword_point(await hearing.point(), PointWording("", ""), by=BY, now=NOW)


async def test_a_remark_stays_once_and_can_be_released_once(db: Settings) -> None:
    hearing = await scene()
    remark = await hearing.remark(2)
    point, remit = await hearing.point(remark), await hearing.remit(hearing.town)
    await gather(point, remit, [remark.id], by=BY, now=NOW)
    assert await PointRemark.filter(point=point).count() == 1
    await release(point, remark.id, by=BY, now=NOW)
    assert await PointRemark.filter(point=point).count() == 0
    with pytest.raises(StaleState):
        await release(point, remark.id, by=BY, now=NOW)


async def test_only_words_everybody_can_read_can_be_quoted(db: Settings) -> None:
    hearing = await scene()
    remark = await hearing.remark(2, text="Vi vil have bænke i parken.")
    hidden = await hearing.remark(2, text="Vi vil have bænke.", publicity=Publicity.WITHHELD)
    point = await hearing.point(remark, hidden)
    await quote(point, remark.id, "have bænke", by=BY, now=NOW)
    for of, words in ((remark, "have mange bænke"), (hidden, "have bænke")):
        with pytest.raises(QuoteNotLiteral):
            await quote(point, of.id, words, by=BY, now=NOW)
    members = await PointRemark.filter(point=point).order_by("remark_id")
    assert [member.quote for member in members] == ["have bænke", ""]


async def test_words_round_what_is_left_out_are_quoted_with_its_mark(db: Settings) -> None:
    """Who writes "[…]" quotes an author's own, or else the mark."""
    hearing = await scene()
    left_out = await hearing.remark(2, text=f"Vi vil have {MARK} i parken.")
    own = await hearing.remark(2, text="Vi vil have […] i parken.")
    point = await hearing.point(left_out, own)
    for remark in (left_out, own):
        await quote(point, remark.id, "have […] i parken", by=BY, now=NOW)
        with pytest.raises(QuoteNotLiteral):
            await quote(point, remark.id, "have bænke i parken", by=BY, now=NOW)
    members = await PointRemark.filter(point=point).order_by("remark_id")
    assert [member.quote for member in members] == [f"have {MARK} i parken", "have […] i parken"]
    assert [typed_quote(member.quote) for member in members] == ["have […] i parken"] * 2


async def test_a_withdrawn_remark_cannot_be_quoted(db: Settings) -> None:
    hearing = await scene()
    remark = await hearing.remark(2, text="Bænke.")
    point = await hearing.point(remark)
    await Remark.filter(id=remark.id).update(standing=Standing.WITHDRAWN)
    with pytest.raises(QuoteNotLiteral):
        await quote(point, remark.id, "Bænke.", by=BY, now=NOW)


async def test_only_an_empty_point_is_put_away(db: Settings) -> None:
    hearing = await scene()
    full, empty = await hearing.point(await hearing.remark(2)), await hearing.point()
    with pytest.raises(StaleState):
        await put_away(full, by=BY, now=NOW)
    await put_away(empty, by=BY, now=NOW)
    entries = await points_of(await hearing.remit(hearing.town))
    assert [entry.point.id for entry in entries] == [full.id]
    assert (await hearing.point()).number == 3


async def test_each_owner_answers_for_itself_and_nobody_else(db: Settings) -> None:
    hearing = await scene()
    point = await hearing.point()
    for committee, outcome in ((hearing.town, Outcome.MET), (hearing.money, Outcome.NOT_MET)):
        await dispose(
            point, await hearing.remit(committee), DispositionInput(outcome, "Fordi."), by=BY, now=NOW
        )  # fmt: skip
    with pytest.raises(NotInRemit):
        await dispose(
            point, await hearing.remit(hearing.lead), DispositionInput(Outcome.MET, "x"), by=BY, now=NOW
        )  # fmt: skip
    stored = {d.committee_id: d.outcome for d in await Disposition.all()}
    assert stored == {hearing.town.id: Outcome.MET, hearing.money.id: Outcome.NOT_MET}


@pytest.mark.parametrize("lock_version", [0, 2])
async def test_an_answer_that_was_not_read_is_not_overwritten(
    db: Settings, lock_version: int
) -> None:
    hearing = await scene()
    point, remit = await hearing.point(), await hearing.remit(hearing.town)
    await dispose(point, remit, DispositionInput(Outcome.MET, "Ja."), by=BY, now=NOW)
    with pytest.raises(StaleState):
        await dispose(
            point,
            remit,
            DispositionInput(Outcome.NOT_MET, "Nej.", lock_version),
            by=BY,
            now=NOW,
        )
    assert (await Disposition.get()).reason == "Ja."
    await dispose(point, remit, DispositionInput(Outcome.NOT_MET, "Nej.", 1), by=BY, now=NOW)
    assert (await Disposition.get()).lock_version == 2


async def test_an_outcome_needs_a_reason(db: Settings) -> None:
    hearing = await scene()
    with pytest.raises(ReasonMissing):
        await dispose(
            await hearing.point(), await hearing.remit(hearing.town), DispositionInput(Outcome.MET, " \n"),
            by=BY, now=NOW,
        )  # fmt: skip
    assert await AuditEntry.filter(verb="disposed").count() == 0
