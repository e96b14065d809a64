"""Secret links: a visit that ended, the link mailed again, renewed, and forgotten by somebody else's computer."""

from __future__ import annotations

import re

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.audit import AuditEntry
from consult.mail.outbox import Letter
from consult.responses.respondent import Contact
from consult.responses.secret_link import LETTERS_OF_ADDRESS, LETTERS_OF_NETWORK
from consult.responses.unsent_response import Unsent
from consult.settings import Settings
from tests.public.responding.conftest import Sent, comment_address, send_comment
from tests.public.responding.workspace_steps import WHO, press, ready, send
from tests.support.factories import NOW
from tests.support.factories.documents import Draft
from tests.support.visitors import visitor

HER = "prove@fjordby.example"


async def written(client: httpx2.AsyncClient, text: Draft, *, confirmed: bool = True) -> Sent:
    sent = await send_comment(client, comment_address(text), email=HER)
    if confirmed:
        await Contact.all().update(confirmed_at=NOW)
    await Letter.all().delete()
    return sent


async def status_links() -> list[str]:
    letters = await Letter.filter(kind="status_link").order_by("id")
    return [found[0] for each in letters if (found := re.search(r"/receipts/\S+", each.body))]


@pytest.mark.parametrize("page", ["", "/receipt", "/remarks/1", "/withdraw"])
async def test_a_bookmark_of_an_ended_visit_says_how_to_open_it(
    client: httpx2.AsyncClient, text: Draft, page: str
) -> None:
    sent = await written(client, text)
    client.cookies.clear()
    mine = await client.get(sent.mine + page)
    unknown = await client.get(f"/consultations/havnen/mine/{'0' * 20}{page}")
    assert mine.status_code == unknown.status_code == 404
    assert "Åbn siden med dit hemmelige link" in mine.text
    assert "Det er godt." not in mine.text
    assert mine.text.replace(sent.public_id, "0" * 20) == unknown.text


