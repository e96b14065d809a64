"""Withdrawing: gone from the public at once, counted no more, kept in the case."""

from __future__ import annotations

import asyncio

import httpx2
import pytest

from consult import clock
from consult.audit import AuditEntry
from consult.cache_version import CacheVersion
from consult.responses.publicity import PublicCopy, RemarkState, publish, withhold
from consult.responses.remark import Publicity, Remark, Standing
from consult.responses.response import Response
from consult.responses.tally import Tally, recount
from tests.public.responding.conftest import comment_address, send_comment
from tests.support.factories import DAY, NOW
from tests.support.factories.documents import Draft


async def test_asking_changes_nothing(client: httpx2.AsyncClient, text: Draft) -> None:
    sent = await send_comment(client, comment_address(text))
    page = await client.get(f"{sent.mine}/withdraw")
    assert page.status_code == 200
    assert (await Response.get()).withdrawn_at is None


async def test_a_published_remark_disappears_and_the_tally_follows(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    noise = await send_comment(client, comment_address(text))
    for each in await Remark.all():
        copy = PublicCopy(each.text, "", "", redacted=False)
        await publish(RemarkState.of(each), copy, now=NOW)
    assert (await client.post(f"{sent.mine}/withdraw")).headers["location"] == sent.mine
    remark = await Remark.get(response__public_id=sent.public_id)
    assert remark.standing is Standing.WITHDRAWN
    assert (remark.public_text, remark.text) == ("", "Det er godt.")
    assert remark.queued_at is None
    assert (await Response.get(public_id=sent.public_id)).withdrawn_at == NOW
    assert (await Tally.get()).published == 1
    assert await recount(text.consultation.id) == {}
    other = await Remark.get(response__public_id=noise.public_id)
    assert (other.standing, other.publicity) == (Standing.RECEIVED, Publicity.PUBLISHED)
    page = await client.get(sent.mine)
    assert "step-line__step--failed" in page.text
    assert f"{sent.mine}/withdraw" not in page.text


async def test_withdrawing_many_times_at_once_counts_once(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    remark = await Remark.get()
    copy = PublicCopy("Det er godt.", "", "", redacted=False)
    await publish(RemarkState.of(remark), copy, now=NOW)
    answers = await asyncio.gather(*(client.post(f"{sent.mine}/withdraw") for _ in range(8)))
    assert {a.status_code for a in answers} == {303}
    assert (await Tally.get()).published == 0
    assert await AuditEntry.filter(verb="withdraw").count() == 1


async def test_withdrawing_and_publishing_at_once_never_leaves_it_public(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    for _ in range(5):
        sent = await send_comment(client, comment_address(text))
        remark = await Remark.get(response__public_id=sent.public_id)
        copy = PublicCopy("Det er godt.", "", "", redacted=False)
        await asyncio.gather(
            client.post(f"{sent.mine}/withdraw"),
            publish(RemarkState.of(remark), copy, now=NOW),
        )
        remark = await Remark.get(id=remark.id)
        assert (remark.standing, remark.public_text) == (Standing.WITHDRAWN, "")
    assert await recount(text.consultation.id) == {}


async def test_after_the_deadline_it_stays(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await send_comment(client, comment_address(text))
    monkeypatch.setattr(clock, "now", lambda: NOW + 21 * DAY)
    page = await client.post(f"{sent.mine}/withdraw")
    assert page.status_code == 409
    assert "mailto:hoering@fjordby.example" in page.text
    assert (await Remark.get()).standing is Standing.RECEIVED


async def test_withdrawing_tells_kept_pages_only_where_the_public_sees_something_of_it(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    """Published words, and the number of those that were withheld."""
    sent = [await send_comment(client, comment_address(text)) for _ in range(3)]
    waiting, published, withheld = await Remark.all().order_by("id")
    copy = PublicCopy("Det er godt.", "", "", redacted=False)
    await publish(RemarkState.of(published), copy, now=NOW)
    await withhold(RemarkState.of(withheld), now=NOW)
    before = (await CacheVersion.get(key="havnen")).value
    for each, bumps in zip(sent, (0, 1, 2), strict=True):
        assert (await client.post(f"{each.mine}/withdraw")).status_code == 303
        assert (await CacheVersion.get(key="havnen")).value == before + bumps
    assert waiting.publicity is Publicity.WAITING


async def test_who_withdraws_a_response_of_several_remarks_is_told_that_all_go(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    several, single = [await send_comment(client, comment_address(text)) for _ in range(2)]
    moved = await Response.get(public_id=single.public_id)
    kept = await Response.get(public_id=several.public_id)
    single = await send_comment(client, comment_address(text))
    await Remark.filter(response_id=moved.id).update(response_id=kept.id, ordinal=2)
    warning = "Alle 2 bemærkninger i det bliver trukket tilbage"
    assert warning in (await client.get(f"{several.mine}/withdraw")).text
    assert "bemærkninger i det" not in (await client.get(f"{single.mine}/withdraw")).text
