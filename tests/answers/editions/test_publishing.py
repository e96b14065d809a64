"""An edition is published once, freezes the record, and can be taken back."""

from __future__ import annotations

import asyncio

import pytest

from consult.answers.disposition import Disposition
from consult.answers.editions.content import stored_points
from consult.answers.editions.edition import Edition, EditionPoint, public_editions
from consult.answers.editions.publishing import (
    NotReady,
    ReasonMissing,
    TooEarly,
    publish_edition,
    take_back,
)
from consult.answers.editions.readiness import Obstacle, readiness_of
from consult.answers.editions.uncovered import (
    NoRemark,
    UncoveredReason,
    give_reason,
    uncovered_reasons,
)
from consult.answers.point import Point, PointWording, reword_point
from consult.audit import AuditEntry
from consult.cache_version import CacheVersion
from consult.consultations.consultation import Consultation, Phase
from consult.responses.remark import Publicity
from consult.settings import Settings
from consult.stale_state import PUBLISHED, StaleState
from tests.answers.editions.ready import (
    Answered,
    answered,
    approve_all,
    intent_of,
    open_all,
    publish,
)
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW


async def stored(made: Answered) -> Consultation:
    return await Consultation.get(id=made.consultation.id)


async def obstacles(made: Answered) -> tuple[Obstacle, ...]:
    return (await readiness_of(await stored(made), NOW)).obstacles


async def test_publishing_answers_the_consultation(db: Settings) -> None:
    made = await answered()
    before = await CacheVersion.get_or_none(key=made.consultation.slug)
    edition = await publish(made)
    consultation = await stored(made)
    assert consultation.answered_at == NOW
    assert consultation.phase(NOW) is Phase.ANSWERED
    assert (await public_editions(consultation, NOW)).in_force == edition
    after = await CacheVersion.get(key=made.consultation.slug)
    assert after.value > (before.value if before else 0)
    entry = await AuditEntry.get(noun="edition")
    assert (entry.verb, entry.actor, entry.facts) == ("published", BY, {"number": 1})


async def test_what_is_frozen_is_what_was_seen(db: Settings) -> None:
    made = await answered()
    content = (await readiness_of(made.consultation, NOW)).record.content
    edition = await publish(made)
    assert tuple(await stored_points(edition, [1])) == content.points
    assert edition.checksum == content.checksum()
    assert await EditionPoint.all().count() == 1  # nothing of the other hearing


async def test_a_later_edit_changes_no_edition(db: Settings) -> None:
    made = await answered()
    edition = await publish(made)
    await open_all(made)
    await reword_point(made.point, PointWording("Andet", "Andet."), by=BY, now=NOW)
    await Disposition.filter(point=made.point).update(reason="Alligevel ikke.")
    (point,) = await stored_points(edition, [1])
    assert point.title == "Flere grønne byrum"
    assert {each.reason for each in point.answers} != {"Alligevel ikke."}


async def test_before_its_moment_an_edition_is_nobodys(db: Settings) -> None:
    made = await answered()
    moment = NOW + DAY
    edition = await publish(made, at=moment)
    consultation = await stored(made)
    before = await public_editions(consultation, NOW)
    assert (before.in_force, before.taken_back, before.next_at) == (None, None, moment)
    assert consultation.phase(NOW) is Phase.CLOSED
    consultation.late_days = 0  # so that nothing else changes before
    assert consultation.next_change(NOW) == moment
    assert (await public_editions(consultation, moment)).in_force == edition
    assert consultation.phase(moment) is Phase.ANSWERED


async def test_pressed_twice_makes_one_edition(db: Settings) -> None:
    made = await answered()
    intent = await intent_of(made)
    await publish_edition(made.consultation, intent, by=BY, now=NOW)
    with pytest.raises(StaleState) as second:
        await publish_edition(made.consultation, intent, by=BY, now=NOW)
    assert second.value.happened == PUBLISHED
    assert await Edition.all().count() == 1


async def test_pressed_by_two_at_once_makes_one_edition(db: Settings) -> None:
    made = await answered()
    intent = await intent_of(made)
    results = await asyncio.gather(
        *(publish_edition(made.consultation, intent, by=BY, now=NOW) for _ in range(2)),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in results) == ["Edition", "StaleState"]
    assert await Edition.all().count() == 1


async def test_what_was_not_seen_is_not_published(db: Settings) -> None:
    made = await answered()
    intent = await intent_of(made)
    await open_all(made)
    await reword_point(made.point, PointWording("Andet", ""), by=BY, now=NOW)
    await approve_all(made)
    with pytest.raises(StaleState):
        await publish_edition(made.consultation, intent, by=BY, now=NOW)
    assert await Edition.all().count() == 0


async def test_a_moment_that_has_passed_is_refused(db: Settings) -> None:
    made = await answered()
    intent = await intent_of(made, at=NOW - DAY / 2)
    with pytest.raises(TooEarly):
        await publish_edition(made.consultation, intent, by=BY, now=NOW)


