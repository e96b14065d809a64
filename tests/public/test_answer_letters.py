"""When the answers are public, each confirmed address gets one letter with what was answered to all that came from it."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import ASGIApp

from consult.answers.editions.answer_letter import AnswerLetter
from consult.answers.editions.publishing import take_back
from consult.answers.editions.uncovered import UncoveredReason, give_reason, uncovered_reasons
from consult.mail.outbox import Letter
from consult.public import answer_letters
from consult.public.answer_letters import write_answer_letters
from consult.responses.publicity import retract
from consult.responses.respondent import Contact
from consult.responses.response import Response
from consult.responses.secret_link import renew_link
from consult.settings import Settings
from tests.answers.editions.ready import Answered, answered, approve_all, publish
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW

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
