"""A hearing that is stopped or goes on is told once to each address that somebody answers from."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from starlette.types import ASGIApp

from consult.audit import PUBLIC
from consult.consultations.suspension import call_off, resume, suspend
from consult.locale import show_datetime
from consult.mail.outbox import Letter, post
from consult.public.responding.workspace_form import BLANK
from consult.responses.respondent import Contact
from consult.responses.response import Response
from consult.responses.stop_letters import GRACE, write_stop_letters
from consult.responses.withdrawal import withdraw
from consult.responses.workspace import start
from consult.settings import Settings
from tests.support.databases import SECRET_KEY
from tests.support.factories import NOW, responses
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft, draft
from tests.support.queries import queries

WHY = "Et bilag manglede."
OURS, ALONE = "kim@fjordby.example", "bo@fjordby.example"


@pytest.fixture
async def text(db: Settings, app: ASGIApp, stopped_clock: None) -> Draft:
    """Two responses of one address, spelled in two ways, and one that is withdrawn, one unconfirmed, one refused."""
    text = await draft(await consultation(slug="havnen"))
    for email in (OURS, OURS.replace("kim", "Kim")):
        await answered(text, email, confirmed_at=NOW)
    gone = await answered(text, "vaek@fjordby.example", confirmed_at=NOW)
    await withdraw(gone, consultation=text.consultation, received_at=NOW, now=NOW)
    await answered(text, "ubekraeftet@fjordby.example")
    await answered(text, "nej@fjordby.example", confirmed_at=NOW, refused_at=NOW)
    other = await draft(await consultation(slug="parken"))
    await answered(other, "park@fjordby.example", confirmed_at=NOW)
    return text


async def answered(text: Draft, email: str, **contact: datetime) -> Response:
    remark = await responses.remark(text, text.paragraphs[0])
    response = await Response.get(id=remark.response_id)
    row = Contact.filter(respondent_id=response.respondent_id)
    await row.update(email=email, **contact)
    return response


async def letters(after: timedelta = GRACE) -> list[Letter]:
    """All that the worker has written by then, however often it looks."""
    for _time in range(2):
        await write_stop_letters(secret_key=SECRET_KEY, now=NOW + after)
    return await Letter.filter(kind="stop").order_by("id")


async def test_each_address_gets_one_letter_with_the_reason_and_its_own_pages(text: Draft) -> None:
    await suspend(text.consultation, reason=WHY, by=PUBLIC, now=NOW)
    assert await letters(GRACE / 2) == []
    [letter] = await letters()
    assert letter.to.casefold() == OURS
    assert "sat i bero" in letter.subject
    assert WHY in letter.body
    assert letter.body.count("/receipts/") == 2
    await resume(text.consultation, by=PUBLIC, now=NOW + 2 * GRACE)
    _stopped, goes_on = await letters(3 * GRACE)
    assert text.consultation.closes_at is not None
    assert show_datetime(text.consultation.closes_at) in goes_on.body
    assert WHY not in goes_on.body


async def test_what_is_taken_back_at_once_writes_to_nobody(text: Draft) -> None:
    await suspend(text.consultation, reason=WHY, by=PUBLIC, now=NOW)
    await resume(text.consultation, by=PUBLIC, now=NOW)
    assert await letters(3 * GRACE) == []


async def test_that_it_is_called_off_is_told_and_not_that_it_goes_on(text: Draft) -> None:
    await suspend(text.consultation, reason=WHY, by=PUBLIC, now=NOW)
    assert len(await letters()) == 1
    await call_off(text.consultation, reason="Aldrig mere.", by=PUBLIC, now=NOW + 2 * GRACE)
    _suspended, called_off = await letters(4 * GRACE)
    assert "Aldrig mere." in called_off.body
    assert "aflyst" in called_off.subject


async def test_whoever_had_the_link_to_a_draft_mailed_is_told_and_no_other_draft(
    text: Draft,
) -> None:
    mailed, _token = await start(text.consultation, BLANK, language="ar", received_at=NOW, now=NOW)
    await start(text.consultation, BLANK, language="da", received_at=NOW, now=NOW)
    for to in (ALONE, OURS):
        await post("way_back", to=to, subject="s", body="b", now=NOW, concerns=mailed.public_id)
    await suspend(text.consultation, reason=WHY, by=PUBLIC, now=NOW)
    ours, alone = await letters()
    assert (ours.to.casefold(), alone.to) == (OURS, ALONE)
    assert alone.body.count("/receipts/") == alone.body.count("/unsent/") == 0
    assert "رابط" in alone.body
    assert "kladde" in ours.body or "ikke har sendt" in ours.body


async def test_what_strangers_drafts_hold_is_not_read_and_their_number_breaks_nothing(
    text: Draft,
) -> None:
    for _number in range(3):
        await start(text.consultation, BLANK, language="da", received_at=NOW, now=NOW)
    await suspend(text.consultation, reason=WHY, by=PUBLIC, now=NOW)
    with queries() as statements:
        assert len(await letters()) == 1
    of_drafts = [each for each in statements.all if '"unsent' in each and "SELECT" in each]
    assert of_drafts
    assert not [each for each in of_drafts if '"content"' in each]
    assert not [each for each in of_drafts if each.count("?") + each.count("$") > 8]