async def test_every_committee_must_have_approved(db: Settings) -> None:
    made = await answered()
    assert await obstacles(made) == ()
    await Disposition.filter(point=made.point).update(reason="Måske.")
    assert await obstacles(made) == (Obstacle.NOT_APPROVED,)
    with pytest.raises(NotReady):
        await publish(made)


async def test_nothing_is_published_while_somebody_may_answer(db: Settings) -> None:
    made = await answered()
    await Consultation.filter(id=made.consultation.id).update(closes_at=NOW + DAY)
    assert await obstacles(made) == (Obstacle.STILL_OPEN,)
    await Consultation.filter(id=made.consultation.id).update(
        closes_at=NOW - DAY, called_off_at=NOW
    )
    assert await obstacles(made) == (Obstacle.STOPPED,)


async def test_a_remark_in_no_point_needs_a_reason(db: Settings) -> None:
    made = await answered()
    remark = await made.hearing.remark(1)
    withheld = await made.hearing.remark(1, publicity=Publicity.WITHHELD)
    await approve_all(made)
    assert await obstacles(made) == (Obstacle.UNCOVERED,)
    given = await give_reason(
        made.consultation, [remark.id, withheld.id, made.remark.id], UncoveredReason.SUPPORT,
        by=BY, now=NOW,
    )  # fmt: skip
    assert given == 2  # the third is in a point
    assert await uncovered_reasons(made.consultation) == {
        remark.id: "support", withheld.id: "support",
    }  # fmt: skip
    assert await obstacles(made) == ()
    with pytest.raises(NoRemark):
        await give_reason(
            made.consultation, [made.remark.id], UncoveredReason.OUTSIDE, by=BY, now=NOW
        )


async def test_the_same_twice_is_no_new_edition(db: Settings) -> None:
    made = await answered()
    await publish(made)
    assert await obstacles(made) == (Obstacle.UNCHANGED,)


async def test_the_next_edition_takes_the_place_of_the_first(db: Settings) -> None:
    made = await answered()
    await publish(made)
    await open_all(made)
    await reword_point(made.point, PointWording("Bænke", ""), by=BY, now=NOW)
    await approve_all(made)
    second = await publish(made, at=NOW + DAY)
    consultation = await stored(made)
    now, then = [await public_editions(consultation, each) for each in (NOW, NOW + DAY)]
    assert now.in_force
    assert (now.in_force.number, now.next_at) == (1, NOW + DAY)
    assert then.in_force == second
    assert consultation.answered_at == NOW
    assert await obstacles(made) == (Obstacle.SCHEDULED, Obstacle.UNCHANGED)


async def test_what_is_taken_back_is_gone_and_said(db: Settings) -> None:
    made = await answered()
    await publish(made)
    with pytest.raises(ReasonMissing):
        await take_back(made.consultation, 1, reason=" ", by=BY, now=NOW)
    await take_back(made.consultation, 1, reason="Et svar var forkert.", by=BY, now=NOW + DAY)
    consultation = await stored(made)
    assert consultation.answered_at is None
    state = await public_editions(consultation, NOW + DAY)
    assert state.in_force is None
    assert state.taken_back
    assert state.taken_back.taken_back_reason == "Et svar var forkert."
    with pytest.raises(StaleState):
        await take_back(made.consultation, 1, reason="Igen.", by=BY, now=NOW + DAY)
    again = await publish(made, now=NOW + 2 * DAY)
    assert again.number == 2
    assert (await stored(made)).answered_at == NOW + 2 * DAY


async def test_taking_back_the_second_brings_no_first_back(db: Settings) -> None:
    made = await answered()
    await publish(made)
    await open_all(made)
    await reword_point(made.point, PointWording("Bænke", ""), by=BY, now=NOW)
    await approve_all(made)
    await publish(made, now=NOW)
    await take_back(made.consultation, 2, reason="Fejl.", by=BY, now=NOW + DAY)
    assert (await public_editions(await stored(made), NOW + DAY)).in_force is None


async def test_called_off_before_its_moment_it_never_was(db: Settings) -> None:
    made = await answered()
    await publish(made, at=NOW + DAY)
    await take_back(made.consultation, 1, reason="", by=BY, now=NOW)
    consultation = await stored(made)
    state = await public_editions(consultation, NOW + 2 * DAY)
    assert (state.in_force, state.taken_back, state.next_at) == (None, None, None)
    assert consultation.answered_at is None
    assert await obstacles(made) == ()


async def test_an_edition_of_another_hearing_is_not_taken_back(db: Settings) -> None:
    made, other = await answered(), await answered()
    await publish(made)
    with pytest.raises(StaleState):
        await take_back(other.consultation, 1, reason="Fejl.", by=BY, now=NOW)
    assert (await stored(made)).answered_at == NOW


async def test_no_point_is_published_without_an_answer(db: Settings) -> None:
    made = await answered()
    await Point.filter(id=made.point.id).update(archived_at=NOW)
    await open_all(made)
    await made.hearing.point(made.remark, made.hidden)
    assert Obstacle.UNANSWERED in await obstacles(made)
