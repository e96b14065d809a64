"""One confirmation serves all that one sender gave with an address, and nothing of anybody else."""

from __future__ import annotations

import re

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.audit import AuditEntry
from consult.mail.outbox import Letter
from consult.responses import confirmation
from consult.responses.respondent import Contact, Respondent, VerifiedBy
from consult.responses.response import Response
from consult.settings import Settings
from tests.public.responding.conftest import comment_address, hidden_all, send_comment, write
from tests.support.factories.documents import Draft
from tests.support.visitors import visitor

HER = "flittig@example.dk"


async def link_of(kind: str = "confirm_email") -> str:
    letter = await Letter.filter(kind=kind).order_by("id").first()
    assert letter
    found = re.search(r"/confirm-email/\S+", letter.body)
    assert found
    return found[0]


async def press(client: httpx2.AsyncClient, link: str) -> None:
    """The button that confirms everything the page lists."""
    page = await client.get(link)
    answer = await client.post(link, data={"response": hidden_all(page, "response")})
    assert answer.status_code == 303


async def copies() -> list[int]:
    """The numbers of the responses whose copy was mailed."""
    letters = await Letter.filter(kind="full_copy").order_by("id")
    return [int(re.search(r"\d+", each.subject)[0]) for each in letters]  # type: ignore[index]


