"""Letters hold secret links: to another machine they go under TLS or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult import clock, logs
from consult.mail.delivery import deliver_due
from consult.mail.outbox import Letter, post
from consult.settings import Settings
from tests.support.mail import Letterbox

pytestmark = pytest.mark.anyio


@pytest.fixture
async def letter(db: Settings) -> None:
    await post("receipt", to="kim@fjordby.example", subject="x", body="x", now=clock.now())


@pytest.mark.parametrize(
    ("url", "plain", "needed"),
    [
        ("smtp://mail.fjordby.example", False, True),
        ("smtp://mail.fjordby.example:587", False, True),
        ("smtp://mail.fjordby.example", True, False),
        ("smtps://mail.fjordby.example", False, False),
        ("smtp://127.0.0.1:2525", False, False),
        ("smtp://localhost", False, False),
    ],
)
def test_tls_is_demanded_of_other_machines(
    settings: Settings, url: str, plain: bool, needed: bool
) -> None:
    assert replace(settings, smtp_url=url, smtp_plain=plain).smtp_needs_tls is needed


async def test_without_it_no_letter_leaves_and_none_is_lost(
    db: Settings, letter: None, smtp: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consult.settings.is_loopback", lambda host: False)
    mailing = replace(db, smtp_url=smtp.url, mail_from="hoering@fjordby.example")
    assert not await deliver_due(mailing)
    logs.mail_server.end()
    assert smtp.letters == []
    kept = await Letter.get()
    assert (kept.trouble, kept.given_up_at) == ("TlsNotOffered", None)
    await Letter.all().update(due_at=clock.now())
    assert await deliver_due(replace(mailing, smtp_plain=True))
    assert len(smtp.letters) == 1
