"""What a draft may take on the disk: so many signs, so many bytes an hour, little of a nearly full disk."""

from __future__ import annotations

import json

import httpx2
import pytest

from consult import database
from consult import files as consult_files
from consult.public.responding import submission_limits
from consult.responses.unsent_response import Unsent
from consult.responses.workspace import MAX_DRAFT, Content
from tests.public.responding.workspace_steps import press, start
from tests.support.factories.documents import Draft

EMOJI = "\N{WAVING HAND SIGN}"


def remarks(*texts: str) -> dict[str, str]:
    """The fields of remarks on the whole draft."""
    numbered = list(enumerate(texts))
    anchors = {f"remark-{n}-anchor": "" for n, _text in numbered}
    return anchors | {f"remark-{n}-text": text for n, text in numbered}


async def stored() -> Content:
    return Content.from_json((await Unsent.get()).content)


async def test_a_draft_holds_more_than_can_be_sent_and_comes_back_whole(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    words = ("a" * 120_000, "b" * (MAX_DRAFT - 120_000))
    assert (await press(client, workspace, "save", **remarks(*words))).status_code == 303
    assert tuple(each.text for each in (await stored()).remarks) == words


async def test_a_draft_with_more_is_not_saved_and_every_word_stays_on_the_page(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    await press(client, workspace, "save", **remarks("Det første."))
    words = ["x" * (MAX_DRAFT // 2), "y" * (MAX_DRAFT // 2), "Til sidst."]
    page = await press(client, workspace, "save", **remarks(*words))
    assert page.status_code == 422
    assert all(each in page.text for each in words)
    assert "Ikke gemt" in page.text
    assert "300.010" in page.text
    assert [each.text for each in (await stored()).remarks] == ["Det første."]
    # What is taken out is counted no more.
    shorter = await press(client, workspace, "remove:1", **remarks(*words))
    assert shorter.status_code == 303
    assert [each.text[:10] for each in (await stored()).remarks] == ["x" * 10, "Til sidst."]


async def test_letters_beyond_ascii_are_stored_as_they_are(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    await press(client, workspace, "save", **remarks(f"Æ {EMOJI} “x”\\"))
    [row] = await database.execute("SELECT content FROM unsent")
    assert EMOJI in str(row["content"])
    assert (await stored()).remarks[0].text == f"Æ {EMOJI} “x”\\"


async def test_drafts_stored_with_escapes_are_read(client: httpx2.AsyncClient, text: Draft) -> None:
    workspace = await start(client)
    old = (await Unsent.get()).content
    old["respondent"]["organisation"] = f"Ældre {EMOJI}"
    await database.execute("UPDATE unsent SET content = ?", json.dumps(old))
    assert f"Ældre {EMOJI}" in (await client.get(workspace)).text


async def test_a_network_that_saved_its_hour_of_drafts_keeps_its_words_and_is_told_when(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission_limits, "DRAFT_MEGABYTES_PER_HOUR", 1)
    workspace = await start(client)
    large = [EMOJI * 30_000] * 5
    assert (await press(client, workspace, "save", **remarks(*large))).status_code == 303
    page = await press(client, workspace, "save", **remarks(*large, "Behold mig."))
    assert page.status_code == 429
    assert "Behold mig." in page.text
    assert "Ikke gemt" in page.text
    assert "minutter" in page.text
    assert [each.text for each in (await stored()).remarks] == large


async def test_what_is_not_saved_is_not_counted(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission_limits, "DRAFT_MEGABYTES_PER_HOUR", 1)
    workspace = await start(client)
    for _ in range(3):
        refused = await press(client, workspace, "save", **remarks(*["x" * 200_000] * 2))
        assert refused.status_code == 422
    assert (await press(client, workspace, "save", **remarks("x" * 200_000))).status_code == 303


async def test_on_a_nearly_full_disk_long_drafts_are_not_saved_and_short_ones_are(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consult_files, "LEAST_FREE_BYTES", 2**62)
    workspace = await start(client)
    most = submission_limits.SHORT_DRAFT
    assert (await press(client, workspace, "save", **remarks("x" * most))).status_code == 303
    page = await press(client, workspace, "save", **remarks("x" * most, "Behold mig."))
    assert page.status_code == 503
    assert "Behold mig." in page.text
    assert "Ikke gemt" in page.text
    assert len((await stored()).remarks) == 1
