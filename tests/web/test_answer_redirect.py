"""What a browser's form is answered with has an address of its own: nothing is sent twice, and no word is lost."""

from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import answer_page, clock
from consult.answer_page import LIFETIME, AnswerPage, forget_expired_answers
from consult.people.role import Role
from consult.responses.response import Response as StoredResponse
from consult.settings import Settings
from consult.web import answer_redirect
from tests.public.responding.conftest import comment_address, write
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft, draft
from tests.support.factories.people import account, sign_in
from tests.support.visitors import visitor

pytestmark = pytest.mark.anyio

BROWSER = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
WORDS = "Der mangler lys på stien ved skolen."


@pytest.fixture
async def text(db: Settings, stopped_clock: None) -> Draft:
    return await draft(await consultation(slug="havnen"))


async def press(
    client: httpx2.AsyncClient, text: Draft, step: str = "preview", **fields: str
) -> httpx2.Response:
    address = comment_address(text)
    form = {**await write(client, address, text=WORDS), "step": step, **fields}
    return await client.post(address, data=form, headers=BROWSER)


async def test_a_preview_is_reached_by_a_redirect_and_can_be_loaded_again(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    answer = await press(client, text)
    assert answer.status_code == 303
    for _time in range(2):
        shown = await client.get(answer.headers["location"])
        assert shown.status_code == 200
        assert WORDS in shown.text
        assert shown.headers["cache-control"] == "no-store, private"


async def test_an_error_page_says_what_it_said_and_keeps_the_words(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    answer = await press(client, text, name="")
    assert answer.status_code == 303
    shown = await client.get(answer.headers["location"])
    assert shown.status_code == 422
    assert WORDS in shown.text
    assert "error-summary" in shown.text


async def test_a_refusal_of_the_whole_site_is_reached_by_a_redirect_too(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    form = {"text": WORDS, **{f"x{n}": "1" for n in range(600)}}
    answer = await client.post(comment_address(text), data=form, headers=BROWSER)
    assert answer.status_code == 303
    assert WORDS in (await client.get(answer.headers["location"])).text


async def test_what_was_stored_is_answered_as_before(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    answer = await press(client, text, step="send")
    assert answer.headers["location"].endswith("/receipt")
    assert await AnswerPage.all().count() == 0


async def test_a_program_and_a_script_get_the_answer_itself(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    address = comment_address(text)
    form = {**await write(client, address, text=WORDS), "step": "preview"}
    assert (await client.post(address, data=form)).status_code == 200
    by_script = await client.post(address, data=form, headers={**BROWSER, "hx-request": "true"})
    assert by_script.status_code == 200
    assert await AnswerPage.all().count() == 0


async def test_the_page_stays_in_the_language_of_its_writer(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    address = "/ar" + comment_address(text)
    form = {**await write(client, address, text=WORDS), "step": "preview"}
    answer = await client.post(address, data=form, headers=BROWSER)
    assert answer.headers["location"].startswith("/ar/")
    assert WORDS in (await client.get(answer.headers["location"])).text


async def test_no_other_browser_can_read_it(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    answer = await press(client, text)
    async with visitor(app, db) as stranger:
        shown = await stranger.get(answer.headers["location"])
        guess = await stranger.get(
            answer.headers["location"], headers={"cookie": "answer=" + "A" * 43 + "="}
        )
    assert shown.status_code == guess.status_code == 410
    assert WORDS not in shown.text + guess.text
    # Neither has its writer's browser to be asked for it by any other page.
    assert "answer=" not in (await client.get("/")).request.headers.get("cookie", "")


async def test_the_database_alone_does_not_tell_what_was_written(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await press(client, text)
    row = await AnswerPage.get()
    assert WORDS.encode() not in row.content
    assert await answer_page.find_answer_page(row.public_id, "", account_id=None, now=NOW) is None


async def test_staff_read_it_while_they_are_signed_in(
    client: httpx2.AsyncClient, text: Draft, db: Settings
) -> None:
    await sign_in(client, await account(Role.EDITOR), db)
    answer = await press(client, text)
    assert (await client.get(answer.headers["location"])).status_code == 200
    await client.post("/sign-out")
    gone = await client.get(answer.headers["location"])
    assert gone.status_code == 410
    assert WORDS not in gone.text


async def test_it_is_forgotten_after_two_hours(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = await press(client, text)
    later = NOW + LIFETIME - timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    newer = await press(client, text)
    later = NOW + LIFETIME + timedelta(minutes=1)
    assert (await client.get(older.headers["location"])).status_code == 410
    assert (await client.get(newer.headers["location"])).status_code == 200
    await forget_expired_answers(clock.now())
    assert [row.public_id in newer.headers["location"] for row in await AnswerPage.all()] == [True]


@pytest.mark.parametrize(
    ("bound", "value"), [("MEGABYTES_PER_HOUR", 0), ("MAX_PAGE", 100)], ids=["network", "page"]
)
async def test_past_the_limits_the_page_is_the_answer(
    client: httpx2.AsyncClient,
    text: Draft,
    monkeypatch: pytest.MonkeyPatch,
    bound: str,
    value: int,
) -> None:
    monkeypatch.setattr(answer_redirect, bound, value)
    answer = await press(client, text)
    assert answer.status_code == 200
    assert WORDS in answer.text


async def test_a_blank_form_may_stay_in_the_browser_for_its_back_button(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    blank = await client.get(comment_address(text))
    assert blank.headers["cache-control"] == "private, no-cache"


async def send_from(
    client: httpx2.AsyncClient, kept: httpx2.Response, address: str, form: dict[str, str]
) -> httpx2.Response:
    """Press a button on a kept page, as a browser does: it names the page it comes from."""
    referer = str(client.base_url.join(kept.headers["location"]))
    return await client.post(address, data=form, headers={**BROWSER, "referer": referer})


async def test_a_preview_that_was_sent_says_so_and_leads_to_the_receipt(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    address = comment_address(text)
    form = await write(client, address, text=WORDS)
    unchecked = await client.post(
        address, data={**form, "text": "", "step": "preview"}, headers=BROWSER
    )
    preview = await send_from(client, unchecked, address, {**form, "step": "preview"})
    other = await press(client, text)
    sent = await send_from(client, preview, address, {**form, "step": "send"})
    for kept in (unchecked, preview):
        shown = await client.get(kept.headers["location"])
        assert shown.status_code == 200
        assert WORDS not in shown.text
        assert "nr. 1" in shown.text
        assert clock.local(NOW).strftime("%H.%M") in shown.text
        assert f'href="{sent.headers["location"]}"' in shown.text
    assert WORDS in (await client.get(other.headers["location"])).text


async def test_sending_what_was_sent_again_sends_nothing(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    address = comment_address(text)
    form = {**await write(client, address, text=WORDS), "step": "send"}
    first = await client.post(address, data=form, headers=BROWSER)
    again = await client.post(address, data=form, headers=BROWSER)
    assert again.headers["location"] == first.headers["location"]
    assert await StoredResponse.all().count() == 1


async def test_another_button_on_a_kept_page_does_not_make_it_done(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    preview = await press(client, text)
    await send_from(client, preview, "/sign-out", {})
    assert (await AnswerPage.get()).done_at is None


async def test_what_is_forgotten_here_is_not_kept_for_the_next_person(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    mine = await press(client, text)
    async with visitor(app, db) as somebody:
        theirs = await press(somebody, text)
        await client.post("/forget", headers=BROWSER)
        assert (await somebody.get(theirs.headers["location"])).status_code == 200
    gone = await client.get(mine.headers["location"])
    assert gone.status_code == 410
    assert WORDS not in gone.text


@pytest.mark.parametrize("step", ["preview", "send"])
async def test_a_referer_that_is_no_address_is_none(
    client: httpx2.AsyncClient, text: Draft, step: str
) -> None:
    client.headers["referer"] = "http://[x"
    assert (await press(client, text, step)).status_code == 303
    assert await StoredResponse.all().count() == (step == "send")


async def test_an_error_is_told_whatever_page_the_browser_says_it_was_on(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    client.headers.pop("sec-fetch-site", None)
    headers = {**BROWSER, "cookie": "a=b", "referer": "http://[x"}
    answer = await client.post("/consultations/havnen/respond", headers=headers)
    assert answer.status_code == 403
