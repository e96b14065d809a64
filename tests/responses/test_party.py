"""Consulted parties that answer: claimed by their name, theirs once confirmed, in time by their own deadline then,
silent when they withdraw; where that shows."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from consult.answers.counts import count_remit
from consult.answers.headline import headline_of
from consult.answers.memo.consultation_facts import consultation_facts
from consult.app import create_app
from consult.audit import SYSTEM
from consult.consultations.extension import extend
from consult.consultations.party import ConsultedParty, PartyState
from consult.mail.outbox import Letter
from consult.responses.confirmation import confirm_email, find_claims
from consult.responses.not_sent import NotOpen
from consult.responses.receipt import Receipt
from consult.responses.respondent import RespondentKind, VerifiedBy
from consult.responses.response import Response, ResponseKind
from consult.responses.submission import RemarkInput, RespondentInput, Submission
from consult.responses.submitting import submit
from consult.responses.withdrawal import withdraw
from consult.settings import Settings
from moderation.party_assignment import assign_party
from tests.answers.scene import scene
from tests.support.databases import SECRET_KEY
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation, party
from tests.support.factories.documents import Draft, draft

SILENT = {"Fjordens Venner": PartyState.SILENT, "Havnens Råd": PartyState.SILENT}


@pytest.fixture
async def text(db: Settings) -> Draft:
    create_app(db)
    made = await draft(await consultation())
    for name in ("Fjordens Venner", "Havnens Råd"):
        await ConsultedParty.create(consultation=made.consultation, name=name)
    other = await draft(await consultation())
    await ConsultedParty.create(consultation=other.consultation, name="Fjordens Venner")
    return made


async def answer(
    text: Draft,
    organisation: str,
    *,
    no_remarks: bool = False,
    kind: ResponseKind = ResponseKind.FORMAL,
    at: datetime = NOW,
    email: str = "",
) -> Receipt:
    submission = Submission(
        RespondentInput("Prøve Kontakt", RespondentKind.ORGANISATION, organisation, email=email),
        () if no_remarks else (RemarkInput("Vores svar."),),
        kind=kind,
        no_remarks=no_remarks,
    )
    return await submit(
        submission, consultation=text.consultation, received_at=at, now=at,
        idempotency_key=f"{organisation}{no_remarks}{at}", secret_key=SECRET_KEY,
    )  # fmt: skip


async def stored(text: Draft, receipt: Receipt) -> Response:
    return await Response.get(number=receipt.number, consultation=text.consultation).select_related(
        "respondent"
    )


async def states(text: Draft) -> dict[str, PartyState]:
    """Of this consultation's parties; those of others have all stayed silent."""
    others = ConsultedParty.exclude(consultation_id=text.consultation.id)
    assert {party.state for party in await others} == {PartyState.SILENT}
    return {p.name: p.state for p in await ConsultedParty.filter(consultation=text.consultation)}


async def confirm(text: Draft, receipt: Receipt) -> Response:
    """Staff say that it is the party's."""
    response = await Response.get(
        number=receipt.number, consultation=text.consultation
    ).select_related("consultation")
    party = await ConsultedParty.get(id=response.party_id)
    await assign_party(response, party, viewed_party=party.id, by=SYSTEM, now=NOW)
    return await stored(text, receipt)


async def test_whoever_answers_in_a_party_s_name_says_to_be_it_until_somebody_confirms_it(
    text: Draft,
) -> None:
    receipt = await answer(text, " fjordens  venner")
    claims = await stored(text, receipt)
    assert claims.claims_party
    assert await states(text) == {**SILENT, "Fjordens Venner": PartyState.CLAIMED}
    assert not (await confirm(text, receipt)).claims_party
    assert await states(text) == {**SILENT, "Fjordens Venner": PartyState.ANSWERED}


@pytest.mark.parametrize(
    ("no_remarks", "state"), [(False, PartyState.ANSWERED), (True, PartyState.NO_REMARKS)]
)
async def test_a_party_that_answers_is_silent_no_more(
    text: Draft, no_remarks: bool, state: PartyState
) -> None:
    receipt = await answer(text, " fjordens  venner", no_remarks=no_remarks)
    await answer(text, "Et helt andet råd")
    theirs = await confirm(text, receipt)
    assert await states(text) == {"Fjordens Venner": state, "Havnens Råd": PartyState.SILENT}
    assert (await Response.exclude(id=theirs.id).get()).party_id is None


async def test_what_a_stranger_says_beside_a_confirmed_response_changes_nothing(
    text: Draft,
) -> None:
    await confirm(text, await answer(text, "Havnens Råd", no_remarks=True))
    await answer(text, "Havnens Råd")
    assert (await states(text))["Havnens Råd"] == PartyState.NO_REMARKS


