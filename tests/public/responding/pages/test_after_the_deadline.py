"""After the deadline: nothing is promised or said to have happened that is not so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx2
import pytest

from consult import clock
from consult.consultations.consultation import Consultation
from tests.public.responding.conftest import comment_address, send_comment, write
from tests.support.factories import DAY, NOW
from tests.support.factories.documents import Draft

POLICY = "Det sene bliver gemt og vist for udvalgene."
CORRECT_AND_WITHDRAW = "kan se, rette og trække dit svar tilbage"
SEE = "Den, der har det, kan se dit svar."


@pytest.fixture
async def close(text: Draft, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Moves the clock past the last day on which a late response is received."""
    await Consultation.filter(slug="havnen").update(late_policy=POLICY)
    closed = NOW + 22 * DAY + timedelta(seconds=1)
    return lambda: monkeypatch.setattr(clock, "now", lambda: closed)


async def test_the_secret_link_is_said_to_do_what_it_can_do(
    client: httpx2.AsyncClient, text: Draft, close: Callable[[], None]
) -> None:
    sent, withdrawn = [await send_comment(client, comment_address(text)) for _ in range(2)]
    await client.post(f"{withdrawn.mine}/withdraw")
    for page in (sent.mine, sent.receipt):
        assert CORRECT_AND_WITHDRAW in (await client.get(page)).text
    for page in (withdrawn.mine, withdrawn.receipt):
        assert SEE in (await client.get(page)).text
    close()
    for page in (sent.mine, sent.receipt):
        answer = (await client.get(page)).text
        assert SEE in answer
        assert CORRECT_AND_WITHDRAW not in answer


async def test_who_opens_a_correction_too_late_is_not_told_of_words_not_sent(
    client: httpx2.AsyncClient, text: Draft, close: Callable[[], None]
) -> None:
    sent = await send_comment(client, comment_address(text))
    close()
    page = (await client.get(f"{sent.mine}/remarks/1")).text
    assert "kan ikke længere ændres her" in page
    assert "ikke sendt" not in page
    assert "<textarea" not in page


async def test_a_late_policy_is_not_promised_when_its_days_are_over(
    client: httpx2.AsyncClient, text: Draft, close: Callable[[], None]
) -> None:
    form = await write(client, comment_address(text))
    close()
    for page in ("/consultations/havnen/respond", comment_address(text)):
        answer = (await client.get(page)).text
        assert POLICY not in answer
        assert "Du kan svare fra" not in answer
    for step in ("preview", "send"):
        answer = (await client.post(comment_address(text), data={**form, "step": step})).text
        assert POLICY not in answer
        assert "Det er godt." in answer
    await Consultation.filter(slug="havnen").update(late_days=0)
    assert POLICY in (await client.get(comment_address(text))).text


async def test_a_preview_offers_to_send_only_what_is_received(
    client: httpx2.AsyncClient, text: Draft, close: Callable[[], None]
) -> None:
    form = {**await write(client, comment_address(text)), "step": "preview"}
    assert 'value="send"' in (await client.post(comment_address(text), data=form)).text
    close()
    preview = (await client.post(comment_address(text), data=form)).text
    assert 'value="send"' not in preview
    assert 'value="edit"' in preview
