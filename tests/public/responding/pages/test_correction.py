"""Correcting: a new wording waits while the old one stays; two windows never overwrite each other."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import httpx2
import pytest

from consult import clock
from consult.audit import PUBLIC, AuditEntry
from consult.cache_version import CacheVersion
from consult.consultations.consultation import Consultation
from consult.consultations.extension import extend
from consult.locale import show_datetime
from consult.public.responding import submission_limits
from consult.responses import correction as verb
from consult.responses.finding import Finding
from consult.responses.not_sent import NotOpen
from consult.responses.publicity import PublicCopy, RemarkState, publish, take_down, withhold
from consult.responses.remark import Publicity, Remark, Revision
from consult.responses.response import Response
from consult.responses.submission import MAX_TEXT
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.public.responding.conftest import Sent, comment_address, hidden, send_comment
from tests.support.factories import DAY, NOW
from tests.support.factories.consultations import party
from tests.support.factories.documents import Draft


async def correct(
    visitor: httpx2.AsyncClient, sent: Sent, words: str, **fields: str
) -> httpx2.Response:
    address = f"{sent.mine}/remarks/1"
    form = hidden(await visitor.get(address))
    return await visitor.post(address, data={**form, "text": words, **fields})


async def remark_of(sent: Sent) -> Remark:
    return await Remark.get(response__public_id=sent.public_id)


async def test_a_published_wording_stays_until_the_new_one_is_decided(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    remark = await remark_of(sent)
    copy = PublicCopy("Det er godt.", "", "", redacted=False)
    await publish(RemarkState.of(remark), copy, now=NOW)
    before = await CacheVersion.get(key="havnen")
    answer = await correct(client, sent, "Det er meget godt.")
    assert answer.headers["location"] == f"{sent.mine}?corrected"
    remark = await remark_of(sent)
    assert (remark.text, remark.revision) == ("Det er meget godt.", 2)
    assert (remark.public_text, remark.public_revision) == ("Det er godt.", 1)
    assert remark.publicity is Publicity.PUBLISHED
    assert remark.queued_at == NOW
    assert [r.text for r in await Revision.filter(remark_id=remark.id).order_by("number")] == [
        "Det er godt.",
        "Det er meget godt.",
    ]
    assert (await Revision.get(remark_id=remark.id, number=2)).screened_at is not None
    assert await AuditEntry.filter(verb="correct").count() == 1
    assert (await CacheVersion.get(key="havnen")).value == before.value + 1


async def test_a_withheld_remark_can_be_mended_and_waits_again(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    remark = await remark_of(sent)
    await withhold(RemarkState.of(remark), now=NOW)
    await correct(client, sent, "Nu uden navne.")
    remark = await remark_of(sent)
    assert remark.publicity is Publicity.WAITING
    assert remark.queued_at is not None
    assert await publish(RemarkState.of(remark), PublicCopy("Nu", "", "", redacted=False), now=NOW)


async def test_what_was_kept_back_can_be_mended_for_fourteen_days_after_closing_too(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decision is of 5 April, with the deadline passed: through 19 April in Copenhagen is in time."""
    sent = await send_comment(client, comment_address(text))
    remark = await remark_of(sent)
    decided = NOW + 26 * DAY
    monkeypatch.setattr(clock, "now", lambda: decided)
    assert await withhold(RemarkState.of(remark), now=decided)
    page = (await client.get(sent.mine)).text
    assert f"{sent.mine}/remarks/1" in page
    assert "19. april 2027 kl. 23.59" in page
    in_time = datetime(2027, 4, 19, 21, 59, 59, tzinfo=UTC)
    for moment, status in ((in_time + timedelta(seconds=1), 409), (in_time, 303)):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        answer = await correct(client, sent, "Nu uden navne.", seen_revision="1")
        assert answer.status_code == status
    mended = await remark_of(sent)
    assert (mended.text, mended.publicity) == ("Nu uden navne.", Publicity.WAITING)
    assert f"{sent.mine}/remarks/1" not in (await client.get(sent.mine)).text, "it only waits now"
    again = await correct(client, sent, "Og en gang til.", seen_revision="2")
    assert again.status_code == 409
    assert (await remark_of(sent)).text == "Nu uden navne."


