"""Submitting: stored whole or not at all, once, numbered, in time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from consult.app import create_app
from consult.audit import AuditEntry
from consult.mail.outbox import Letter
from consult.responses.finding import Finding
from consult.responses.not_sent import KeyConflict, NotOpen
from consult.responses.receipt import response_by_token
from consult.responses.remark import Publicity, Remark, Revision
from consult.responses.respondent import Contact, Respondent, VerifiedBy
from consult.responses.response import Response, ResponseKind
from consult.responses.submission import (
    RemarkInput,
    RespondentInput,
)
from consult.settings import Settings
from tests.responses.submitting import WHO, comment_on, send
from tests.support.factories import DAY, NOW
from tests.support.factories.consultations import consultation, unannounced_consultation
from tests.support.factories.documents import Draft, draft
from tests.support.queries import queries

INSTANT = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def addresses(db: Settings) -> None:
    """Letters name addresses, so the site's routes must be known."""
    create_app(db)


@pytest.fixture
async def text(db: Settings) -> Draft:
    return await draft(await consultation())


async def test_everything_of_a_comment_is_stored(text: Draft) -> None:
    receipt = await send(text, comment_on(text, publish_name=True, language="en"))
    assert (receipt.number, receipt.is_new, receipt.is_late) == (1, True, False)
    stored = await Response.get(public_id=receipt.public_id).select_related("respondent")
    assert (stored.received_at, stored.language, stored.kind) == (NOW, "en", ResponseKind.COMMENT)
    assert stored.respondent.name == WHO.name
    assert stored.respondent.publish_name
    assert stored.respondent.verified_by is VerifiedBy.NONE
    contact = await Contact.get(respondent_id=stored.respondent_id)
    assert (contact.email, contact.postcode, contact.confirmed_at) == (WHO.email, "4321", None)
    remark = await Remark.get(response_id=stored.id)
    assert remark.section_id == text.sections[0].identity_id
    assert remark.version_id == text.version.id
    assert (remark.publicity, remark.public_text) == (Publicity.WAITING, "")
    assert remark.queued_at is not None
    revision = await Revision.get(remark_id=remark.id)
    assert (revision.number, revision.text) == (1, "Det er godt.")
    assert revision.screened_at is not None
    assert [entry.verb for entry in await AuditEntry.all()] == ["submit"]


async def test_the_secret_opens_the_response_and_only_its_hash_is_stored(text: Draft) -> None:
    receipt = await send(text, comment_on(text))
    found = await response_by_token(receipt.status_token)
    assert found is not None
    assert found.public_id == receipt.public_id
    assert found.status_token_hash != receipt.status_token
    assert await response_by_token(receipt.public_id) is None


async def test_numbers_count_within_each_consultation(text: Draft) -> None:
    other = await draft(await consultation())
    numbers = [(await send(text, comment_on(text), key)).number for key in "abc"]
    assert numbers == [1, 2, 3]
    assert (await send(other, comment_on(other), "a")).number == 1


async def test_what_screening_finds_is_stored_with_its_field(text: Draft) -> None:
    on = RemarkInput(text="Ring til 20304050", proposed_text="Mit nummer er 010190-1234")
    await send(
        text,
        comment_on(
            text,
            remarks=(on,),
            respondent=replace(WHO, name="Ib x@y.example", organisation="Ring 30405060"),
        ),
    )
    found = {(f.field, f.rule) for f in await Finding.all()}
    assert ("text", "phone") in found
    assert ("proposed_text", "cpr") in found
    assert ("name", "email") in found
    assert ("organisation", "phone") in found


async def test_the_letter_holds_nothing_of_the_text(text: Draft) -> None:
    receipt = await send(text, comment_on(text))
    letter = await Letter.get()
    assert letter.to == WHO.email
    assert str(receipt.number) in letter.subject
    assert "Det er godt." not in letter.body
    assert WHO.name not in letter.body
    assert receipt.status_token not in letter.body
    assert "/confirm-email/" in letter.body


async def test_without_an_address_no_letter_is_written(text: Draft) -> None:
    await send(text, comment_on(text, respondent=RespondentInput(name="Prøve Person")))
    assert await Letter.all().count() == 0


async def test_a_repetition_gives_the_first_receipt(text: Draft) -> None:
    first = await send(text, comment_on(text))
    again = await send(text, comment_on(text))
    assert again == replace(first, is_new=False)
    assert await Response.all().count() == 1


async def test_a_repetition_after_the_deadline_finds_what_was_in_time(text: Draft) -> None:
    first = await send(text, comment_on(text))
    again = await send(text, comment_on(text), received_at=NOW + 365 * DAY)
    assert again.number == first.number


async def test_the_same_key_with_another_text_is_refused(text: Draft) -> None:
    await send(text, comment_on(text))
    with pytest.raises(KeyConflict):
        await send(text, comment_on(text, publish_name=True))
    assert await Response.all().count() == 1


async def test_the_same_key_in_another_consultation_is_another_response(text: Draft) -> None:
    other = await draft(await consultation())
    await send(text, comment_on(text))
    assert (await send(other, comment_on(other))).is_new


async def test_fifty_parallel_posts_with_one_key_store_one_response(text: Draft) -> None:
    receipts = await asyncio.gather(*(send(text, comment_on(text)) for _ in range(50)))
    assert len({r.status_token for r in receipts}) == 1
    assert sum(r.is_new for r in receipts) == 1
    for model in (Response, Respondent, Contact, Remark, Revision, Letter):
        assert await model.all().count() == 1


async def test_parallel_posts_with_their_own_keys_get_their_own_numbers(text: Draft) -> None:
    receipts = await asyncio.gather(*(send(text, comment_on(text), str(n)) for n in range(20)))
    assert sorted(r.number for r in receipts) == list(range(1, 21))


async def test_the_last_instant_before_closing_is_in_time_and_the_next_is_not(text: Draft) -> None:
    closes_at = text.consultation.closes_at
    assert closes_at is not None
    text.consultation.late_days = 0
    receipt = await send(text, comment_on(text), received_at=closes_at, now=closes_at + DAY)
    assert not receipt.is_late
    with pytest.raises(NotOpen):
        await send(text, comment_on(text), "later", received_at=closes_at + INSTANT)


async def test_late_is_stored_and_marked_for_as_long_as_it_is_received(text: Draft) -> None:
    closes_at = text.consultation.closes_at
    assert closes_at is not None
    late = await send(text, comment_on(text), received_at=closes_at + INSTANT)
    assert late.is_late
    assert (await Response.get()).is_late
    assert text.consultation.late_until is not None
    too_late = text.consultation.late_until + INSTANT
    with pytest.raises(NotOpen):
        await send(text, comment_on(text), "b", received_at=too_late)


async def test_nothing_is_taken_before_the_opening_or_unannounced(db: Settings) -> None:
    coming = await draft(await consultation(opens_at=NOW + DAY))
    hidden = await draft(await unannounced_consultation())
    for text in (coming, hidden):
        with pytest.raises(NotOpen):
            await send(text, comment_on(text))


async def test_a_failure_half_way_leaves_nothing(
    text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("consult.responses.letters.ask_to_confirm", fail)
    with pytest.raises(OSError, match="no space"):
        await send(text, comment_on(text))
    for model in (Response, Respondent, Contact, Remark, Revision, Letter, AuditEntry):
        assert await model.all().count() == 0
    await text.consultation.refresh_from_db()
    assert text.consultation.next_number == 1


async def test_a_comment_is_one_transaction_and_few_statements(text: Draft) -> None:
    with queries() as sent:
        await send(text, comment_on(text))
    assert len(sent) <= 16
