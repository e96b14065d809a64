"""One verb decides: what the public sees, the history, the letter and the count change together or not at all."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from consult.audit import AuditEntry
from consult.consultations.moderation_reason import ModerationReason
from consult.mail.outbox import Letter
from consult.responses.omission import MARK
from consult.responses.publicity import NotScreened, RemarkState
from consult.responses.remark import Publicity, Remark, Revision, Standing
from consult.responses.respondent import Respondent
from consult.responses.tally import recount
from consult.stale_state import StaleState
from moderation.decision import Decision, Redaction
from moderation.decision_input import DecisionInput, DecisionKind, InvalidDecision
from tests.moderation.decisions import PUBLISH, TAKE_DOWN, WITHHOLD, after, done, redact
from tests.support.factories import NOW, people, responses
from tests.support.factories.documents import Draft


async def nothing_happened() -> bool:
    return not (
        await Decision.exists()
        or await Redaction.exists()
        or await AuditEntry.exists()
        or await Letter.exists()
    )


async def test_publishing_writes_who_what_and_when(text: Draft) -> None:
    remark = await responses.remark(text, text="Jeg er enig.")
    by = await people.account()
    decision = await done(remark, PUBLISH, by=by.actor)
    assert (decision.kind, decision.number, decision.revision) == (DecisionKind.PUBLISH, 1, 1)
    assert (decision.decided_by, decision.decided_at, decision.reason_id) == (by.actor, NOW, None)
    assert (await after(remark)).public_text == "Jeg er enig."
    [entry] = await AuditEntry.all()
    assert (entry.verb, entry.noun_id, entry.actor) == ("publish", remark.id, by.actor)
    assert entry.facts["decision"] == decision.id
    assert await Letter.all().count() == 0, "that it is published stands on the status page"


async def test_publishing_the_whole_has_no_reason_whatever_stands_chosen(text: Draft) -> None:
    remark = await responses.remark(text)
    decision = await done(remark, replace(PUBLISH, reason="abuse"))
    assert decision.reason_id is None
    [entry] = await AuditEntry.filter(noun="remark")
    assert (entry.verb, entry.facts["reason"]) == ("publish", None)


async def test_words_are_left_out_of_the_public_copy_alone(text: Draft) -> None:
    written = "Ring til mig på 12 34 56 78, siger Ole."
    remark = await responses.remark(text, text=written)
    await done(remark, redact("Ring til mig på [[12 34 56 78]], siger [[Ole|private]]."))
    now = await after(remark)
    assert now.publicity == Publicity.REDACTED
    assert now.public_text == f"Ring til mig på {MARK}, siger {MARK}."
    assert now.public_omissions == {"text": ["personal_data", "private"]}
    assert now.text == written
    assert (await Revision.get(remark_id=remark.id)).text == written
    spans = [(written[r.start : r.end], (await r.reason).key) for r in await Redaction.all()]
    assert spans == [("12 34 56 78", "personal_data"), ("Ole", "private")]


async def test_an_author_writes_no_mark_of_the_office(text: Draft) -> None:
    written = f"[udeladt: Privatliv] {MARK} Ole kom."
    remark = await responses.remark(text, text=written)
    await done(remark, redact(f"[udeladt: Privatliv] {MARK} [[Ole]] kom."))
    now = await after(remark)
    assert [piece.text for piece in now.public_pieces("text")] == [
        "[udeladt: Privatliv] \ufffd ", "", " kom.",
    ]  # fmt: skip
    whole = await responses.remark(text, text=f"Helt {MARK} uændret.")
    await done(whole, PUBLISH)
    assert MARK not in (await after(whole)).public_text


async def test_words_are_left_out_of_proposal_and_quote_too(text: Draft) -> None:
    remark = await responses.remark(
        text, text="Det er Ole  Prøves skyld.", quote="som Ole Prøve siger, Ole Prøvesen ikke",
        proposed_text="Spørg Kim Tænkt.",
    )  # fmt: skip
    await Revision.filter(remark_id=remark.id).update(
        proposed_text="Spørg Kim Tænkt.", text="Det er Ole  Prøve."
    )
    await done(remark, redact("Det er [[Ole  Prøve]].", "Spørg [[Kim Tænkt]]."))
    now = await after(remark)
    assert now.public_proposed_text == f"Spørg {MARK}."
    assert now.public_quote == f"som {MARK} siger, Ole Prøvesen ikke"
    assert now.public_omissions == {
        field: ["personal_data"] for field in ("text", "proposed_text", "quote")
    }


async def test_words_left_out_in_one_place_do_not_slip_through_in_another(text: Draft) -> None:
    remark = await responses.remark(text, text="Ole kom. Så gik OLE.")
    with pytest.raises(InvalidDecision) as refused:
        await done(remark, redact("[[Ole]] kom. Så gik OLE."))
    assert list(refused.value.errors) == ["keep_rest"]
    assert "“Ole”" in refused.value.errors["keep_rest"]
    assert await nothing_happened()
    await done(remark, redact("[[Ole]] kom. Så gik OLE.", keep_rest=True))
    assert (await after(remark)).public_text.endswith("Så gik OLE.")


@pytest.mark.parametrize(
    ("verdict", "field"),
    [
        (DecisionInput(DecisionKind.WITHHOLD), "reason"),
        (DecisionInput(DecisionKind.WITHHOLD, reason="elsewhere"), "reason"),
        (DecisionInput(DecisionKind.EXPLAIN), "reason"),
        (redact("Jeg er [[enig]].", reason=""), "reason"),
        (redact("Jeg er enig."), "text"),
        (redact("[[Jeg er enig]]."), "text"),
        (redact("[[Jeg]] [[er]] [[enig.]]"), "text"),
        (redact("Jeg er [[uenig]]."), "text"),
        (redact("Jeg er [[enig."), "text"),
        (redact("Jeg er [[enig|elsewhere]]."), "text"),
        (redact("", "[[Ord]] der ikke er skrevet."), "proposed_text"),
        (DecisionInput(DecisionKind.PUBLISH, marked={"text": "Jeg er [[enig]]."}), "text"),
        (DecisionInput(DecisionKind.WITHHOLD, reason="abuse", note="x" * 2001), "note"),
    ],
)  # fmt: skip
async def test_what_cannot_be_carried_out_is_said_at_its_field_and_changes_nothing(
    text: Draft, verdict: DecisionInput, field: str
) -> None:
    remark = await responses.remark(text, text="Jeg er enig.")
    with pytest.raises(InvalidDecision) as refused:
        await done(remark, verdict)
    assert list(refused.value.errors) == [field]
    assert await nothing_happened()
    assert (await after(remark)).publicity == Publicity.WAITING


async def test_a_whole_text_may_be_left_out_where_the_proposed_wording_stays(text: Draft) -> None:
    remark = await responses.remark(text, text="Jeg er enig.", proposed_text="Nye ord.")
    await Revision.filter(remark_id=remark.id).update(proposed_text="Nye ord.")
    with pytest.raises(InvalidDecision):
        await done(remark, redact("[[Jeg er enig.]]", "[[Nye ord]]."))
    await done(remark, redact("[[Jeg er enig.]]", "Nye ord."))
    assert (await after(remark)).public_proposed_text == "Nye ord."


async def test_marks_with_reasons_of_their_own_need_no_other(text: Draft) -> None:
    remark = await responses.remark(text, text="Jeg er enig.")
    decision = await done(remark, redact("Jeg er [[enig|private]].", reason=""))
    assert (await ModerationReason.get(id=decision.reason_id)).key == "private"


async def test_withholding_keeps_it_from_the_public_and_in_the_case(text: Draft) -> None:
    remark = await responses.remark(text)
    decision = await done(remark, WITHHOLD)
    now = await after(remark)
    assert (now.publicity, now.standing) == (Publicity.WITHHELD, Standing.RECEIVED)
    assert (now.text, now.public_text) == (remark.text, "")
    assert decision.note == "Skriv det uden skældsord."


async def test_taking_down_is_noted_as_such(text: Draft) -> None:
    remark = await responses.remark(text, publicity=Publicity.PUBLISHED)
    await done(remark, TAKE_DOWN)
    assert (await after(remark)).public_text == ""
    assert [e.verb for e in await AuditEntry.all()] == ["take_down"]
    assert await recount(text.consultation.id) == {}


@pytest.mark.parametrize(
    "wanted", [replace(TAKE_DOWN, reason=""), replace(TAKE_DOWN, note="x" * 2001)]
)
async def test_taking_down_is_never_refused_for_what_is_to_be_said_about_it(
    text: Draft, wanted: DecisionInput
) -> None:
    remark = await responses.remark(text, publicity=Publicity.PUBLISHED)
    decision = await done(remark, wanted)
    assert (decision.reason_id, decision.note) == (None, wanted.note)
    assert (await after(remark)).unexplained_since == NOW


async def test_what_no_rule_has_seen_is_not_published_but_may_be_withheld(text: Draft) -> None:
    remark = await responses.remark(text)
    await Revision.filter(remark_id=remark.id).update(screened_at=None)
    with pytest.raises(NotScreened):
        await done(remark, PUBLISH)
    assert await nothing_happened()
    await done(remark, WITHHOLD)


async def test_the_name_is_kept_back_with_the_decision_and_can_be_given_back(text: Draft) -> None:
    remark = await responses.remark(text)
    respondent_id = (await remark.response).respondent_id
    await done(remark, DecisionInput(DecisionKind.PUBLISH, withhold_name=True))
    assert (await Respondent.get(id=respondent_id)).public_name == ""
    await done(await after(remark), DecisionInput(DecisionKind.PUBLISH, withhold_name=False))
    assert (await Respondent.get(id=respondent_id)).public_name
    await done(await after(remark), PUBLISH)
    facts = [e.facts["name_withheld"] for e in await AuditEntry.all().order_by("id")]
    assert facts == [True, False, None]


async def test_the_second_of_two_is_told_who_was_first_with_what_and_changes_nothing(
    text: Draft,
) -> None:
    remark = await responses.remark(text)
    seen = RemarkState.of(remark)
    await done(remark, WITHHOLD, by=(await people.account(name="Bo Først")).actor)
    with pytest.raises(StaleState) as first:
        await done(remark, PUBLISH, seen=seen)
    stale = first.value
    assert (stale.by, stale.happened, stale.at) == ("Bo Først", "withhold", NOW)
    assert await Decision.all().count() == 1
    assert await AuditEntry.all().count() == 1


async def test_of_several_who_decide_at_once_one_wins(text: Draft) -> None:
    remark = await responses.remark(text)
    staff = [await people.account() for _ in range(4)]
    verdicts = [PUBLISH, WITHHOLD, PUBLISH, WITHHOLD]

    async def one(index: int) -> object:
        try:
            return await done(remark, verdicts[index], by=staff[index].actor)
        except StaleState as first:
            return first.by

    said = await asyncio.gather(*(one(index) for index in range(4)))

    [decision] = [each for each in said if isinstance(each, Decision)]
    winner = next(each for each in staff if each.actor == decision.decided_by)
    assert [each for each in said if isinstance(each, str)] == [winner.name] * 3
    assert await recount(text.consultation.id) == {}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"revision": 2}, "corrected"),
        ({"standing": Standing.WITHDRAWN}, "withdrawn"),
        ({"standing": Standing.SET_ASIDE}, "set_aside"),
    ],
)
async def test_what_the_author_or_a_colleague_did_meanwhile_is_named(
    text: Draft, change: dict[str, Any], what: str
) -> None:
    remark = await responses.remark(text)
    await Revision.create(remark=remark, number=2, text="Nyt.", written_at=NOW, screened_at=NOW)
    await Remark.filter(id=remark.id).update(**change)
    with pytest.raises(StaleState) as first:
        await done(remark, PUBLISH)
    assert (first.value.happened, first.value.by) == (what, "")


async def test_a_revision_that_was_never_written_is_refused(text: Draft) -> None:
    remark = await responses.remark(text)
    with pytest.raises(StaleState):
        await done(remark, PUBLISH, seen=RemarkState(remark.id, 9, Publicity.WAITING, 0))
    assert await nothing_happened()
