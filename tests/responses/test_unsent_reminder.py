"""The one reminder of what is not sent: who gets it, when, and that it tells no stranger anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.mail.outbox import Letter
from consult.responses.extending import extend_deadline
from consult.responses.respondent import RespondentKind
from consult.responses.submission import RemarkInput, RespondentInput
from consult.responses.unsent_reminder import QUIET, remind_of_unsent
from consult.responses.unsent_response import Unsent
from consult.responses.workspace import Content, start
from consult.settings import Settings
from tests.support.factories import DAY, NOW
from tests.support.factories.consultations import consultation, party

KEY = "a key"
ADDRESS = "prove@fjordby.example"
WORDS = "Det er svært for min søster."
CITIZEN = RespondentInput(name="Prøve Person", email=ADDRESS)
CLOSES = NOW + 20 * DAY


@pytest.fixture
async def here(db: Settings) -> Consultation:
    return await consultation(slug="havnen", closes_at=CLOSES)


async def unsent(here: Consultation, who: RespondentInput = CITIZEN, **more: Any) -> Unsent:
    """What somebody wrote at NOW."""
    content = Content(who, **{"remarks": (RemarkInput(WORDS),), **more})
    made, _token = await start(here, content, language="da", received_at=NOW, now=NOW)
    return made


async def remind(at: datetime) -> list[str]:
    """The addresses of the letters that are written in a round at this moment."""
    before = set(await Letter.all().values_list("id", flat=True))
    await remind_of_unsent(secret_key=KEY, now=at)
    return sorted(each.to for each in await Letter.all() if each.id not in before)


async def test_it_is_written_once_two_days_before_the_deadline(here: Consultation) -> None:
    await unsent(here)
    assert await remind(CLOSES - 2 * DAY - timedelta(minutes=1)) == []
    assert await remind(CLOSES - 2 * DAY) == [ADDRESS]
    assert await remind(CLOSES - DAY) == []
    assert await remind(CLOSES + DAY) == []


async def test_it_says_what_is_not_sent_and_neither_the_words_nor_a_secret(
    here: Consultation,
) -> None:
    mine = await unsent(here, remarks=(RemarkInput(WORDS), RemarkInput("Og en til.")))
    await remind(CLOSES - DAY)
    letter = await Letter.get()
    assert "2 bemærkninger" in letter.body
    assert f"/consultations/havnen/respond/{mine.public_id}" in letter.body
    assert "/unsent/" not in letter.body
    assert WORDS not in letter.body
    assert "Prøve Person" not in letter.body
    assert letter.concerns == mine.public_id


async def test_nobody_is_reminded_who_has_sent_or_gave_no_address_or_wrote_nothing(
    here: Consultation,
) -> None:
    sent = await unsent(here)
    await Unsent.filter(id=sent.id).update(sent_as="x" * 20)
    await unsent(here, replace(CITIZEN, email=""))
    await unsent(here, replace(CITIZEN, email="intet"))
    await unsent(here, replace(CITIZEN, email="tom@fjordby.example"), remarks=())
    await unsent(here, replace(CITIZEN, email="den-rette@fjordby.example"))
    assert await remind(CLOSES - DAY) == ["den-rette@fjordby.example"]


async def test_whoever_still_writes_is_left_in_peace(here: Consultation) -> None:
    mine = await unsent(here)
    await Unsent.filter(id=mine.id).update(updated_at=CLOSES - DAY)
    assert await remind(CLOSES - DAY + QUIET / 2) == []
    assert await remind(CLOSES - DAY + QUIET) == [ADDRESS]


async def test_nobody_is_reminded_of_what_was_suspended(here: Consultation) -> None:
    await unsent(here)
    await Consultation.filter(id=here.id).update(suspended_at=CLOSES - 3 * DAY)
    assert await remind(CLOSES - DAY) == []


async def test_a_party_is_reminded_of_its_own_deadline(here: Consultation) -> None:
    asked = await party(here, name="Fjordens Venner")
    who = RespondentInput(
        "Kontakt",
        kind=RespondentKind.ORGANISATION,
        organisation="Fjordens Venner",
        email="venner@fjordby.example",
    )
    await extend_deadline(
        here, until=CLOSES + 9 * DAY, reason="Møde", by=Actor("test"), now=NOW, party=asked
    )
    await unsent(here, who)
    await unsent(here)
    assert await remind(CLOSES - DAY) == [ADDRESS]
    assert await remind(CLOSES + 8 * DAY) == ["venner@fjordby.example"]


async def test_an_address_written_by_many_gets_few_letters_an_hour(here: Consultation) -> None:
    for _ in range(5):
        await unsent(here)
    assert len(await remind(CLOSES - DAY)) == 3
    assert len(await remind(CLOSES - DAY + timedelta(hours=1))) == 2