async def test_what_was_taken_down_can_be_mended_after_closing_until_it_is_answered(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await send_comment(client, comment_address(text))
    copy = PublicCopy("Det er godt.", "", "", redacted=False)
    assert await publish(RemarkState.of(await remark_of(sent)), copy, now=NOW)
    later = NOW + 26 * DAY
    monkeypatch.setattr(clock, "now", lambda: later)
    assert (await correct(client, sent, "Kun udgivet.", seen_revision="1")).status_code == 409
    assert await take_down(RemarkState.of(await remark_of(sent)), now=later)
    await Consultation.filter(slug="havnen").update(answered_at=later)
    assert f"{sent.mine}/remarks/1" not in (await client.get(sent.mine)).text
    assert (await correct(client, sent, "Besvaret.", seen_revision="1")).status_code == 409
    await Consultation.filter(slug="havnen").update(answered_at=None)
    assert (await correct(client, sent, "Nu uden navne.")).status_code == 303
    assert (await remark_of(sent)).publicity is Publicity.WAITING


async def test_a_decision_made_meanwhile_takes_the_time_back(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    assert await withhold(RemarkState.of(await remark_of(sent)), now=NOW)
    remark = await remark_of(sent)
    copy = PublicCopy("Det er godt.", "", "", redacted=False)
    assert await publish(RemarkState.of(remark), copy, now=NOW)
    text.consultation.closes_at = NOW - DAY
    # As it was loaded before that decision, and as it is now.
    for loaded, refusal in ((remark, StaleState), (await remark_of(sent), NotOpen)):
        with pytest.raises(refusal):
            await verb.correct(
                loaded, consultation=text.consultation, seen_revision=1, text="For sent.",
                proposed_text="", received_at=NOW + DAY, now=NOW + DAY,
            )  # fmt: skip
    assert (await remark_of(sent)).revision == 1


async def test_what_was_seen_in_the_name_is_found_beside_the_new_wording_too(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(
        client, comment_address(text), name="Prøve 010190-1234", seen_findings="yes"
    )
    await correct(client, sent, "Nye ord.")
    found = await Finding.filter(revision__remark__response__public_id=sent.public_id)
    assert {(f.field, f.rule) for f in found} == {("name", "cpr")}
    assert [f.field for f in await Finding.filter(revision__number=2)] == ["name"]


async def test_the_same_words_again_are_no_new_wording(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    assert (await correct(client, sent, " Det er godt.\n")).status_code == 303
    assert (await remark_of(sent)).revision == 1


async def test_of_two_windows_the_second_is_told_and_keeps_its_words(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    address = f"{sent.mine}/remarks/1"
    form = hidden(await client.get(address))
    posts = (client.post(address, data={**form, "text": f"Vindue {n}"}) for n in range(2))
    answers = await asyncio.gather(*posts)
    assert sorted(a.status_code for a in answers) == [303, 409]
    lost = next(a for a in answers if a.status_code == 409)
    assert "Vindue 0" in lost.text
    assert "Vindue 1" in lost.text
    again = await client.post(address, data={**hidden(lost), "text": "Vindue igen"})
    assert again.status_code == 303
    assert (await remark_of(sent)).revision == 3


async def test_an_empty_wording_is_refused(client: httpx2.AsyncClient, text: Draft) -> None:
    sent = await send_comment(client, comment_address(text))
    page = await correct(client, sent, " ")
    assert page.status_code == 422
    assert "form-error-message" in page.text
    assert "<title>Fejl: Ret bemærkning" in page.text, "whoever hears the page learns it first"
    assert "<title>Fejl" not in (await client.get(f"{sent.mine}/remarks/1")).text
    assert (await remark_of(sent)).revision == 1


async def test_private_words_are_pointed_out_once_and_then_stored_with_their_findings(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    page = await correct(client, sent, "Mit nummer er 010190-1234.")
    assert "alert-warning" in page.text
    assert (await remark_of(sent)).revision == 1
    stored = await correct(client, sent, "Mit nummer er 010190-1234.", seen_findings="yes")
    assert stored.status_code == 303
    assert "cpr" in {f.rule for f in await Finding.filter(revision__number=2)}


async def test_after_the_deadline_nothing_is_stored_and_the_words_are_kept(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await send_comment(client, comment_address(text))
    monkeypatch.setattr(clock, "now", lambda: NOW + 21 * DAY)
    page = await correct(client, sent, "For sent ude.", seen_revision="1")
    assert page.status_code == 409
    assert "For sent ude." in page.text
    assert (await remark_of(sent)).revision == 1


async def test_what_is_withdrawn_or_not_there_cannot_be_corrected(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    assert (await client.get(f"{sent.mine}/remarks/2")).status_code == 404
    form = hidden(await client.get(f"{sent.mine}/remarks/1"))
    await client.post(f"{sent.mine}/withdraw")
    late = await client.post(f"{sent.mine}/remarks/1", data={**form, "text": "Alligevel."})
    assert late.status_code == 404
    assert (await remark_of(sent)).text == "Det er godt."


async def test_corrections_are_counted_like_what_is_sent_and_the_words_are_kept(
    client: httpx2.AsyncClient, text: Draft, db: Settings
) -> None:
    sent = await send_comment(client, comment_address(text))
    for n in range(db.submissions_per_minute - 1):
        assert (await correct(client, sent, f"Ord {n}.")).status_code == 303
    page = await correct(client, sent, "Behold mig.")
    assert page.status_code == 429
    assert "Behold mig." in page.text
    assert "60" in page.text
    assert (await remark_of(sent)).revision == db.submissions_per_minute


async def test_looks_at_a_correction_are_counted_and_keep_what_was_written(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await send_comment(client, comment_address(text))
    monkeypatch.setattr(submission_limits, "PREVIEWS", 0)
    page = await correct(client, sent, "Behold mig.")
    assert page.status_code == 429
    assert "Behold mig." in page.text


async def test_a_wording_that_is_too_long_is_refused_before_it_is_screened(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await send_comment(client, comment_address(text))
    screen = Mock()
    monkeypatch.setattr("moderation.screening.screen", screen)
    assert (await correct(client, sent, "x" * (MAX_TEXT + 1))).status_code == 422
    assert not screen.called


async def cache_version() -> int:
    row = await CacheVersion.get_or_none(key="havnen")
    return row.value if row else 0


async def test_kept_pages_stay_true_while_nothing_that_the_public_sees_is_corrected(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    before = await cache_version()
    for words in ("En.", "To."):
        assert (await correct(client, sent, words)).status_code == 303
    assert await cache_version() == before


async def test_a_published_remark_tells_kept_pages_once_that_corrections_wait(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    copy = PublicCopy("Det er godt.", "", "", redacted=False)
    await publish(RemarkState.of(await remark_of(sent)), copy, now=NOW)
    before = await cache_version()
    for words in ("En.", "To.", "Tre."):
        assert (await correct(client, sent, words)).status_code == 303
    assert await cache_version() == before + 1


async def test_a_withheld_remark_tells_kept_pages_that_it_waits_again(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    """How many were withheld stands on the consultation's page."""
    sent = await send_comment(client, comment_address(text))
    await withhold(RemarkState.of(await remark_of(sent)), now=NOW)
    before = await cache_version()
    assert (await correct(client, sent, "Nu uden navne.")).status_code == 303
    assert await cache_version() == before + 1


async def test_what_is_published_while_it_is_being_corrected_tells_kept_pages(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    loaded = await remark_of(sent)
    copy = PublicCopy("Det er godt.", "", "", redacted=False)
    await publish(RemarkState.of(loaded), copy, now=NOW)
    before = await cache_version()
    await verb.correct(
        loaded, consultation=text.consultation, seen_revision=1, text="Nye ord.",
        proposed_text="", received_at=NOW, now=NOW,
    )  # fmt: skip
    assert await cache_version() == before + 1


async def test_a_party_with_more_time_corrects_until_its_own_deadline(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page, receipt, letter and act say the same; whoever only claims to be the party has everybody's deadline."""
    sent, claimed = [await send_comment(client, comment_address(text)) for _ in range(2)]
    closes_at = text.consultation.closes_at
    assert closes_at is not None
    of = await party(text.consultation)
    until = closes_at + 5 * DAY
    await extend(text.consultation, until=until, reason="Ferie", by=PUBLIC, now=NOW, party=of)
    for each, confirmed in ((sent, True), (claimed, False)):
        await Response.filter(public_id=each.public_id).update(
            party_id=of.id, party_confirmed=confirmed
        )
    monkeypatch.setattr(clock, "now", lambda: closes_at + DAY)
    for address in (sent.mine, sent.receipt):
        assert show_datetime(until) in (await client.get(address)).text
        assert show_datetime(closes_at) not in (await client.get(address)).text
    assert (await correct(client, sent, "Rettet i tide.")).status_code == 303
    assert "/withdraw" not in (await client.get(claimed.mine)).text
    form = {"text": "For sent.", "proposed_text": "", "seen_revision": "1"}
    refused = await client.post(f"{claimed.mine}/remarks/1", data=form)
    assert refused.status_code == 409
    assert (await client.post(f"{claimed.mine}/withdraw")).status_code == 409
    assert (await client.post(f"{sent.mine}/withdraw")).status_code == 303
    monkeypatch.setattr(clock, "now", lambda: until + timedelta(seconds=1))
    assert "/withdraw" not in (await client.get(sent.mine)).text
