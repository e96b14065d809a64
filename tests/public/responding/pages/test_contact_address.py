"""The e-mail address on one's own page: the letter again, another address, and what could not be delivered."""

from __future__ import annotations

import re

import httpx2
import pytest

from consult.mail.outbox import Letter
from consult.responses.respondent import Contact
from tests.public.responding.conftest import Sent, comment_address, send_comment
from tests.support.factories import NOW
from tests.support.factories.documents import Draft

WRONG, RIGHT = "prvoe@fjordby.example", "prove@fjordby.example"


@pytest.fixture
async def sent(client: httpx2.AsyncClient, text: Draft) -> Sent:
    return await send_comment(client, comment_address(text), email=WRONG)


async def links() -> list[str]:
    letters = await Letter.filter(kind="confirm_email").order_by("id")
    return [found[0] for each in letters if (found := re.search(r"/confirm-email/\S+", each.body))]


async def correct(
    client: httpx2.AsyncClient, sent: Sent, email: str, before: str = WRONG
) -> httpx2.Response:
    form = {"step": "correct", "email": email, "before": before}
    return await client.post(f"{sent.mine}/address", data=form)


async def test_the_letter_is_sent_again_with_the_same_link_and_not_without_end(
    client: httpx2.AsyncClient, sent: Sent
) -> None:
    answers = [await client.post(f"{sent.mine}/address", data={"step": "again"}) for _ in range(4)]
    assert [each.status_code for each in answers] == [303, 303, 429, 429]
    assert len(set(await links())) == 1
    assert "Der er ikke sendt noget brev" in answers[-1].text


async def test_a_corrected_address_is_written_to_and_the_former_link_confirms_nothing(
    client: httpx2.AsyncClient, sent: Sent
) -> None:
    assert (await correct(client, sent, RIGHT)).status_code == 303
    former, new = await links()
    assert (await client.post(former)).status_code == 404
    assert (await Contact.get()).confirmed_at is None
    await client.post(new)
    contact = await Contact.get()
    assert (contact.email, contact.confirmed_at is None) == (RIGHT, False)


async def test_a_confirmed_address_is_not_replaced(client: httpx2.AsyncClient, sent: Sent) -> None:
    await client.post((await links())[0])
    assert (await correct(client, sent, RIGHT)).status_code == 409
    assert (await Contact.get()).email == WRONG


async def test_an_address_that_gets_no_letter_is_refused_and_stays_in_the_field(
    client: httpx2.AsyncClient, sent: Sent
) -> None:
    answer = await correct(client, sent, "prove@fjordby")
    assert answer.status_code == 422
    assert "E-mailadressen er ikke hel" in answer.text
    assert 'value="prove@fjordby"' in answer.text


async def test_a_letter_that_was_given_up_is_said_until_another_one_goes(
    client: httpx2.AsyncClient, sent: Sent
) -> None:
    words = f"Vi kunne ikke aflevere vores brev til {WRONG}"
    assert words not in (await client.get(sent.mine)).text
    await Letter.all().update(given_up_at=NOW)
    for page in (sent.mine, sent.receipt):
        assert words in (await client.get(page)).text
    await correct(client, sent, RIGHT)
    assert words not in (await client.get(sent.mine)).text


async def test_whoever_gave_no_address_can_give_one(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    await correct(client, sent, RIGHT, before="")
    [link] = await links()
    await client.post(link)
    assert (await Contact.get()).confirmed_at is not None
    assert await Letter.filter(kind="full_copy").count() == 1


async def test_a_refused_address_gets_nothing_more_but_can_be_corrected(
    client: httpx2.AsyncClient, sent: Sent
) -> None:
    await client.post((await links())[0], data={"refuse": sent.public_id})
    await client.post(f"{sent.mine}/address", data={"step": "again"})
    assert await Letter.all().count() == 1
    assert "siger, at dette svar ikke er deres" in (await client.get(sent.mine)).text
    await correct(client, sent, RIGHT)
    assert (await Contact.get()).refused_at is None


async def test_a_stranger_can_do_nothing_about_it(client: httpx2.AsyncClient, sent: Sent) -> None:
    client.cookies.clear()
    assert (await correct(client, sent, RIGHT)).status_code == 404
    assert (await Contact.get()).email == WRONG
