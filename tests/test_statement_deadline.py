"""A PostgreSQL that takes everything and answers nothing: visitors get their text back, and it works again afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx2
import pytest

from consult import database, faults, statement_deadline
from consult.heartbeat import Heartbeat
from consult.people.role import Role
from consult.settings import Settings
from tests.public.responding.conftest import comment_address, write
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import draft
from tests.support.factories.people import account, sign_in
from tests.support.silence import SilentProxy, silent_proxy
from tests.support.visitors import site, visitor
from tests.web.test_errors import hidden_fields

pytestmark = [pytest.mark.anyio, pytest.mark.only_on("postgresql")]

WRITTEN = "Der mangler lys på stien ved skolen, og ikke kun om vinteren."
# Nothing here is timed: a test that hangs shall fail, and not stop the run.
HANGS = 60


@pytest.fixture
async def way(
    settings: Settings, stopped_clock: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[SilentProxy, Settings]]:
    """The site's database behind a proxy, with deadlines that a test can wait for."""
    for name in ("STATEMENT_SECONDS", "CONNECT_SECONDS", "ACQUIRE_SECONDS"):
        monkeypatch.setattr(statement_deadline, name, 0.5)
    async with (
        silent_proxy(settings) as (proxy, through),
        database.opened(through, is_impatient=True),
    ):
        yield proxy, through


async def test_a_statement_that_is_not_answered_ends_and_so_does_all_that_follows(
    way: tuple[SilentProxy, Settings],
) -> None:
    proxy, _ = way
    await Heartbeat.all().count()
    async with asyncio.timeout(HANGS):
        proxy.fall_silent()
        for _ in range(3):
            with pytest.raises(faults.SURROUNDINGS):
                await Heartbeat.all().count()
        with pytest.raises(faults.SURROUNDINGS):
            async with database.transaction():
                await Heartbeat.all().count()
        proxy.speak()
        assert await Heartbeat.all().count() == 0


async def test_many_who_wait_all_get_an_answer(way: tuple[SilentProxy, Settings]) -> None:
    proxy, _ = way
    await Heartbeat.all().count()
    async with asyncio.timeout(HANGS):
        proxy.fall_silent()
        asked = [Heartbeat.all().count() for _ in range(40)]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(each, faults.SURROUNDINGS) for each in answers)
        proxy.speak()
        assert await Heartbeat.all().count() == 0


async def test_the_page_keeps_what_was_written_and_the_button_sends_it_afterwards(
    way: tuple[SilentProxy, Settings],
) -> None:
    proxy, through = way
    text = await draft(await consultation(slug="havnen"))
    who = await account(Role.MODERATOR)
    async with site(through) as app, visitor(app, through) as writer, asyncio.timeout(HANGS):
        address = comment_address(text)
        form = {**await write(writer, address, text=WRITTEN), "step": "send"}
        await sign_in(writer, who, through)
        proxy.fall_silent()
        answer = await writer.post(address, data=form)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
        assert WRITTEN in answer.text
        again = dict(hidden_fields(answer))
        assert again == form
        proxy.speak()
        assert await sent(writer, address, again) == 303


async def test_a_reader_without_a_cookie_gets_an_answer_too(
    way: tuple[SilentProxy, Settings],
) -> None:
    proxy, through = way
    await draft(await consultation(slug="havnen"))
    async with site(through) as app, visitor(app, through) as reader, asyncio.timeout(HANGS):
        assert (await reader.get("/consultations/havnen")).status_code == 200
        proxy.fall_silent()
        assert (await reader.get("/consultations/havnen")).status_code == 503


async def sent(writer: httpx2.AsyncClient, address: str, form: dict[str, str]) -> int:
    """The status of the first answer that is no outage: what was cut off is opened anew."""
    for _ in range(5):
        answer = await writer.post(address, data=form)
        if answer.status_code != 503:
            break
    return answer.status_code
