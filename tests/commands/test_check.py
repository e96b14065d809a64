from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from consult import clock, files, heartbeat
from consult.mail.outbox import Letter, post
from consult.responses.remark import Publicity
from consult.responses.tally import Tally
from tests.commands.conftest import Consult, Within
from tests.support.factories import NOW, consultations, responses
from tests.support.factories.documents import draft
from tests.support.mail import Letterbox
from tests.support.ports import free_port


async def a_living_worker() -> None:
    await heartbeat.beat(heartbeat.WORKER, clock.now())


async def a_silent_worker() -> None:
    await heartbeat.beat(heartbeat.WORKER, clock.now() - timedelta(hours=1))


async def a_proxy_that_nobody_vouched_for() -> None:
    await heartbeat.beat(heartbeat.UNBELIEVED_PROXY, clock.now())


async def a_letter_given_up() -> None:
    await post("test", to="x@fjordby.example", subject="x", body="x", now=clock.now())
    await Letter.all().update(given_up_at=clock.now())


def troubles(printed: str) -> list[str]:
    return [line.split()[1] for line in printed.splitlines() if line.startswith("TROUBLE")]


def test_a_sound_installation_has_a_line_for_each_part(
    consult: Consult, within: Within, smtp: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSULT_SMTP_URL", smtp.url)
    within(a_living_worker)
    code, printed, _ = consult("check")
    assert (code, troubles(printed)) == (0, [])
    assert [line.split()[1] for line in printed.splitlines()] == [
        "migrations", "secret", "mail", "storage", "worker", "proxy", "pdf", "tallies",
    ]  # fmt: skip


def test_a_worker_that_never_ran_or_fell_silent_is_trouble(
    consult: Consult, within: Within
) -> None:
    assert troubles(consult("check")[1]) == ["worker"]
    within(a_silent_worker)
    code, printed, _ = consult("check")
    assert (code, troubles(printed)) == (1, ["worker"])
    assert "60 min" in printed


def test_a_proxy_that_is_not_believed_is_trouble_until_it_is(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    within(a_living_worker)
    within(a_proxy_that_nobody_vouched_for)
    printed = consult("check")[1]
    assert troubles(printed) == ["proxy"]
    assert "CONSULT_TRUSTED_PROXY=1" in printed
    monkeypatch.setenv("CONSULT_TRUSTED_PROXY", "1")
    assert troubles(consult("check")[1]) == []


async def miscounted() -> None:
    """One consultation that is sound, one whose count says too much, and one nobody can see."""
    sound, wrong, hidden = (
        await draft(await consultations.consultation(slug="rigtig")),
        await draft(await consultations.consultation(slug="forkert")),
        await draft(await consultations.unannounced_consultation(slug="skjult")),
    )
    for text in (sound, wrong, hidden):
        await responses.remark(text, publicity=Publicity.PUBLISHED)
    for text in (wrong, hidden):
        await Tally.filter(consultation_id=text.consultation.id).update(published=3)


def test_a_count_that_differs_from_its_remarks_is_named(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    within(a_living_worker)
    within(miscounted)
    code, printed, _ = consult("check")
    assert (code, troubles(printed)) == (1, ["tallies"])
    assert "forkert: whole says 3, has 1" in printed
    assert "rigtig" not in printed
    assert "skjult" not in printed


def test_a_dead_mail_server_is_trouble(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    within(a_living_worker)
    monkeypatch.setenv("CONSULT_SMTP_URL", f"smtp://127.0.0.1:{free_port()}")
    assert troubles(consult("check")[1]) == ["mail"]


def test_a_nearly_full_disk_is_trouble(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    within(a_living_worker)
    monkeypatch.setattr(files, "LEAST_FREE_BYTES", 2**62)
    code, printed, _ = consult("check")
    assert troubles(printed) == ["storage"]
    assert "files are refused" in printed
    assert code == 1


def test_letters_given_up_are_trouble(
    consult: Consult, within: Within, smtp: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSULT_SMTP_URL", smtp.url)
    within(a_living_worker)
    within(a_letter_given_up)
    assert troubles(consult("check")[1]) == ["mail"]


def test_no_mail_server_is_trouble_only_where_others_can_reach_us(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    within(a_living_worker)
    assert troubles(consult("check")[1]) == []
    monkeypatch.setenv("CONSULT_BASE_URL", "https://hoering.fjordby.example")
    assert troubles(consult("check")[1]) == ["mail"]


def test_a_secret_that_others_can_read_is_trouble(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    within(a_living_worker)
    monkeypatch.delenv("CONSULT_SECRET_KEY")
    assert troubles(consult("check")[1]) == []
    (tmp_path / "secret-key").chmod(0o644)
    assert troubles(consult("check")[1]) == ["secret"]


def test_a_database_that_cannot_be_reached_is_said_in_one_line(
    consult: Consult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSULT_DATABASE_URL", f"postgres://u:hush@127.0.0.1:{free_port()}/x")
    code, printed, complaint = consult("check")
    assert code == 1
    assert troubles(printed) == ["migrations", "mail", "worker", "proxy", "pdf", "tallies"]
    assert "hush" not in printed + complaint
