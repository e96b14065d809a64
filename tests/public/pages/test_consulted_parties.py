"""The public list of who was asked: who answered, who had no remarks, who did neither; and what it never says."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from consult.consultations.party import ConsultedParty, PartyState
from consult.responses.party import settle
from consult.responses.publicity import PublicCopy, RemarkState, publish
from consult.responses.remark import Publicity
from consult.responses.respondent import Respondent, RespondentKind
from consult.responses.response import Response, ResponseKind
from consult.responses.withdrawal import withdraw
from moderation.party_assignment import assign_party
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation, party
from tests.support.factories.documents import Draft, draft
from tests.support.factories.people import account
from tests.support.factories.responses import remark, response
from tests.support.reading import read

pytestmark = pytest.mark.anyio

HERE = "/consultations/havnen/parties"
ANSWERED, NO_REMARKS, SILENT = "Har svaret", "Har ingen bemærkninger", "Intet bekræftet svar"


@pytest.fixture
async def text(db: object, stopped_clock: None) -> Draft:
    return await draft(await consultation(slug="havnen"))


async def lists(client: httpx2.AsyncClient) -> dict[str, list[str]]:
    """The parties that stand under each heading."""
    page = await read(client, HERE)
    return {
        section.find("h2").text_content(): [
            each.text_content() for each in section.xpath(".//li/bdi")
        ]
        for section in page.xpath("//main//section")
    }


async def of(text: Draft, who: ConsultedParty, *, confirmed: bool, **given: Any) -> Response:
    """A stored response in the party's name."""
    respondent = await Respondent.create(
        kind=RespondentKind.ORGANISATION, name="Kontakt Person", organisation=who.name
    )
    made = await response(
        text, respondent=respondent, kind=ResponseKind.FORMAL, party=who, party_confirmed=confirmed,
        **given,
    )  # fmt: skip
    await settle(who.id)
    return made


async def test_each_party_stands_under_what_came_of_asking_it(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    noise = await consultation()
    await party(noise, name="En anden hørings part", state=PartyState.ANSWERED)
    await party(text.consultation, name="Tavs Forening")
    claimed = await party(text.consultation, name="Påstået Forening")
    await remark(
        text, within=await of(text, claimed, confirmed=False), publicity=Publicity.PUBLISHED
    )
    answered = await party(text.consultation, name="Svarende Forening")
    await remark(text, within=await of(text, answered, confirmed=True))
    content = await party(text.consultation, name="Tilfreds Forening")
    await of(text, content, confirmed=True, no_remarks=True)
    await remark(text, publicity=Publicity.PUBLISHED)
    assert await lists(client) == {
        ANSWERED: ["Svarende Forening"],
        NO_REMARKS: ["Tilfreds Forening"],
        SILENT: ["Påstået Forening", "Tavs Forening"],
    }
    page = await client.get(HERE)
    assert "Kontakt Person" not in page.text
    assert "Prøve Borger" not in page.text


async def test_each_number_opens_what_it_counts(client: httpx2.AsyncClient, text: Draft) -> None:
    who = await party(text.consultation, name="Svarende Forening")
    answer = await of(text, who, confirmed=True)
    for publicity in (Publicity.PUBLISHED, Publicity.REDACTED, Publicity.WAITING):
        await remark(text, within=answer, publicity=publicity)
    await remark(text, publicity=Publicity.PUBLISHED, text="En andens ord.")
    overview = await read(client, "/consultations/havnen")
    asked = overview.xpath("//section[@aria-labelledby='asked-heading']//a/@href")
    assert asked == [f"{HERE}#answered", HERE]
    page = await read(client, HERE)
    assert page.xpath("//main//a[contains(@href, '#answered')]/text()") == ["1"]
    [opens] = page.xpath("//section[@aria-labelledby='answered']//a")
    assert opens.text == "2 offentliggjorte bemærkninger"
    listed = await read(client, opens.get("href"))
    assert listed.find(".//h1").text == f"Bemærkninger i høringssvar {answer.number}"
    assert len(listed.find_class("remark")) == 2
    assert "En andens ord." not in listed.text_content()


async def test_a_response_of_which_nothing_is_published_opens_nothing(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    who = await party(text.consultation, name="Svarende Forening")
    answer = await of(text, who, confirmed=True)
    await remark(text, within=answer, text="Hemmelige ord.")
    page = await read(client, HERE)
    assert page.xpath("//section[@aria-labelledby='answered']//a") == []
    assert "intet af det er offentliggjort" in page.text_content()
    for number in (answer.number, 4711):
        answered = await client.get(f"/consultations/havnen/remarks?response={number}")
        assert "Her er ikke offentliggjort bemærkninger endnu." in answer_text(answered)
    assert (await client.get("/consultations/havnen/remarks?response=x")).status_code == 404


def answer_text(answer: httpx2.Response) -> str:
    return " ".join(answer.text.split())


async def test_the_list_is_true_at_the_next_click(client: httpx2.AsyncClient, text: Draft) -> None:
    """Kept pages follow confirming, publishing and withdrawing, also of a response without any remark."""
    who = await party(text.consultation, name="Foreningen")
    answer = await of(text, who, confirmed=False, no_remarks=True)
    assert await lists(client) == {SILENT: ["Foreningen"]}
    answer = await Response.get(id=answer.id).select_related("consultation")
    by = (await account()).actor
    await assign_party(answer, who, viewed_party=who.id, by=by, now=NOW)
    assert await lists(client) == {NO_REMARKS: ["Foreningen"]}
    said = await remark(text, within=await of(text, who, confirmed=True))
    await publish(RemarkState.of(said), PublicCopy("Ord.", "", "", redacted=False), now=NOW)
    assert await lists(client) == {ANSWERED: ["Foreningen"]}
    for each in await Response.filter(party=who).select_related("consultation"):
        assert await withdraw(each, consultation=each.consultation, received_at=NOW, now=NOW)
    assert await lists(client) == {SILENT: ["Foreningen"]}


async def test_where_nobody_was_asked_it_says_so(client: httpx2.AsyncClient, text: Draft) -> None:
    assert "Ingen blev spurgt særskilt" in answer_text(await client.get(HERE))
    assert HERE not in (await client.get("/consultations/havnen")).text
