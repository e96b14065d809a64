"""Confirming an address: opening the link does nothing, the button does, once."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import clock, rate_limit
from consult.mail.outbox import Letter
from consult.public.responding import submission_limits
from consult.rate_limit import RateWindow
from consult.responses.respondent import Contact, Respondent, VerifiedBy
from consult.responses.response import Response
from consult.settings import Settings
from tests.public.responding.conftest import comment_address, send_comment
from tests.support.factories import NOW
from tests.support.factories.documents import Draft
from tests.support.visitors import visitor


async def confirm_link() -> str:
    letter = await Letter.get(kind="confirm_email")
    found = re.search(r"/(?:en/|ar/)?confirm-email/\S+", letter.body)
    assert found
    return found[0]


async def test_opening_the_link_confirms_nothing_and_shows_nothing_of_the_text(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await send_comment(client, comment_address(text), email="prove@fjordby.example")
    client.cookies.clear()
    page = await client.get(await confirm_link())
    assert page.status_code == 200
    assert "Det er godt." not in page.text
    assert "Prøve Person" not in page.text
    assert (await Contact.get()).confirmed_at is None
    assert await Letter.all().count() == 1


async def test_the_button_confirms_and_mails_the_full_copy_with_a_link_that_opens_the_response(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(
        client, comment_address(text), email="prove@fjordby.example", proposed_text="Bedre <ord> & 'citat'"
    )  # fmt: skip
    client.cookies.clear()
    link = await confirm_link()
    answer = await client.post(link)
    assert answer.headers["location"] == link
    assert 'action=""' not in (await client.get(link)).text
    assert (await Contact.get()).confirmed_at is not None
    assert (await Respondent.get()).verified_by is VerifiedBy.EMAIL
    letter = await Letter.get(kind="full_copy")
    assert letter.to == "prove@fjordby.example"
    assert "Det er godt." in letter.body
    assert "Bedre <ord> & 'citat'" in letter.body
    status = re.search(r"/receipts/\S+", letter.body)
    assert status
    assert (await client.get(status[0])).headers["location"] == sent.mine


async def test_pressing_many_times_sends_one_copy(client: httpx2.AsyncClient, text: Draft) -> None:
    await send_comment(client, comment_address(text), email="prove@fjordby.example")
    link = await confirm_link()
    answers = await asyncio.gather(*(client.post(link) for _ in range(6)))
    assert {a.status_code for a in answers} == {303}
    assert await Letter.filter(kind="full_copy").count() == 1


async def test_one_network_cannot_fill_the_outbox_and_all_it_sends_is_stored(
    client: httpx2.AsyncClient,
    text: Draft,
    app: ASGIApp,
    db: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(submission_limits, "CONFIRM_LETTERS_PER_MINUTE", 2)
    address = comment_address(text)
    # What asks for no letter counts for none.
    await send_comment(client, address)
    sent = [await send_comment(client, address, email=f"en{n}@example.dk") for n in range(3)]
    assert await Response.all().count() == 4
    letters = await Letter.filter(kind="confirm_email").order_by("id")
    assert [letter.to for letter in letters] == ["en0@example.dk", "en1@example.dk"]
    said = [(await client.get(each.receipt)).text for each in sent]
    assert ["Der er ikke sendt brev om dette svar" in page for page in said] == [False, False, True]
    async with visitor(app, db, address="192.0.2.77") as elsewhere:
        await send_comment(elsewhere, address, email="anden@example.dk")
    assert await Letter.filter(kind="confirm_email", to="anden@example.dk").exists()


async def test_one_letterbox_gets_three_letters_an_hour_however_its_domain_is_spelled(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    spelled = (
        "example.org",
        "\uff45xample.org",
        "Example.org",
        "ex\u24d0mple.org",
        "exampl\uff45.org",
    )
    for domain in spelled:
        # Each from another browser: from one, the first letter serves all.
        client.cookies.clear()
        await send_comment(client, comment_address(text), email=f"kim@{domain}")
    assert await Letter.filter(kind="confirm_email").count() == 3
    # What a person wrote stays what is shown.
    assert {each.email for each in await Contact.all()} >= {"kim@\uff45xample.org"}


async def test_one_link_confirms_only_its_own_address(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await send_comment(client, comment_address(text), email="prove@fjordby.example")
    link = await confirm_link()
    await send_comment(client, comment_address(text), email="anden@fjordby.example")
    await client.post(link)
    assert (await Contact.get(email="prove@fjordby.example")).confirmed_at is not None
    assert (await Contact.get(email="anden@fjordby.example")).confirmed_at is None


async def test_an_unknown_link_is_not_found(client: httpx2.AsyncClient, text: Draft) -> None:
    assert (await client.get("/confirm-email/x")).status_code == 404
    assert (await client.post("/confirm-email/x")).status_code == 404


async def test_letters_come_in_the_language_of_the_response(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    address = f"/en{comment_address(text)}"
    await send_comment(client, address, email="prove@fjordby.example")
    assert (await confirm_link()).startswith("/en/confirm-email/")
    assert "was received and stored" in (await Letter.get()).body


async def test_one_address_gets_three_letters_an_hour_and_every_response_is_stored(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, where = "prove@fjordby.example", comment_address(text)
    pages = []
    for each in (address, address.title(), address, address, "anden@fjordby.example"):
        # Each from another browser: from one, the first letter serves all.
        client.cookies.clear()
        sent = await send_comment(client, where, email=each)
        pages.append((await client.get(sent.receipt)).text)
    assert await Response.all().count() == 5
    written = [letter.to.lower() for letter in await Letter.filter(kind="confirm_email")]
    assert written == [address] * 3 + ["anden@fjordby.example"]
    unsent = "Der er ikke sendt brev om dette svar"
    assert [unsent in page for page in pages] == [False, False, False, True, False]
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=61))
    await rate_limit.forget_old_windows(clock.now())
    await send_comment(client, where, email=address)
    assert await Letter.filter(kind="confirm_email").count() == 5


async def test_the_count_outlives_the_worker_s_cleaning_and_holds_no_address(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    for _ in range(3):
        client.cookies.clear()
        await send_comment(client, comment_address(text), email="prove@fjordby.example")
    client.cookies.clear()
    await rate_limit.forget_old_windows(NOW + timedelta(minutes=59))
    await send_comment(client, comment_address(text), email="prove@fjordby.example")
    assert await Letter.filter(kind="confirm_email").count() == 3
    assert not [row for row in await RateWindow.all() if "fjordby" in row.key]
