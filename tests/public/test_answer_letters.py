"""When the answers are public, each confirmed address gets one letter with what was answered to all that came from it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import Any

import pytest
from starlette.types import ASGIApp

from consult.answers.editions.answer_letter import AnswerLetter, LetterCounts, letter_counts
from consult.answers.editions.edition import Edition
from consult.answers.editions.publishing import take_back
from consult.answers.editions.uncovered import UncoveredReason, give_reason, uncovered_reasons
from consult.audit import AuditEntry
from consult.mail.delivery import deliver_due
from consult.mail.outbox import Letter
from consult.public import answer_letters
from consult.public.answer_letters import write_answer_letters
from consult.responses.publicity import retract
from consult.responses.receipt import token_of
from consult.responses.respondent import Contact
from consult.responses.response import Response
from consult.responses.secret_link import renew_link
from consult.settings import Settings
from tests.answers.editions.ready import Answered, answered, approve_all, publish
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW
from tests.support.mail import Letterbox
from tests.support.queries import queries

SOME = "kim@fjordby.example"


async def write() -> list[Letter]:
    await write_answer_letters(secret_key="s", now=NOW)
    return await Letter.all()


async def confirmed(made: Answered) -> None:
    """Both responses come from one address, spelled in two ways, and somebody else has not confirmed theirs."""
    for remark, email in ((made.remark, SOME), (made.hidden, SOME.replace("fjordby", "Fjordby"))):
        response = await Response.get(id=remark.response_id)
        contact = Contact.filter(respondent_id=response.respondent_id)
        await contact.update(email=email, confirmed_at=NOW)
    other = await Response.get(id=(await made.hearing.remark(2)).response_id)
    await Contact.filter(respondent_id=other.respondent_id).update(email="nej@fjordby.example")


@pytest.fixture
async def made(app: ASGIApp) -> Answered:
    hearing = await answered()
    await confirmed(hearing)
    await publish_all(hearing)
    return hearing


async def publish_all(hearing: Answered) -> None:
    await give_reason(
        hearing.consultation, list(await uncovered_reasons(hearing.consultation)),
        UncoveredReason.SUPPORT, by=BY, now=NOW,
    )  # fmt: skip
    await approve_all(hearing)
    await publish(hearing, at=NOW)


async def test_a_link_that_was_renewed_is_the_one_in_the_letter(made: Answered) -> None:
    response = await Response.get(id=made.remark.response_id).select_related("consultation")
    token = await renew_link(response, secret_key="s", now=NOW)
    await Letter.all().delete()
    (letter,) = await write()
    assert f"/receipts/{token}" in letter.body


async def test_one_letter_says_what_was_answered_to_all_of_it(made: Answered) -> None:
    (letter,) = await write()
    assert letter.to.casefold() == SOME
    for said in (
        "Bemærkning 1.1",
        "Bemærkning 2.1",
        "Flere grønne byrum",
        "Imødekommet",
        "/points/1",
    ):
        assert said in letter.body
    assert "<" not in letter.body


async def test_a_second_run_writes_none(made: Answered) -> None:
    await write()
    assert len(await write()) == 1
    assert await AnswerLetter.all().count() == 2


async def test_two_workers_write_one(made: Answered) -> None:
    await asyncio.gather(*(write_answer_letters(secret_key="s", now=NOW) for _ in range(2)))
    assert await Letter.all().count() == 1


async def test_killed_in_between_nothing_is_noted(
    made: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_given: object, **_named: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(answer_letters, "post", killed)
        with pytest.raises(RuntimeError):
            await write()
    assert await AnswerLetter.all().count() == 0
    assert len(await write()) == 1


async def test_what_was_withdrawn_gets_none(made: Answered) -> None:
    for remark in (made.remark, made.hidden):
        await retract(remark.response_id, now=NOW)
        await Response.filter(id=remark.response_id).update(withdrawn_at=NOW)
    assert await write() == []


async def test_nobody_is_written_to_before_the_moment_or_when_it_is_taken_back(
    db: Settings,
) -> None:
    hearing = await answered()
    await confirmed(hearing)
    assert await write() == []
    await publish_all(hearing)
    await take_back(hearing.consultation, 1, reason="Fejl.", by=BY, now=NOW + DAY)
    assert await write() == []


async def test_the_letter_leads_to_the_remark_and_to_the_text_as_it_is_now(made: Answered) -> None:
    (letter,) = await write()
    slug = made.consultation.slug
    assert f"/consultations/{slug}/remarks/1.1\n" in letter.body
    assert f"/consultations/{slug}/sections/2#" in letter.body
    assert "/remarks/2.1" not in letter.body, "nobody can read what is withheld"


async def test_every_address_in_a_letter_is_in_the_readers_language(made: Answered) -> None:
    await Response.filter(id=made.hidden.response_id).update(language="ar")
    (letter,) = await write()
    addresses = re.findall(r"https?://[^/]+(/\S+)", letter.body)
    assert len(addresses) > 4
    assert all(each.startswith("/ar/") for each in addresses)


async def test_the_letter_has_the_link_that_opens_the_page_today(made: Answered) -> None:
    await Response.filter(id=made.remark.response_id).update(link_generation=3)
    (letter,) = await write()
    renewed = await Response.get(id=made.remark.response_id)
    assert token_of(renewed, "s") in letter.body


async def test_nobody_is_written_to_who_said_that_it_is_not_theirs(made: Answered) -> None:
    await Contact.all().update(refused_at=NOW)
    assert await write() == []


async def test_a_letter_to_each_address_of_many_in_few_statements(made: Answered) -> None:
    await many(made, 120)
    with queries() as statements:
        letters = await write()
    assert len({letter.to.casefold() for letter in letters}) == len(letters) == 121
    assert len(statements) < 121 + 3 * 25
    assert len(await write()) == 121


async def many(made: Answered, count: int) -> None:
    """So many more responses, each from a confirmed address of its own."""
    for number in range(count):
        remark = await made.hearing.remark(2)
        response = await Response.get(id=remark.response_id)
        contact = Contact.filter(respondent_id=response.respondent_id)
        await contact.update(email=f"borger{number}@fjordby.example", confirmed_at=NOW)


async def taken_back(made: Answered) -> Edition:
    return await take_back(made.consultation, 1, reason="Fejl.", by=BY, now=NOW + DAY)


async def test_of_an_edition_taken_back_no_letter_leaves_any_more(
    made: Answered, db: Settings, smtp: Letterbox
) -> None:
    await many(made, 3)
    first, *_ = await write()
    await Letter.filter(id=first.id).update(sent_at=NOW)
    edition = await taken_back(made)
    await deliver_due(replace(db, smtp_url=smtp.url))
    assert smtp.letters == []
    assert await letter_counts(edition) == LetterCounts(
        left=1, waiting=0, called_back=3, given_up=0
    )
    assert {each.body for each in await Letter.exclude(id=first.id)} == {""}, (
        "secret links are forgotten"
    )
    entry = await AuditEntry.get(verb="took back")
    assert entry.facts["letters_called_back"] == 3


async def test_the_next_edition_writes_to_those_whose_letter_was_called_back_alone(
    made: Answered,
) -> None:
    await many(made, 3)
    first, *_ = await write()
    await Letter.filter(id=first.id).update(sent_at=NOW)
    await taken_back(made)
    await publish_all(made)
    letters = await write()
    assert sorted(each.to for each in letters if not each.called_back_at and not each.sent_at) == [
        f"borger{number}@fjordby.example" for number in range(3)
    ]
    assert len(await write()) == len(letters)


async def test_a_letter_that_was_just_being_sent_is_counted_as_left(made: Answered) -> None:
    (letter,) = await write()
    edition = await taken_back(made)
    await Letter.filter(id=letter.id).update(sent_at=NOW)
    assert (await letter_counts(edition)).left == 1
    await publish_all(made)
    assert len(await write()) == 1


async def test_what_was_taken_back_while_letters_were_drawn_writes_none(
    made: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = answer_letters._draw

    async def late(*given: Any) -> Any:
        letters = await drawn(*given)
        await taken_back(made)
        return letters

    monkeypatch.setattr(answer_letters, "_draw", late)
    assert await write() == []
