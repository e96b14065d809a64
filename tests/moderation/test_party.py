"""For which consulted party a response counts: said by its name, put right by a moderator."""

from __future__ import annotations

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.audit import Actor, AuditEntry
from consult.consultations.extension import extend
from consult.consultations.party import ConsultedParty, PartyState
from consult.people.role import Role
from consult.responses.party import settle
from consult.responses.remark import Remark
from consult.responses.respondent import Respondent, RespondentKind, VerifiedBy
from consult.responses.response import Response, ResponseKind
from consult.settings import Settings
from tests.moderation.pressing import address
from tests.support.factories import DAY, NOW, consultations, people, responses
from tests.support.factories.documents import Draft
from tests.support.visitors import visitor

SAYS = "Regnes som svar fra høringsparten <bdi>Prøverådet</bdi>"


@pytest.fixture
async def council(text: Draft) -> ConsultedParty:
    await consultations.party(await consultations.consultation(), name="Andetstedsrådet")
    return await consultations.party(text.consultation, name="Prøverådet")


@pytest.fixture
async def remark(text: Draft, council: ConsultedParty) -> Remark:
    """Of a formal response that counts as the council's."""
    who = await Respondent.create(
        kind=RespondentKind.ORGANISATION, name="Prøve Person", organisation="prøverådet"
    )
    response = await responses.response(
        text, respondent=who, kind=ResponseKind.FORMAL, party=council, party_confirmed=True
    )
    await settle(council.id)
    return await responses.remark(text, within=response)


async def choose(
    browser: httpx2.AsyncClient, remark: Remark, party: object, seen: object
) -> httpx2.Response:
    return await browser.post(
        f"{await address(remark)}/party", data={"party": str(party), "party_seen": str(seen)}
    )


async def party_of(remark: Remark) -> int | None:
    return (await Response.get(id=remark.response_id)).party_id


async def state(party: ConsultedParty) -> PartyState:
    return (await ConsultedParty.get(id=party.id)).state


async def test_the_page_says_whose_response_it_counts_as_and_offers_the_others(
    moderator: httpx2.AsyncClient, text: Draft, remark: Remark
) -> None:
    page = (await moderator.get(await address(remark))).text
    assert SAYS in page
    assert "Andetstedsrådet" not in page
    comment = await responses.remark(text)
    assert 'id="party"' not in (await moderator.get(await address(comment))).text


async def test_a_claim_is_called_one_until_a_person_confirms_it(
    moderator: httpx2.AsyncClient, remark: Remark, council: ConsultedParty
) -> None:
    await Response.filter(id=remark.response_id).update(party_confirmed=False)
    await settle(council.id)
    page = (await moderator.get(await address(remark))).text
    assert "Nogen siger at være høringsparten <bdi>Prøverådet</bdi>" in page
    assert SAYS not in page
    assert await state(council) == PartyState.CLAIMED
    answer = await choose(moderator, remark, council.id, council.id)
    assert SAYS in (await moderator.get(answer.headers["location"])).text
    assert await state(council) == PartyState.ANSWERED


async def test_a_name_in_several_alphabets_is_pointed_at(
    moderator: httpx2.AsyncClient, text: Draft, remark: Remark
) -> None:
    pointed = "bogstaver fra flere alfabeter"
    assert pointed not in (await moderator.get(await address(remark))).text
    await Respondent.filter(organisation="prøverådet").update(organisation="Prøver\u0430det")
    assert pointed in (await moderator.get(await address(remark))).text


async def test_not_from_this_party_makes_it_silent_again_and_vouches_for_nobody(
    moderator: httpx2.AsyncClient, remark: Remark, council: ConsultedParty
) -> None:
    assert await state(council) == PartyState.ANSWERED
    answer = await choose(moderator, remark, "", council.id)
    page = (await moderator.get(answer.headers["location"])).text
    assert SAYS not in page
    assert "Regnes ikke som svar fra en høringspart." in page
    assert (await party_of(remark), await state(council)) == (None, PartyState.SILENT)
    [entry] = await AuditEntry.filter(verb="assign_party")
    assert entry.facts == {"party": None, "before": council.id}
    respondent = await Respondent.get(organisation="prøverådet")
    assert respondent.verified_by == VerifiedBy.NONE


