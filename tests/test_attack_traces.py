"""Whatever is tried leaves one line in the log, without a word of who or what, and only so many a minute."""

from __future__ import annotations

import logging

import httpx2
import pytest

from consult import attack_traces
from consult.attack_traces import MOST, Trace, note
from consult.people.role import Role
from consult.settings import Settings
from tests.support.factories import consultations, people

pytestmark = pytest.mark.anyio

SECRET = "HEMMELIGT"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        attack_traces, "_windows", {trace: attack_traces._Window() for trace in Trace}
    )


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.name == "consult.refused"]


async def test_a_forged_request_leaves_a_line_with_its_route(
    client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    answer = await client.post(f"/sign-in/{SECRET}", headers=headers)
    assert answer.status_code == 403
    assert lines(caplog) == ["refused, forged request: use_sign_in_link"]


async def test_somebody_signed_in_who_tries_another_consultation_leaves_a_line(
    client: httpx2.AsyncClient, db: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    mine, other = await consultations.consultation(), await consultations.consultation()
    who = await people.account(Role.MODERATOR, consultation=mine.slug)
    await people.sign_in(client, who, db)
    assert (await client.get(f"/staff/consultations/{other.slug}/queue")).status_code == 404
    assert lines(caplog) == ["refused, not theirs to open: queue"]


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (f"/sign-in/{SECRET}", "sign-in link"),
        (f"/receipts/{SECRET}", "status link"),
        (f"/confirm-email/{SECRET}", "confirmation link"),
    ],
)
async def test_a_secret_that_nobody_was_given_leaves_a_line_without_it(
    client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture, address: str, line: str
) -> None:
    await client.get(address)
    assert lines(caplog) == [f"refused, unknown secret: {line}"]
    assert SECRET not in caplog.text


async def test_a_limit_that_is_hit_leaves_a_line(
    client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    await client.post("/sign-in", data={"email": "x" * 2_000_000})
    assert lines(caplog) == ["refused, over the limit: body"]


def test_only_so_many_lines_of_a_kind_are_written_in_a_minute_and_the_rest_is_counted(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("consult.attack_traces.time.monotonic", lambda: now[0])
    with caplog.at_level(logging.WARNING):
        for _ in range(1000):
            note(Trace.TOKEN, "status link")
        note(Trace.LIMIT, "body")
        now[0] = 61.0
        note(Trace.TOKEN, "status link")
    written = lines(caplog)
    assert len(written) == MOST + 2
    assert written[-1].endswith(f"({1000 - MOST} more of the kind before this one)")