@pytest.mark.parametrize(
    ("invited", "answering", "state"),
    [
        ("raad@havnen.example", "Raad@Havnen.example", PartyState.ANSWERED),
        ("raad@havnen.example", "andre@havnen.example", PartyState.CLAIMED),
        ("", "raad@havnen.example", PartyState.CLAIMED),
        ("raad@strasse.example", "raad@stra\u00dfe.example", PartyState.CLAIMED),
        ("raad@xn--hst-0na.example", "raad@H\u00d8ST.example", PartyState.ANSWERED),
    ],
)
async def test_the_address_that_the_party_was_invited_at_confirms_it(
    text: Draft, invited: str, answering: str, state: PartyState
) -> None:
    party = ConsultedParty.filter(consultation=text.consultation, name="Havnens Råd")
    await party.update(email=invited)
    await answer(text, "Havnens Råd", email=answering)
    letter = await Letter.get(kind="confirm_email")
    token = re.search(r"/confirm-email/([\w-]+)", letter.body)
    assert token is not None
    assert (await states(text))["Havnens Råd"] == PartyState.CLAIMED
    [found] = await find_claims(token[1])
    await confirm_email(found, secret_key=SECRET_KEY, now=NOW)
    assert (await states(text))["Havnens Råd"] == state


async def test_a_party_is_as_its_remaining_responses_make_it(text: Draft) -> None:
    first = await answer(text, "Havnens Råd")
    await confirm(text, first)
    await confirm(text, await answer(text, "Havnens Råd", no_remarks=True))
    for receipt, left in ((first, PartyState.NO_REMARKS), (None, PartyState.SILENT)):
        among = Response.filter(consultation=text.consultation, withdrawn_at=None)
        response = await (among.filter(number=receipt.number) if receipt else among).get()
        await withdraw(response, consultation=text.consultation, received_at=NOW, now=NOW)
        assert (await states(text))["Havnens Råd"] == left


async def test_a_party_may_answer_until_its_own_deadline_and_nobody_else(text: Draft) -> None:
    closes = text.consultation.closes_at
    assert closes is not None
    until = closes + timedelta(days=7)
    party = await ConsultedParty.get(consultation=text.consultation, name="Havnens Råd")
    await extend(text.consultation, until=until, reason="Møde", by=SYSTEM, now=NOW, party=party)
    receipt = await answer(text, "Havnens Råd", at=until)
    assert receipt.is_late, "nobody has said yet that it is the party"
    assert not (await confirm(text, receipt)).is_late
    for name, at in (("Fjordens Venner", until), ("Havnens Råd", until + timedelta(seconds=1))):
        with pytest.raises(NotOpen):
            await answer(text, name, at=at)


@pytest.mark.parametrize(
    "written", ["Havnens Råd", "  HAVNENS  RÅD. ", "Havnens-råd,", "Havnens\u00adRåd"]
)
async def test_case_spaces_and_punctuation_do_not_hide_a_party(text: Draft, written: str) -> None:
    response = await stored(text, await answer(text, written))
    assert response.party_id is not None
    assert await states(text) == {**SILENT, "Havnens Råd": PartyState.CLAIMED}
    assert response.respondent.verified_by == VerifiedBy.NONE


@pytest.mark.parametrize("written", ["Havnens", "Havnens Råd Syd", "..."])
async def test_another_name_is_no_party(text: Draft, written: str) -> None:
    assert (await stored(text, await answer(text, written))).party_id is None
    assert await states(text) == SILENT


async def test_a_comment_in_place_is_not_the_party_s_answer(text: Draft) -> None:
    receipt = await answer(text, "Havnens Råd", kind=ResponseKind.COMMENT)
    assert (await stored(text, receipt)).party_id is None
    assert await states(text) == SILENT


async def test_a_name_that_two_parties_have_is_left_to_a_person(text: Draft) -> None:
    await party(text.consultation, name="HAVNENS RÅD")
    assert (await stored(text, await answer(text, "Havnens Råd"))).party_id is None


async def test_the_memo_and_the_headline_count_it(db: Settings) -> None:
    create_app(db)
    hearing = await scene()
    for name in ("Havnens Råd", "Fjordens Venner"):
        await party(hearing.consultation, name=name)
    receipt = await answer(hearing.draft, "Havnens Råd")
    await confirm(hearing.draft, receipt)
    headline = await headline_of(
        hearing.consultation, await count_remit(await hearing.remit(hearing.lead))
    )
    assert (headline.silent, headline.consulted) == (1, 2)
    [other, line] = (await consultation_facts(hearing.consultation)).parties
    assert (line.name, line.state, line.responses) == (
        "Havnens Råd", PartyState.ANSWERED, (receipt.number,),
    )  # fmt: skip
    assert (other.state, other.responses) == (PartyState.SILENT, ())