async def test_the_right_party_is_chosen_and_only_that_one_has_answered(
    moderator: httpx2.AsyncClient, text: Draft, remark: Remark, council: ConsultedParty
) -> None:
    other = await consultations.party(text.consultation, name="Et andet råd")
    await choose(moderator, remark, other.id, council.id)
    assert await party_of(remark) == other.id
    assert (await state(council), await state(other)) == (PartyState.SILENT, PartyState.ANSWERED)


async def test_the_second_of_two_is_told_and_changes_nothing(
    moderator: httpx2.AsyncClient,
    colleague: httpx2.AsyncClient,
    text: Draft,
    remark: Remark,
    council: ConsultedParty,
) -> None:
    other = await consultations.party(text.consultation)
    await choose(colleague, remark, "", council.id)
    late = await choose(moderator, remark, other.id, council.id)
    assert "party=overtaken" in late.headers["location"]
    assert "En anden ændrede det først" in (await moderator.get(late.headers["location"])).text
    assert await party_of(remark) is None
    assert await state(other) == PartyState.SILENT


async def test_whether_it_was_in_time_follows_the_party(
    moderator: httpx2.AsyncClient, text: Draft, remark: Remark, council: ConsultedParty
) -> None:
    closes = text.consultation.closes_at
    assert closes is not None
    await extend(
        text.consultation,
        until=closes + 3 * DAY,
        reason="",
        by=Actor("account:1"),
        now=NOW,
        party=council,
    )
    await Response.filter(id=remark.response_id).update(received_at=closes + DAY)
    for party, seen, late in (("", council.id, True), (council.id, "", False)):
        await choose(moderator, remark, party, seen)
        assert (await Response.get(id=remark.response_id)).is_late is late


@pytest.mark.parametrize("party", ["x", "-1", "9" * 30])
async def test_what_no_form_of_ours_sends_is_refused(
    moderator: httpx2.AsyncClient, remark: Remark, council: ConsultedParty, party: str
) -> None:
    assert (await choose(moderator, remark, party, council.id)).status_code == 400
    assert (await choose(moderator, remark, "", party)).status_code == 400
    elsewhere = await ConsultedParty.get(name="Andetstedsrådet")
    assert (await choose(moderator, remark, elsewhere.id, council.id)).status_code == 400
    assert await party_of(remark) == council.id


async def test_a_withdrawn_response_is_nobody_s_to_give(
    moderator: httpx2.AsyncClient, remark: Remark, council: ConsultedParty
) -> None:
    await Response.all().update(withdrawn_at=NOW)
    await choose(moderator, remark, "", council.id)
    assert await party_of(remark) == council.id


async def test_a_committee_cannot_say_whose_response_it_is(
    app: ASGIApp, db: Settings, remark: Remark, council: ConsultedParty
) -> None:
    async with visitor(app, db) as browser:
        await people.sign_in(browser, await people.account(Role.COMMITTEE), db)
        assert (await choose(browser, remark, "", council.id)).status_code == 404
    assert await party_of(remark) == council.id


async def test_confirming_the_party_keeps_the_note_to_the_author(
    moderator: httpx2.AsyncClient, remark: Remark, council: ConsultedParty
) -> None:
    form = {
        "party": "",
        "party_seen": str(council.id),
        "text": remark.text,
        "note": "Skriv det kortere.",
    }
    answer = await moderator.post(f"{await address(remark)}/party", data=form)
    assert answer.status_code == 200
    assert "Skriv det kortere." in answer.text
    assert (await Response.get(id=remark.response_id)).party_id is None
