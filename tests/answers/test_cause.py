"""A person says which point a change of the text answers, and may take it back; the program only proposes."""

from __future__ import annotations

import pytest

from consult.answers.cause import Cause, CauseInput, NotAChange, decide_cause
from consult.answers.cause_register import (
    change_entries,
    changed_versions,
    standing_causes,
    with_proposals,
)
from consult.answers.disposition import DispositionInput, Outcome, dispose
from consult.answers.editions.readiness import readiness_of
from consult.audit import AuditEntry
from consult.documents.versions.mapping_reopening import withdraw_approval
from consult.documents.versions.next_version import discard_version
from consult.documents.versions.stored_lineage import Lineage
from consult.stale_state import StaleState
from tests.answers.editions.changing import (
    ADDED,
    CHANGED,
    approve,
    entry_of,
    published_second,
    say,
    second_version,
)
from tests.answers.editions.ready import answered, open_all
from tests.answers.scene import BY
from tests.support.factories import NOW
from tests.support.queries import queries

pytestmark = pytest.mark.usefixtures("db", "stopped_clock")


async def test_yes_no_and_back() -> None:
    made = await answered()
    version = await published_second(made)
    await say(made, version)
    assert [each.is_cause for each in await standing_causes(made.consultation)] == [True]
    await say(made, version, False, seen=True)
    assert [each.is_cause for each in await standing_causes(made.consultation)] == [False]
    await say(made, version, None, seen=False)
    assert await standing_causes(made.consultation) == []
    entries = await AuditEntry.filter(noun="cause").order_by("id")
    assert [each.verb for each in entries] == ["confirmed", "rejected", "taken back"]


@pytest.mark.parametrize(("is_cause", "seen"), [(True, None), (None, False), (False, False)])
async def test_somebody_was_first(is_cause: bool | None, seen: bool | None) -> None:
    made = await answered()
    version = await published_second(made)
    await say(made, version)
    with pytest.raises(StaleState):
        await say(made, version, is_cause, seen)
    assert [each.is_cause for each in await standing_causes(made.consultation)] == [True]


async def test_what_did_not_change_has_no_cause() -> None:
    made = await answered()
    version = await published_second(made)
    same = made.hearing.draft.paragraphs[0].identity_id
    with pytest.raises(NotAChange):
        said = CauseInput(same, True, None, "")
        await decide_cause(made.point, version, said, by=BY, now=NOW)


async def test_before_the_mapping_is_approved_nobody_knows_what_changed() -> None:
    made = await answered()
    version = await second_version(made, is_approved=False)
    assert await changed_versions(made.consultation) == []
    with pytest.raises(NotAChange):
        await say(made, version)


async def test_other_words_are_another_change() -> None:
    made = await answered()
    version = await second_version(made)
    await say(made, version)
    await Cause.all().update(digest="0" * 64)
    assert await standing_causes(made.consultation) == []
    await say(made, version)
    assert len(await standing_causes(made.consultation)) == 1


async def test_it_rests_while_the_mapping_is_open_and_stands_again() -> None:
    made = await answered()
    version = await second_version(made)
    await say(made, version)
    lineage = await Lineage.get(version=version)
    await withdraw_approval(version, lock_version=lineage.lock_version, by=BY, now=NOW)
    assert await standing_causes(made.consultation) == []
    await approve(version)
    assert len(await standing_causes(made.consultation)) == 1


async def test_a_discarded_version_takes_its_causes_along() -> None:
    made = await answered()
    version = await second_version(made)
    await say(made, version)
    await discard_version(version, by=BY, now=NOW)
    assert await Cause.all().count() == 0


async def test_every_change_is_listed_in_reading_order() -> None:
    made = await answered()
    version = await second_version(made)
    entries = await change_entries(made.consultation, version)
    assert [each.change.new[0].text for each in entries] == [ADDED, CHANGED]
    assert [str(each.change.kind) for each in entries] == ["added", "reworded"]


async def test_words_that_recur_propose_a_point() -> None:
    made = await answered()
    version = await second_version(made)
    entries = await with_proposals(
        made.consultation, await change_entries(made.consultation, version)
    )
    added, changed = entries
    assert added.proposals == ()
    (proposal,) = changed.proposals
    assert proposal.point.id == made.point.id
    assert proposal.words == "Der kommer ti bænke i parken"
    assert proposal.remarks == 2


async def test_a_place_alone_proposes_only_what_was_met() -> None:
    made = await answered(text="Noget andet om parken ved åen.")
    await open_all(made)
    for committee in (made.hearing.town, made.hearing.money):
        answer = DispositionInput(Outcome.NOT_MET, "Nej.", 1)
        await dispose(made.point, await made.hearing.remit(committee), answer, by=BY, now=NOW)
    version = await second_version(made)
    entries = await with_proposals(
        made.consultation, await change_entries(made.consultation, version)
    )
    assert [each.proposals for each in entries] == [(), ()]


async def test_what_was_spoken_of_is_not_proposed() -> None:
    made = await answered()
    version = await second_version(made)
    await say(made, version, False)
    entry = await entry_of(made, version)
    (entry,) = await with_proposals(made.consultation, [entry])
    assert entry.proposals == ()


async def test_more_remarks_cost_no_more_queries() -> None:
    made = await answered()
    version = await published_second(made)
    entries = await change_entries(made.consultation, version)
    with queries() as few:
        await with_proposals(made.consultation, entries)
    await open_all(made)
    for _ in range(5):
        await made.hearing.point(await made.hearing.remark(2), await made.hearing.remark(2))
    with queries() as many:
        await with_proposals(made.consultation, entries)
    assert len(few) == len(many)


async def test_the_lead_sees_what_has_no_cause() -> None:
    made = await answered()
    version = await second_version(made)
    ready = await readiness_of(made.consultation, NOW)
    assert [(each.id, count) for each, count in ready.uncaused] == [(version.id, 2)]
    assert [each.point.id for each in ready.met_unchanged] == [made.point.id]
    assert ready.obstacles == ()
    await say(made, version)
    ready = await readiness_of(made.consultation, NOW)
    assert [count for _, count in ready.uncaused] == [1]
    assert ready.met_unchanged == []
