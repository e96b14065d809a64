"""What is sent is looked at first: what is missing is said, and one response is made of it, once."""

from __future__ import annotations

import asyncio
import re

import httpx2
import pytest

from consult.files import FileStore
from consult.public.responding import submission_limits
from consult.responses import unsent_files
from consult.responses import workspace as workspace_verbs
from consult.responses.remark import Remark
from consult.responses.response import Response
from consult.responses.submitting import Prepared
from consult.responses.unsent_response import Unsent
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.public.responding.conftest import hidden
from tests.public.responding.workspace_steps import (
    PDF,
    chosen,
    press,
    ready,
    send,
    start,
)
from tests.support.factories import NOW
from tests.support.factories.documents import Draft


async def test_what_is_missing_is_said_before_sending_and_everything_is_kept(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    await press(
        client, workspace, "preview", files=chosen(("bilag.pdf", PDF)), organisation="",
        cvr="12345678", **{"remark-0-anchor": "99", "remark-0-text": "Skrevet"},
    )  # fmt: skip
    page = await client.get(f"{workspace}/preview")
    assert page.status_code == 422
    assert page.text.count("form-error-message") == 3
    for kept in ("Skrevet", "12345678", "bilag.pdf", "Prøve Kontakt"):
        assert kept in page.text


async def test_a_stance_that_nobody_chose_is_asked_for(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    unsaid = {"remark-0-anchor": "", "remark-0-text": "Skrevet", "remark-0-stance": ""}
    await press(client, workspace, "add", **unsaid)
    assert not re.search(r"stance\"[^>]* checked", (await client.get(workspace)).text)
    page = await client.get(f"{workspace}/preview")
    assert page.status_code == 422
    assert 'href="#field-remark-0-stance"' in page.text
    assert "Skrevet" in page.text


async def test_no_remarks_is_sent_as_an_answer(client: httpx2.AsyncClient, text: Draft) -> None:
    workspace = await start(client)
    await press(client, workspace, "preview", no_remarks="yes")
    assert (await send(client, workspace)).status_code == 303
    assert (await Response.get()).no_remarks
    assert await Remark.all().count() == 0


async def test_sending_many_times_at_once_makes_one_response(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    preview = hidden(await client.get(f"{workspace}/preview"))
    posts = (client.post(f"{workspace}/preview", data=preview) for _ in range(20))
    answers = await asyncio.gather(*posts)
    assert {(a.status_code, a.headers.get("location")) for a in answers} == {
        (303, answers[0].headers["location"])
    }
    assert await Response.all().count() == 1
    assert (await Unsent.get()).content == {}
    assert (await client.get(workspace)).headers["location"] == answers[0].headers["location"]


async def test_what_was_changed_after_the_preview_is_not_sent_unseen(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    preview = hidden(await client.get(f"{workspace}/preview"))
    await press(client, workspace, "save", **{"remark-0-anchor": "", "remark-0-text": "Ændret"})
    answer = await client.post(f"{workspace}/preview", data=preview)
    assert answer.status_code == 409
    assert "Ændret" in answer.text
    assert await Response.all().count() == 0
    assert (await send(client, workspace)).status_code == 303


async def test_a_file_attached_while_it_is_sent_is_not_left_behind(
    client: httpx2.AsyncClient, text: Draft, db: Settings
) -> None:
    await ready(client, text)
    mine = await Unsent.get().select_related("consultation")
    prepared = await workspace_verbs.prepare_to_send(
        mine, lock_version=mine.lock_version, received_at=NOW, now=NOW, secret_key=db.secret_key
    )
    assert isinstance(prepared, Prepared)
    await unsent_files.attach(mine, "bilag.pdf", PDF, files=FileStore(db.data_dir), now=NOW)
    with pytest.raises(StaleState):
        await workspace_verbs.send(mine, prepared, now=NOW)
    assert await Response.all().count() == 0
    assert (await Unsent.get()).sent_as == ""


async def test_looks_at_the_preview_are_counted(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission_limits, "PREVIEWS", 0)
    workspace = await ready(client, text)
    refused = await client.get(f"{workspace}/preview")
    assert refused.status_code == 429
    assert "Vi takker." in refused.text


async def test_a_stranger_s_comment_cannot_take_the_key_of_somebody_s_response(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    """The draft's number is in its address, and a browser names the key of its comment."""
    workspace = await ready(client, text)
    unsent = await Unsent.get()
    form = {
        "step": "send",
        "key": f"unsent|{unsent.public_id}",
        "text": "x",
        "name": "A",
        "stance": "for",
    }
    address = f"/consultations/{text.consultation.slug}/comment"
    assert (await client.post(address, data=form)).status_code == 303
    assert (await send(client, workspace)).status_code == 303
    assert await Response.all().count() == 2
