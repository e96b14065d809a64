"""In time or not: for everybody, and for one party."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from consult.audit import AuditEntry
from consult.cache_version import CacheVersion
from consult.consultations.consultation import Consultation
from consult.consultations.extension import (
    Answered,
    Extension,
    NotLater,
    extend,
    is_open_for,
)
from consult.settings import Settings
from tests.support.factories import DAY, NOW
from tests.support.factories.consultations import consultation as make_consultation
from tests.support.factories.consultations import party as make_party
from tests.support.factories.drafts import EDITOR

pytestmark = pytest.mark.anyio

MOMENT = timedelta(microseconds=1)
OPENS, CLOSES = NOW - 10 * DAY, NOW + 20 * DAY
LATER = CLOSES + timedelta(days=14)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(OPENS - MOMENT, False), (OPENS, True), (CLOSES, True), (CLOSES + MOMENT, False)],
)
async def test_the_period_begins_with_its_first_instant_and_ends_with_its_last(
    db: Settings, moment: datetime, expected: bool
) -> None:
    assert await is_open_for(await make_consultation(slug="havneplan"), moment) is expected


async def test_what_was_never_announced_is_never_open(db: Settings) -> None:
    assert not await is_open_for(await make_consultation(announced_at=None), NOW)


async def test_an_extension_for_all_moves_the_deadline(db: Settings) -> None:
    consultation = await make_consultation(slug="havneplan")
    before = (await CacheVersion.get(key="havneplan")).value if await CacheVersion.exists() else 0
    await extend(consultation, until=LATER, reason="Påske", by=EDITOR, now=NOW)
    assert (await Consultation.get(slug="havneplan")).closes_at == LATER
    assert await is_open_for(consultation, CLOSES + MOMENT)
    assert (await AuditEntry.get(verb="extended")).facts["party_id"] is None
    assert (await CacheVersion.get(key="havneplan")).value == before + 1


async def test_an_extension_for_one_party_is_that_party_s_alone(db: Settings) -> None:
    consultation = await make_consultation(slug="havneplan")
    party = await make_party(consultation)
    other = await make_party(consultation)
    await extend(consultation, until=LATER, reason="Møde", by=EDITOR, now=NOW, party=party)
    assert await is_open_for(consultation, LATER, party)
    assert not await is_open_for(consultation, LATER + MOMENT, party)
    assert not await is_open_for(consultation, CLOSES + MOMENT, other)
    assert not await is_open_for(consultation, CLOSES + MOMENT)
    assert not await is_open_for(consultation, OPENS - MOMENT, party)


async def test_a_deadline_is_never_moved_back(db: Settings) -> None:
    consultation = await make_consultation(slug="havneplan")
    party = await make_party(consultation)
    for who in (None, party):
        with pytest.raises(NotLater):
            await extend(consultation, until=CLOSES, reason="", by=EDITOR, now=NOW, party=who)
    assert not await Extension.exists()


async def test_of_two_editors_the_one_with_the_earlier_date_is_told(db: Settings) -> None:
    first, second = (
        await make_consultation(slug="havneplan"),
        await Consultation.get(slug="havneplan"),
    )
    await extend(first, until=LATER, reason="Påske", by=EDITOR, now=NOW)
    with pytest.raises(NotLater):
        await extend(second, until=LATER - MOMENT, reason="Pinse", by=EDITOR, now=NOW)
    assert (await Consultation.get(slug="havneplan")).closes_at == LATER


async def test_nobody_gets_more_time_when_the_answers_are_published(db: Settings) -> None:
    """Or wait for their moment: they would hold no answer to what comes then."""
    found = await make_consultation(answered_at=NOW + 30 * DAY)
    for party in (None, await make_party(found)):
        with pytest.raises(Answered):
            await extend(
                found, until=NOW + 40 * DAY, reason="Ferie.", by=EDITOR, now=NOW, party=party
            )
    assert not await Extension.all().exists()
    assert (await Consultation.get(id=found.id)).closes_at == found.closes_at