async def test_what_was_typed_on_an_ended_visit_is_shown(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    client.cookies.clear()
    words = "Det her har jeg skrevet i en hel time."
    answer = await client.post(workspace, data={"remark-0-text": words, "step": "save"})
    assert answer.status_code == 404
    assert words in answer.text


async def test_the_link_is_mailed_again_to_the_confirmed_address(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await written(client, text)
    client.cookies.clear()
    await client.post(f"{sent.mine}/mail-link", data={"email": HER.upper()})
    [link] = await status_links()
    assert (await client.get(link)).headers["location"] == sent.mine
    assert "Det er godt." not in (await Letter.get()).body


async def test_nobody_is_told_whether_an_address_or_a_response_is_known(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await written(client, text)
    asked = [
        await client.post(f"{mine}/mail-link", data={"email": email})
        for mine in (sent.mine, "/consultations/havnen/mine/ukendt")
        for email in (HER, "anden@fjordby.example")
    ]
    pages = {each.text.replace("anden@fjordby.example", HER) for each in asked}
    assert len({each.status_code for each in asked}) == 1
    assert len({page.replace(sent.public_id, "ukendt") for page in pages}) == 1
    assert [letter.to for letter in await Letter.all()] == [HER]


async def test_an_unconfirmed_address_gets_the_letter_that_asks_to_confirm_it(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await written(client, text, confirmed=False)
    await client.post(f"{sent.mine}/mail-link", data={"email": HER})
    assert [letter.kind for letter in await Letter.all()] == ["confirm_email"]


async def test_an_address_gets_a_bounded_number_of_letters(
    app: ASGIApp, db: Settings, client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await written(client, text)
    for n in range(LETTERS_OF_ADDRESS + 3):
        async with visitor(app, db, address=f"192.0.2.{n + 20}") as somebody:
            await somebody.post(f"{sent.mine}/mail-link", data={"email": HER})
    assert await Letter.all().count() == LETTERS_OF_ADDRESS


async def test_a_stranger_uses_up_the_stranger_s_own_share_of_letters(
    app: ASGIApp, db: Settings, client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await written(client, text)
    async with visitor(app, db, address="192.0.2.77") as stranger:
        for _time in range(5):
            await stranger.post(f"{sent.mine}/mail-link", data={"email": HER})
    assert await Letter.all().count() == LETTERS_OF_NETWORK
    await client.post(f"{sent.mine}/mail-link", data={"email": HER})
    assert await Letter.all().count() == LETTERS_OF_NETWORK + 1


async def test_a_renewed_link_opens_the_response_and_the_former_one_is_dead(
    app: ASGIApp, db: Settings, client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await written(client, text)
    receipt = await client.get(sent.receipt)
    former = re.search(r"/receipts/[\w-]+", receipt.text)
    assert former
    async with visitor(app, db, address="192.0.2.77") as thief:
        await thief.get(former[0])
        assert (await thief.get(sent.mine)).status_code == 200
        await client.post(f"{sent.mine}/renew-link")
        assert (await thief.get(sent.mine)).status_code == 404
        assert (await thief.get(former[0])).status_code == 404
    assert (await client.get(sent.mine)).status_code == 200
    [mailed] = await status_links()
    assert mailed in (await client.get(sent.mine)).text
    assert (await client.get(mailed)).headers["location"] == sent.mine
    assert await AuditEntry.filter(verb="renew_link").count() == 1


async def test_a_renewed_link_shuts_out_whoever_has_that_of_the_draft(
    app: ASGIApp, db: Settings, client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    draft = re.search(r"/unsent/[\w-]+", (await client.get(workspace)).text)
    assert draft
    receipt = (await send(client, workspace)).headers["location"]
    await client.post(receipt.replace("/receipt", "/renew-link"))
    assert (await client.get(receipt)).status_code == 200
    async with visitor(app, db, address="192.0.2.77") as thief:
        assert (await thief.get(draft[0])).status_code == 404


async def test_an_address_that_is_not_confirmed_is_not_told_the_new_link(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await written(client, text, confirmed=False)
    await client.post(f"{sent.mine}/renew-link")
    assert await Letter.all().count() == 0


async def test_the_link_of_a_draft_is_renewed_and_mailed_again(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    page = await client.get(workspace)
    former = re.search(r"/unsent/[\w-]+", page.text)
    assert former
    await client.post(f"{workspace}/renew-link")
    assert (await client.get(workspace)).status_code == 200
    client.cookies.clear()
    assert (await client.get(former[0])).status_code == 404
    await client.post(f"{workspace}/mail-link", data={"email": "anden@fjordby.example"})
    assert await Letter.all().count() == 0
    await client.post(f"{workspace}/mail-link", data={"email": WHO["email"]})
    link = re.search(r"/unsent/\S+", (await Letter.get()).body)
    assert link
    assert (await client.get(link[0])).headers["location"] == workspace


async def test_somebody_else_s_computer_forgets_everything_and_nothing_is_deleted(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await written(client, text)
    workspace = await ready(client, text)
    await press(client, workspace, "save")
    assert (await client.get("/forget")).status_code == 200
    assert (await client.get(sent.mine)).status_code == 200
    answer = await client.post("/forget")
    assert "storage" in answer.headers["clear-site-data"]
    assert (
        "ikke længere åbne svar eller kladder"
        in (await client.get(answer.headers["location"])).text
    )
    for page in (sent.mine, sent.receipt, workspace):
        assert (await client.get(page)).status_code == 404
    assert await Unsent.all().count() == 1


async def test_the_link_stands_in_a_field_that_can_be_selected(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await written(client, text)
    for page in (sent.mine, sent.receipt):
        assert re.search(
            r'<input [^>]*readonly[^>]* value="https?://[^"]+/receipts/',
            (await client.get(page)).text,
        )
