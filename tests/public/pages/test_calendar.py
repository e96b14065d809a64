"""The dates as a calendar file: the very dates of the page, well formed, and moved when the deadline is."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx2
import pytest

from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.consultations.extension import extend
from consult.settings import Settings
from tests.public.ical import unfolded
from tests.support.factories import DAY, NOW, consultations
from tests.support.factories.documents import Draft

pytestmark = pytest.mark.anyio

HERE = "/consultations/havneplan"
FILE = f"{HERE}/calendar.ics"


async def test_it_holds_the_opening_and_the_deadline_by_the_clocks_of_copenhagen(
    draft: Draft, client: httpx2.AsyncClient, settings: Settings
) -> None:
    closes = datetime(2027, 4, 14, 21, 59, 59, 999999, tzinfo=UTC)
    await Consultation.filter(id=draft.consultation.id).update(closes_at=closes)
    await consultations.consultation(title="En anden")
    answer = await client.get(FILE)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="havneplan.ics"'
    lines = unfolded(answer.text)
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    events = "\n".join(lines).split("BEGIN:VEVENT")[1:]
    assert "DTSTART;TZID=Europe/Copenhagen:20270228T120000" in events[0]
    assert "SUMMARY:Høringen åbner: Politik for havnen" in events[0]
    # Summer time has begun, and the page says 23.59 too.
    assert "DTSTART;TZID=Europe/Copenhagen:20270414T235900" in events[1]
    assert "SUMMARY:Frist for høringssvar: Politik for havnen" in events[1]
    assert all(f"URL:{settings.base_url}{HERE}\n" in each for each in events)
    assert "23.59" in (await client.get(HERE)).text


async def test_an_extension_moves_the_same_event(draft: Draft, client: httpx2.AsyncClient) -> None:
    async def told(name: str) -> list[str]:
        lines = unfolded((await client.get(FILE)).text)
        return [line for line in lines if line.startswith(name)]

    uids, starts = await told("UID:"), await told("DTSTART;")
    assert draft.consultation.closes_at is not None
    await extend(
        draft.consultation, until=draft.consultation.closes_at + DAY, reason="", by=Actor("account:1"),
        now=NOW,
    )  # fmt: skip
    assert await told("UID:") == uids
    after = await told("DTSTART;")
    assert (after[0], len(set(after) & set(starts))) == (starts[0], 1)
    assert await told("SEQUENCE:") == ["SEQUENCE:0", "SEQUENCE:1"]


async def test_the_page_links_to_it_in_its_language_while_there_is_something_to_remember(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    assert f'href="/en{FILE}"' in (await client.get(f"/en{HERE}")).text
    assert "Deadline for responses" in (await client.get(f"/en{FILE}")).text
    await Consultation.filter(id=draft.consultation.id).update(closes_at=NOW - DAY)
    assert FILE not in (await client.get(f"{HERE}?again")).text


async def test_what_is_not_announced_has_no_calendar(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient
) -> None:
    await consultations.unannounced_consultation(slug="havneplan")
    assert (await client.get(FILE)).status_code == 404