async def test_six_comments_take_one_letter_and_one_press(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    for n in range(6):
        await send_comment(client, comment_address(text), email=HER, text=f"Flittig {n}")
    assert await Letter.filter(kind="confirm_email").count() == 1
    link = await link_of()
    page = await client.get(link)
    listed = re.findall(r'claim__heading">Svar <bdi>(\d)|claim__heading">Svar (\d)', page.text)
    assert [max(each) for each in listed] == list("123456"), "in the order in which they were sent"
    assert "Flittig 5" not in page.text
    await press(client, link)
    assert await Contact.filter(confirmed_at__isnull=True).count() == 0
    assert await Respondent.filter(verified_by=VerifiedBy.EMAIL).count() == 6
    assert sorted(await copies()) == [1, 2, 3, 4, 5, 6]


async def test_the_page_says_what_each_response_is_about(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await send_comment(client, comment_address(text), email=HER)
    await send_comment(client, "/consultations/havnen/comment", email=HER)
    page = await client.get(await link_of())
    assert "Stykke" in page.text
    assert "Hele udkastet" in page.text


async def test_a_stranger_with_the_same_address_is_not_confirmed_with_it_and_gets_nothing(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    await send_comment(client, comment_address(text), email=HER)
    async with visitor(app, db, address="192.0.2.77") as stranger:
        await send_comment(stranger, comment_address(text), email=HER, text="En fremmed")
        await press(client, await link_of())
        await send_comment(stranger, comment_address(text), email=HER, text="Igen")
    confirmed = await Contact.filter(confirmed_at__not_isnull=True).values_list("id", flat=True)
    assert confirmed == [(await Contact.all().order_by("id").first()).id]  # type: ignore[union-attr]
    assert await copies() == [1]


async def test_another_address_in_the_same_browser_is_another_sender(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await send_comment(client, comment_address(text), email=HER)
    await send_comment(client, comment_address(text), email="anden@example.dk")
    await press(client, await link_of())
    assert (await Contact.get(email="anden@example.dk")).confirmed_at is None


async def test_one_can_be_refused_and_its_sender_stays_unconfirmed(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    for n in range(3):
        await send_comment(client, comment_address(text), email=HER, text=f"Flittig {n}")
    link, second = await link_of(), await Response.get(number=2)
    await client.post(link, data={"refuse": second.public_id})
    asked = (await client.get(link)).text
    assert "Ja, resten er mine" in asked
    assert "de er alle mine" not in asked
    await press(client, link)
    contact = await Contact.get(respondent_id=second.respondent_id)
    assert contact.refused_at is not None
    assert contact.confirmed_at is None
    assert sorted(await copies()) == [1, 3]
    assert await AuditEntry.filter(verb="refuse_email", noun_id=second.id).count() == 1
    assert "Du har sagt, at det ikke er dit" in (await client.get(link)).text
    # Pressed by mistake.
    await client.post(link, data={"response": second.public_id})
    assert sorted(await copies()) == [1, 2, 3]


async def test_what_came_after_the_page_was_opened_is_not_confirmed_by_its_button(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await send_comment(client, comment_address(text), email=HER)
    link = await link_of()
    listed = hidden_all(await client.get(link), "response")
    await send_comment(client, comment_address(text), email=HER)
    await client.post(link, data={"response": listed})
    assert await copies() == [1]


async def test_another_sender_s_response_cannot_be_named(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    await send_comment(client, comment_address(text), email=HER)
    async with visitor(app, db, address="192.0.2.77") as stranger:
        other = await send_comment(stranger, comment_address(text), email="anden@example.dk")
    await client.post(await link_of(), data={"response": other.public_id})
    await client.post(await link_of(), data={"refuse": other.public_id})
    contact = await Contact.get(email="anden@example.dk")
    assert (contact.confirmed_at, contact.refused_at) == (None, None)


async def test_what_is_sent_later_from_the_confirmed_browser_is_confirmed_and_can_be_refused(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await send_comment(client, comment_address(text), email=HER)
    await press(client, await link_of())
    await send_comment(client, comment_address(text), email=HER, text="Senere")
    assert await copies() == [1, 2]
    assert await Letter.filter(kind="confirm_email").count() == 1
    copy = await Letter.filter(kind="full_copy").order_by("-id").first()
    assert copy
    link = re.search(r"/confirm-email/\S+", copy.body)
    assert link
    later = await Response.get(number=2)
    await client.post(link[0], data={"refuse": later.public_id})
    assert (await Contact.get(respondent_id=later.respondent_id)).confirmed_at is None
    assert (await Respondent.get(id=later.respondent_id)).verified_by is VerifiedBy.NONE


async def test_a_refusal_ends_the_trust_in_the_browser(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    for n in range(2):
        await send_comment(client, comment_address(text), email=HER, text=f"Flittig {n}")
    link, second = await link_of(), await Response.get(number=2)
    await press(client, link)
    await client.post(link, data={"refuse": second.public_id})
    await send_comment(client, comment_address(text), email=HER, text="Igen")
    third = await Response.get(number=3)
    assert (await Contact.get(respondent_id=third.respondent_id)).confirmed_at is None
    assert sorted(await copies()) == [1, 2]


async def test_a_confirmed_address_gets_a_bounded_number_of_copies(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirmation, "COPIES_PER_HOUR", 1)
    await send_comment(client, comment_address(text), email=HER)
    link = await link_of()
    await press(client, link)
    for n in range(2):
        await send_comment(client, comment_address(text), email=HER, text=f"Senere {n}")
    assert await copies() == [1, 2]
    await press(client, link)
    assert await copies() == [1, 2, 3]


async def test_what_is_withdrawn_is_confirmed_without_a_letter(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text), email=HER)
    await client.post(f"{sent.mine}/withdraw")
    link = await link_of()
    assert "Trukket tilbage" in (await client.get(link)).text
    await press(client, link)
    assert (await Contact.get()).confirmed_at is not None
    assert await copies() == []


@pytest.mark.parametrize(
    "email", ["o'neill@example.ie", "d'or+hoering@example.dk", "a1@blåbær1.example"]
)
async def test_ordinary_addresses_are_written_to_and_shown_on_the_receipt(
    client: httpx2.AsyncClient, text: Draft, email: str
) -> None:
    sent = await send_comment(client, comment_address(text), email=email)
    assert (await Letter.get()).to == email
    assert email.replace("'", "&#39;") in (await client.get(sent.receipt)).text


async def test_an_address_that_gets_no_letter_is_refused_in_words(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    form = await write(client, comment_address(text), email="søren@example.dk")
    answer = await client.post(comment_address(text), data={**form, "step": "send"})
    assert answer.status_code == 422
    assert "Vores breve kan ikke nå en e-mailadresse med ø" in answer.text
    assert await Response.all().count() == 0
