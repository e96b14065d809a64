from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from consult import builds, clock, files, heartbeat, settings
from consult.builds import Build
from consult.documents.document import Version
from consult.files import FileStore
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


def warnings(printed: str) -> list[str]:
    return [line.split()[1] for line in printed.splitlines() if line.startswith("WARNING")]


@pytest.fixture(autouse=True)
def used(consult: Consult, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that was migrated, with all that is built: what is in this checkout is another test's."""
    monkeypatch.setattr(builds, "ALL", ())
    consult("migrate")


def test_a_sound_installation_has_a_line_for_each_part(
    consult: Consult, within: Within, smtp: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSULT_SMTP_URL", smtp.url)
    within(a_living_worker)
    code, printed, _ = consult("check")
    assert (code, troubles(printed), warnings(printed)) == (0, [], [])
    assert [line.split()[1] for line in printed.splitlines()] == [
        "builds", "secret", "storage", "site", "mail", "database", "private", "folder", "key", "files", "letters", "worker",
        "proxy", "pdf", "tallies", "screening",
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
    printed = consult("check")[1]
    assert troubles(printed) == ["mail"]
    port = os.environ["CONSULT_SMTP_URL"].rsplit(":", 1)[1]
    assert f"127.0.0.1 port {port} cannot be used: " in printed
    assert "ECONNREFUSED" in printed


def test_a_mail_server_elsewhere_without_tls_is_trouble_unless_allowed(
    consult: Consult, within: Within, smtp: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    within(a_living_worker)
    monkeypatch.setenv("CONSULT_SMTP_URL", smtp.url)
    monkeypatch.setattr("consult.settings.is_loopback", lambda host: False)
    printed = consult("check")[1]
    assert troubles(printed) == ["mail"]
    assert "STARTTLS" in printed
    monkeypatch.setenv("CONSULT_SMTP_PLAIN", "1")
    printed = consult("check")[1]
    assert (troubles(printed), "mail" in warnings(printed)) == ([], True)


def test_a_nearly_full_disk_is_trouble(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    within(a_living_worker)
    monkeypatch.setattr(files, "LEAST_FREE_BYTES", 2**62)
    code, printed, _ = consult("check")
    assert troubles(printed) == ["storage"]
    assert "files are refused" in printed
    assert code == 1


async def letters_in_trouble() -> None:
    """Two that wait to be tried again, one given up today, one long ago, one that was sent, one not tried yet."""
    now = clock.now()
    for number in range(6):
        await post("receipt", to=f"kim{number}@fjordby.example", subject="x", body="hush", now=now)
    one, two, today, long_ago, sent, _ = await Letter.all().order_by("id")
    await Letter.filter(id__in=[one.id, two.id]).update(attempts=2, trouble="SMTPDataError 451")
    gone = Letter.filter(id__in=[today.id, long_ago.id])
    await gone.update(given_up_at=now, attempts=1, trouble="SMTPRecipientRefused 550")
    await Letter.filter(id=long_ago.id).update(given_up_at=now - timedelta(days=3))
    await Letter.filter(id=sent.id).update(sent_at=now, attempts=3)


def test_letters_in_trouble_are_a_warning_that_names_kinds_and_domains_but_nobody(
    consult: Consult, within: Within, smtp: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSULT_SMTP_URL", smtp.url)
    within(a_living_worker)
    within(letters_in_trouble)
    code, printed, _ = consult("check")
    assert (code, troubles(printed), warnings(printed)) == (3, [], ["letters"])
    assert (
        "2 letter(s) tried in vain and waiting: 2 receipt to fjordby.example (SMTPDataError 451); "
        "1 letter(s) given up since yesterday: 1 receipt to fjordby.example (SMTPRecipientRefused 550)."
    ) in printed
    assert "kim" not in printed
    assert "hush" not in printed


def test_the_same_is_said_in_json(consult: Consult, within: Within) -> None:
    within(a_letter_given_up)
    code, printed, _ = consult("check", "--json")
    told = json.loads(printed)
    verdicts = {each["part"]: each["verdict"] for each in told["parts"]}
    assert (code, told["verdict"]) == (1, "trouble")
    assert (verdicts["worker"], verdicts["letters"], verdicts["database"]) == (
        "trouble", "warning", "ok",
    )  # fmt: skip
    assert all(each["words"] for each in told["parts"])


def test_another_key_than_the_one_links_were_made_with_is_trouble(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    within(a_living_worker)
    monkeypatch.setenv("CONSULT_SECRET_KEY", "another key, as on a host of its own, of 32 signs")
    code, printed, _ = consult("check")
    assert (code, troubles(printed)) == (1, ["key"])
    assert "consult adopt" in printed
    consult("adopt")
    assert troubles(consult("check")[1]) == []


def test_no_key_is_made_by_looking(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    within(a_living_worker)
    monkeypatch.delenv("CONSULT_SECRET_KEY")
    assert troubles(consult("check")[1]) == ["secret", "key"]
    assert not (tmp_path / "secret-key").exists()


def test_a_share_that_is_not_mounted_is_trouble_and_nothing_is_written_there(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    within(a_living_worker)
    mountpoint = tmp_path / "share"
    monkeypatch.setenv("CONSULT_DATA_DIR", str(mountpoint))
    assert troubles(consult("check")[1]) == ["storage", "folder"]
    assert not mountpoint.exists()
    mountpoint.mkdir()
    code, printed, _ = consult("check")
    assert (code, troubles(printed)) == (1, ["folder"])
    assert "is the share mounted?" in printed
    assert list(mountpoint.iterdir()) == []


def test_files_that_rows_name_and_are_not_there_are_trouble(
    consult: Consult, within: Within, tmp_path: Path
) -> None:
    files = FileStore(tmp_path / "files")
    kept, lost = files.save(b"kept"), files.save(b"lost")

    async def name_both() -> None:
        first, second = (
            await draft(await consultations.consultation()),
            await draft(await consultations.consultation()),
        )
        await Version.filter(id=first.version.id).update(source_file=kept)
        await Version.filter(id=second.version.id).update(source_file=lost)

    within(a_living_worker)
    within(name_both)
    assert troubles(consult("check")[1]) == []
    files.put_into_bin(lost, NOW.date(), since=clock.now() + timedelta(days=1))
    code, printed, _ = consult("check")
    assert (code, troubles(printed)) == (1, ["files"])
    assert "1 of the 2 files" in printed
    assert "1 of them are in the bin" in printed
    assert "(version " in printed
    assert lost in printed
    assert kept not in printed


def test_a_cleanup_that_was_refused_is_trouble(consult: Consult, within: Within) -> None:
    within(a_living_worker)
    within(lambda: heartbeat.beat(heartbeat.CLEANUP_REFUSED, clock.now()))
    code, printed, _ = consult("check")
    assert (code, troubles(printed)) == (1, ["files"])
    assert "consult tidy --anyway" in printed


def test_what_was_not_built_is_trouble_and_another_source_a_warning(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    within(a_living_worker)
    (tmp_path / "da.po").write_text("hej")
    build = Build("catalogues", ("*.po",), ("da.mo",), ".digest", root=tmp_path)
    monkeypatch.setattr(builds, "ALL", (build,))
    assert troubles(consult("check")[1]) == ["builds"]
    (tmp_path / "da.mo").write_text("hej")
    code, printed, _ = consult("check")
    assert (code, troubles(printed), warnings(printed)) == (3, [], ["builds"])


@pytest.mark.only_on("sqlite")
def test_a_database_that_others_can_read_is_trouble_until_it_is_migrated_again(
    consult: Consult, within: Within, tmp_path: Path
) -> None:
    within(a_living_worker)
    (tmp_path / "consult.sqlite3").chmod(0o644)
    assert troubles(consult("check")[1]) == ["private"]
    consult("migrate")
    assert troubles(consult("check")[1]) == []


@pytest.mark.only_on("sqlite")
def test_a_database_that_is_not_there_is_not_made(
    consult: Consult, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    missing = tmp_path / "elsewhere.sqlite3"
    monkeypatch.setenv("CONSULT_DATABASE_URL", f"sqlite://{missing}")
    code, printed, _ = consult("check")
    assert (code, troubles(printed)[0]) == (1, "database")
    assert not missing.exists()


def test_a_site_that_does_not_say_whose_it_is_is_a_warning_where_others_can_reach_it(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    within(a_living_worker)
    assert warnings(consult("check")[1]) == []
    monkeypatch.setenv("CONSULT_BASE_URL", "https://hoering.fjordby.example")
    printed = consult("check")[1]
    assert warnings(printed) == ["site"]
    assert "CONSULT_SITE_NAME" in printed
    monkeypatch.setenv("CONSULT_SITE_NAME", "Prøveby Kommune")
    assert warnings(consult("check")[1]) == []


def test_the_samples_name_stands_on_no_site_that_others_can_reach() -> None:
    def named(**environ: str) -> str:
        values = {"CONSULT_SECRET_KEY": "k" * 40, **environ}
        return settings.load(values).municipality.site_name

    assert named() == "Fjordby Kommune"
    assert named(CONSULT_BASE_URL="https://h.example") == "Høringer"
    assert named(CONSULT_BASE_URL="https://h.example", CONSULT_SITE_NAME="Prøveby") == "Prøveby"


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
    consult("adopt")
    assert troubles(consult("check")[1]) == []
    (tmp_path / "secret-key").chmod(0o644)
    assert troubles(consult("check")[1]) == ["secret"]


def test_a_database_that_cannot_be_reached_is_said_in_one_line(
    consult: Consult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSULT_DATABASE_URL", f"postgres://u:hush@127.0.0.1:{free_port()}/x")
    code, printed, complaint = consult("check")
    assert code == 1
    assert troubles(printed) == [
        "database", "private", "folder", "key", "files", "letters", "worker", "proxy", "pdf", "tallies",
        "screening",
    ]  # fmt: skip
    assert "ConnectionRefusedError ECONNREFUSED" in printed
    assert "hush" not in printed + complaint
