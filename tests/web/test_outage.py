"""With the database really out of reach the text comes back, and the button on the page stores it afterwards."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from html import unescape

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import database, logs
from consult.people.role import Role
from consult.responses.response import Response
from consult.settings import Settings
from consult.web import outage_watch
from tests.public.api.test_responses import BODY, KEY
from tests.public.responding.conftest import comment_address, write
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft, draft
from tests.support.factories.people import account, sign_in
from tests.support.outages import database_away
from tests.support.visitors import site, visitor
from tests.web.test_errors import hidden_fields

pytestmark = pytest.mark.anyio

WRITTEN = "Der mangler lys på stien ved skolen,\nog <b>ikke</b> kun om vinteren."


@pytest.fixture
async def impatient(settings: Settings, stopped_clock: None) -> AsyncIterator[Settings]:
    """An open database whose lock nobody waits for long."""
    async with database.opened(settings, busy_timeout="50"):
        yield settings


@pytest.fixture
async def text(impatient: Settings) -> Draft:
    return await draft(await consultation(slug="havnen"))


@pytest.fixture
async def served(impatient: Settings) -> AsyncIterator[ASGIApp]:
    async with site(impatient) as made:
        yield made


@pytest.fixture
async def writer(served: ASGIApp, impatient: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    async with visitor(served, impatient) as someone:
        yield someone


async def test_the_text_comes_back_and_the_button_sends_the_same_again(
    writer: httpx2.AsyncClient, text: Draft, impatient: Settings
) -> None:
    address = comment_address(text)
    form = {**await write(writer, address, text=WRITTEN), "step": "send"}
    async with database_away(impatient):
        answer = await writer.post(address, data=form)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
        assert "<b>ikke</b>" not in answer.text
        assert f'<div class="kept-text" dir="auto">{WRITTEN.split(",")[0]}' in answer.text
        again = hidden_fields(answer)
        assert dict(again) == form
    assert await Response.all().count() == 0
    sent = await writer.post(address, data=dict(again))
    assert sent.status_code == 303
    assert (await writer.post(address, data=dict(again))).headers["location"] == sent.headers[
        "location"
    ]
    assert await Response.all().count() == 1


@pytest.mark.only_on("postgresql")
async def test_whoever_is_signed_in_gets_the_text_back_too(
    writer: httpx2.AsyncClient, text: Draft, impatient: Settings
) -> None:
    """Who that is is asked of the database before anything is read of the form."""
    await sign_in(writer, await account(Role.MODERATOR), impatient)
    async with database_away(impatient):
        answer = await writer.post(
            "/staff/consultations/havnen/queue/1.1", data={"note": WRITTEN, "reason": ["1", "2"]}
        )
    assert answer.status_code == 503
    assert hidden_fields(answer) == [("note", WRITTEN), ("reason", "1"), ("reason", "2")]
    assert WRITTEN in unescape(answer.text)


async def test_files_must_be_chosen_again_and_the_page_says_so(
    writer: httpx2.AsyncClient, text: Draft, impatient: Settings
) -> None:
    address = comment_address(text)
    form = {**await write(writer, address, text=WRITTEN), "step": "send"}
    async with database_away(impatient):
        with_files = await writer.post(address, data=form, files={"file": ("a.pdf", b"%PDF")})
        without = await writer.post(address, data=form)
    assert (with_files.status_code, without.status_code) == (503, 503)
    assert "skal vælges igen" in with_files.text
    assert "skal vælges igen" not in without.text


async def test_a_program_is_told_when_to_try_again(
    writer: httpx2.AsyncClient, text: Draft, impatient: Settings
) -> None:
    async with database_away(impatient):
        answer = await writer.post(
            "/api/v1/consultations/havnen/responses", json=BODY, headers={KEY: "k"}
        )
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "request"}


async def test_the_log_says_once_that_the_database_is_away_and_once_that_it_is_back(
    writer: httpx2.AsyncClient,
    text: Draft,
    impatient: Settings,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outage_watch, "PROBE_SECONDS", 0.0)
    logs.database.end()
    address = comment_address(text)
    form = {**await write(writer, address, text=WRITTEN), "step": "send"}
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        async with database_away(impatient):
            pages = [(await writer.post(address, data=form)).text for _ in range(3)]
        for _ in range(2):
            await writer.get("/sign-in")
    said = [record.getMessage() for record in caplog.records if record.name == "consult.database"]
    assert len(said) == 2
    assert said[0].startswith("the database is out of reach: ")
    assert said[1].startswith("the database is back after ")
    faults = [record for record in caplog.records if record.getMessage().startswith("503 in ")]
    assert len(faults) == len(pages)
    assert WRITTEN.split(",")[0] not in caplog.text
    assert "192.0.2" not in caplog.text
