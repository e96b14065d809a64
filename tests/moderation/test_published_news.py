"""The letter that says what was published: to whoever confirmed an address, at most once a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consult.mail.outbox import Letter
from consult.responses.confirmation import Claim, confirm_email
from consult.responses.remark import Remark
from consult.responses.respondent import Contact
from consult.responses.response import Response
from moderation.published_news import send_news
from tests.moderation.decisions import PUBLISH, TAKE_DOWN, after, confirmed, done
from tests.support.databases import SECRET_KEY
from tests.support.factories import NOW, responses
from tests.support.factories.documents import Draft

HOUR = timedelta(hours=1)


async def chore(after_hours: float = 0) -> list[Letter]:
    """The letters that say what was published, once the worker has looked."""
    await send_news(secret_key=SECRET_KEY, now=NOW + after_hours * HOUR)
    return await Letter.filter(kind="published").order_by("id")


async def published(text: Draft, words: str = "En bemærkning.") -> Remark:
    remark = await responses.remark(text, text.paragraphs[0], text=words)
    await confirmed(remark)
    await done(remark, PUBLISH)
    return remark


async def test_the_author_is_told_once_with_what_it_is_about_and_where_it_is_read(
    text: Draft,
) -> None:
    remark = await published(text)
    [letter] = await chore()
    assert letter.to == "prove@borger.example"
    number = (await Response.get(id=remark.response_id)).number
    assert f"/remarks/{number}.1" in letter.body
    assert "Stykke" in letter.body
    assert "/receipts/" in letter.body
    assert "En bemærkning." not in letter.body
    assert len(await chore(48)) == 1


async def test_that_it_is_published_again_is_no_news(text: Draft) -> None:
    remark = await published(text)
    await done(await after(remark), PUBLISH)
    assert len(await chore()) == 1, "what waited to be told is told still"
    await done(await after(remark), PUBLISH)
    assert len(await chore(48)) == 1


async def test_one_address_gets_one_letter_a_day_about_all_of_it(text: Draft) -> None:
    for _ in range(3):
        await published(text)
    assert len(await chore()) == 1
    await published(text)
    await published(text)
    assert len(await chore(23)) == 1
    first, second = await chore(25)
    assert [first.body.count("/receipts/"), second.body.count("/receipts/")] == [3, 2]


async def test_an_address_nobody_confirmed_or_that_refused_gets_nothing(text: Draft) -> None:
    remark = await responses.remark(
        text, within=await responses.response(text, email="a@b.example")
    )
    await done(remark, PUBLISH)
    refused = await published(text)
    response = await Response.get(id=refused.response_id)
    await Contact.filter(respondent_id=response.respondent_id).update(refused_at=NOW)
    assert await chore() == []


async def test_what_is_no_longer_public_is_not_told_of(text: Draft) -> None:
    remark = await published(text)
    await done(await after(remark), TAKE_DOWN)
    assert await chore() == []


async def test_what_was_published_before_the_address_was_confirmed_is_told_of_then(
    text: Draft,
) -> None:
    response = await responses.response(text, email="sen@borger.example")
    remark = await responses.remark(text, within=response)
    await done(remark, PUBLISH)
    assert await chore() == []
    contact = await Contact.get(respondent_id=response.respondent_id)
    response = await Response.get(id=response.id).select_related("consultation", "respondent")
    await confirm_email(Claim(contact, response), secret_key=SECRET_KEY, now=NOW)
    [letter] = await chore()
    assert letter.to == "sen@borger.example"


@pytest.mark.parametrize(("language", "words"), [("en", "published now"), ("ar", "نُشرت")])
async def test_it_comes_in_the_author_s_language_and_marks_what_is_danish(
    text: Draft, language: str, words: str
) -> None:
    response = await responses.response(text, email="a@b.example", language=language)
    remark = await responses.remark(text, within=response)
    await confirmed(remark)
    await done(remark, PUBLISH)
    [letter] = await chore()
    assert words in letter.body
    title = text.consultation.title
    mark = {"en": f"{title} (in Danish)", "ar": f"{title} (بلغة: الدانمركية)"}[language]
    assert mark in letter.body
