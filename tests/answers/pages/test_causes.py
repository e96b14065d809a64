"""Why the text was changed: the lead's page of changes and the point's page, proposed and said."""

from __future__ import annotations

import re

import httpx2
import pytest

from consult.answers.cause import Cause
from consult.people.role import Role
from consult.settings import Settings
from tests.answers.editions.changing import published_second, say, second_version
from tests.answers.editions.ready import Answered, answered
from tests.support.factories import people
from tests.support.queries import queries

pytestmark = pytest.mark.usefixtures("stopped_clock")


def page_of(made: Answered, rest: str = "") -> str:
    return f"/staff/consultations/{made.consultation.slug}/answers/changes/2{rest}"


def point_of(made: Answered) -> str:
    hearing = made.hearing
    return (
        f"/staff/consultations/{hearing.consultation.slug}/committees/{hearing.town.slug}/points/1"
    )


@pytest.fixture
async def editor(client: httpx2.AsyncClient, db: Settings) -> httpx2.AsyncClient:
    await people.sign_in(client, await people.account(Role.EDITOR), db)
    return client


async def text_of(browser: httpx2.AsyncClient, address: str) -> str:
    answer = await browser.get(address)
    assert answer.status_code == 200
    return answer.text


def button(page: str, says: str) -> dict[str, str]:
    """What the first form with this button and a point sends."""
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        if fields.get("said", "").startswith(says) and fields["point"]:
            return fields
    raise AssertionError(says)


async def test_a_proposal_is_confirmed_and_taken_back(editor: httpx2.AsyncClient) -> None:
    made = await answered()
    await second_version(made)
    page = await text_of(editor, page_of(made))
    assert "Der kommer ti bænke i parken" in page
    assert "2 af dets bemærkninger er skrevet her" in page
    stored = await editor.post(page_of(made), data=button(page, "yes"))
    assert stored.status_code == 303
    page = await text_of(editor, page_of(made))
    assert "På grund af punkt 1" in page
    assert (await editor.post(page_of(made), data=button(page, "nothing"))).status_code == 303
    assert await Cause.all().count() == 0


async def test_a_proposal_is_rejected(editor: httpx2.AsyncClient) -> None:
    made = await answered()
    await second_version(made)
    sent = button(await text_of(editor, page_of(made)), "no ")
    await editor.post(page_of(made), data=sent)
    assert "Ikke på grund af punkt 1" in await text_of(editor, page_of(made))


async def test_any_point_by_its_number(editor: httpx2.AsyncClient) -> None:
    made = await answered()
    await second_version(made)
    page = await text_of(editor, page_of(made))
    sent = {**button(page, "yes"), "point": "1"}
    assert (await editor.post(page_of(made), data=sent)).status_code == 303
    for number in ("77", "", "et"):
        refused = await editor.post(page_of(made), data={**sent, "point": number})
        assert refused.status_code == 422
        assert f'value="{number}"' in refused.text
    assert await Cause.all().count() == 1


async def test_the_list_without_a_point(editor: httpx2.AsyncClient) -> None:
    made = await answered()
    version = await second_version(made)
    await say(made, version)
    assert "Der kommer ti bænke" in await text_of(editor, page_of(made))
    assert "Der kommer ti bænke" not in await text_of(editor, page_of(made, "?show=without"))
    ready = await text_of(editor, f"/staff/consultations/{made.consultation.slug}/answers")
    assert f'{page_of(made)}?show=without">1 ændring i version 2' in ready


async def test_who_is_second_is_told(editor: httpx2.AsyncClient) -> None:
    made = await answered()
    version = await second_version(made)
    sent = button(await text_of(editor, page_of(made)), "no ")
    await say(made, version)
    assert (await editor.post(page_of(made), data=sent)).status_code == 409


@pytest.mark.parametrize("said", ["", "yes", "perhaps nothing x", "yes perhaps x"])
async def test_what_no_button_sends(editor: httpx2.AsyncClient, said: str) -> None:
    made = await answered()
    await second_version(made)
    sent = {"paragraph": "1", "point": "1", "said": said}
    assert (await editor.post(page_of(made), data=sent)).status_code == 400


async def test_there_is_no_page_before_the_mapping_is_approved(editor: httpx2.AsyncClient) -> None:
    made = await answered()
    await second_version(made, is_approved=False)
    assert (await editor.get(page_of(made))).status_code == 404


async def test_on_the_point(editor: httpx2.AsyncClient) -> None:
    made = await answered()
    await published_second(made)
    page = await text_of(editor, point_of(made))
    value, address = re.findall(r'name="said" value="(yes [^"]+)" formaction="([^"]+)"', page)[0]
    assert (await editor.post(address, data={"said": value})).status_code == 303
    assert "Ændret på grund af dette punkt" in await text_of(editor, point_of(made))


async def test_a_committee_sees_nothing_of_an_unpublished_text(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    made = await answered()
    version = await second_version(made)
    await say(made, version)
    account = await people.account(Role.COMMITTEE, committee=made.hearing.town.slug)
    await people.sign_in(client, account, db)
    assert "[indsat:" not in await text_of(client, point_of(made))
    address = f"{point_of(made)}/changes/2/1"
    assert (await client.post(address, data={"said": "yes nothing x"})).status_code == 404


async def test_more_changes_cost_no_more_queries(editor: httpx2.AsyncClient) -> None:
    made = await answered()
    version = await published_second(made)
    await editor.get(page_of(made))
    with queries() as few:
        await editor.get(page_of(made))
    await say(made, version)
    await say(made, version, text="Et helt nyt stykke om drikkevand og skygge.")
    with queries() as many:
        await editor.get(page_of(made))
    assert len(many) - len(few) <= 4
