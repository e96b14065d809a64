"""The letters about published answers while the workers that write and send them are killed, again and again.

``python -m tests.bench.killed_letters [SQLite|PostgreSQL] [letters] [kills]``. Two real workers (``consult work``), a real
mail server, a real ``kill -9``. Nobody may be missing, and nobody may get two, but where a worker was killed between the
mail server's yes and our note of it: those have the same Message-ID, are at most one a kill, and are counted.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from consult import clock, database
from consult.answers.editions.edition import Edition, EditionMember, EditionPoint
from consult.demo.concluded import load_concluded
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.mail.outbox import Letter
from consult.responses.remark import AnchorType, Publicity, Remark
from consult.responses.respondent import Contact, Respondent, RespondentKind
from consult.responses.response import Response, ResponseKind
from consult.settings import Settings
from tests.bench.installation import sample_installation
from tests.bench.rows import row
from tests.support import postgres
from tests.support.databases import execute
from tests.support.mail import Letterbox, letterbox
from tests.support.ports import free_port

LETTERS = 10_000
KILLS = 20
WORKERS = 2
# Longer than any of this takes: a worker that hangs is a failure.
PATIENCE = 1_800
# Rows of our own begin here: the sample's are below.
FIRST_ID = 1_000_000


def main(engine: str = "SQLite", letters: int = LETTERS, kills: int = KILLS) -> None:
    """Run it and print a line. Raises AssertionError where somebody is missing or got two."""
    with contextlib.ExitStack() as stack:
        database_url = ""
        if engine == "PostgreSQL":
            cluster = stack.enter_context(postgres.cluster())
            execute(f"{cluster}/postgres", "CREATE DATABASE bench")
            database_url = f"{cluster}/bench"
        box = stack.enter_context(letterbox())
        os.environ["CONSULT_SMTP_URL"] = box.url
        settings = stack.enter_context(sample_installation(free_port(), database_url, 10))
        asyncio.run(_fill(settings, letters))
        began = time.monotonic()
        peak = _kill_and_kill_again(settings, box, letters, kills)
        _account(engine, box, letters, kills, peak, time.monotonic() - began)


def _kill_and_kill_again(settings: Settings, box: Letterbox, letters: int, kills: int) -> int:
    """The most memory that a worker used, in kB. Kills are spread over what is written and what has arrived."""
    peak, folder = 0, Path(settings.data_dir)
    with _workers(folder) as workers:
        for kill in range(1, kills + 1):
            _wait_until(lambda k=kill: _progress(settings, box) >= k * 2 * letters // (kills + 1))
            victim = workers[kill % WORKERS]
            peak = max(peak, _peak(victim))
            victim.kill()
            victim.wait()
            workers[kill % WORKERS] = _worker(folder)
        _wait_until(lambda: _through(settings, claimed_too=True) == letters)
        # As five minutes later: what a dead worker had claimed is due again.
        asyncio.run(_end_leases(settings))
        _wait_until(lambda: _through(settings, claimed_too=False) == letters)
        return max(peak, *map(_peak, workers))


def _account(
    engine: str, box: Letterbox, letters: int, kills: int, peak: int, seconds: float
) -> None:
    ids = Counter(str(each["message-id"]) for each in box.letters)
    arrived = Counter(str(each["to"]) for each in box.letters)
    twice = sum(ids.values()) - len(ids)
    assert len(arrived) == letters, f"{letters - len(arrived)} are missing"
    assert len(ids) == letters, "somebody got two different letters"
    assert twice <= kills, f"{twice} came twice at {kills} kills"
    row(
        f"{letters:,} letters, {kills} kills, {engine}",
        "0 missing",
        f"{twice} twice, same id",
        f"{seconds:.0f} s",
        f"{peak // 1024} MB at most",
    )


@contextlib.contextmanager
def _workers(folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    workers = [_worker(folder) for _ in range(WORKERS)]
    try:
        yield workers
    finally:
        for each in workers:
            each.kill()
            each.wait()


def _worker(folder: Path) -> subprocess.Popen[bytes]:
    log = (folder / "workers.log").open("ab")
    with log:
        return subprocess.Popen(
            [sys.executable, "-m", "consult", "work"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip


def _peak(process: subprocess.Popen[bytes]) -> int:
    with contextlib.suppress(OSError), open(f"/proc/{process.pid}/status") as file:
        return next((int(line.split()[1]) for line in file if line.startswith("VmHWM")), 0)
    return 0


def _wait_until(is_so: object) -> None:
    assert callable(is_so)
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "the workers do not come to an end"
        time.sleep(0.1)


def _progress(settings: Settings, box: Letterbox) -> int:
    return len(box.letters) + asyncio.run(_count(settings))


async def _count(settings: Settings) -> int:
    async with database.opened(settings):
        return await Letter.filter(kind="answers").count()


def _through(settings: Settings, *, claimed_too: bool) -> int:
    """Letters that were sent, and with ``claimed_too`` those that a worker took to send."""

    async def count() -> int:
        async with database.opened(settings):
            written = Letter.filter(kind="answers")
            return await (
                written.filter(attempts__gt=0) if claimed_too else written.exclude(sent_at=None)
            ).count()

    return asyncio.run(count())


async def _end_leases(settings: Settings) -> None:
    async with database.opened(settings):
        await Letter.filter(sent_at=None).update(due_at=clock.now() - timedelta(seconds=1))


async def _fill(settings: Settings, letters: int) -> None:
    """So many more responses to the sample's answered hearing, each from an address of its own and with one remark in a
    point of the edition."""
    async with database.opened(settings):
        consultation = await load_concluded(settings)
        edition = await Edition.get(consultation=consultation)
        point = await EditionPoint.filter(edition=edition).order_by("number").first()
        paragraph = await Paragraph.filter(
            section__version__document__consultation=consultation
        ).first()
        assert point is not None
        assert paragraph is not None
        section = await Section.get(id=paragraph.section_id)
        now, ids = clock.now(), range(FIRST_ID, FIRST_ID + letters)
        rows: Sequence[tuple[type, list[object]]] = (
            (Respondent, [Respondent(id=n, kind=RespondentKind.CITIZEN, name="Bench") for n in ids]),
            (Contact, [Contact(id=n, respondent_id=n, email=f"borger{n}@example.org", confirmed_at=now) for n in ids]),
            (Response, [
                Response(
                    id=n, public_id=f"bench{n}", consultation_id=consultation.id, number=n,
                    kind=ResponseKind.COMMENT, respondent_id=n, received_at=now, stored_at=now,
                    status_token_hash=f"bench{n}", idempotency_key=f"bench{n}", body_hash="",
                )
                for n in ids
            ]),
            (Remark, [
                Remark(
                    id=n, consultation_id=consultation.id, response_id=n, ordinal=1,
                    version_id=section.version_id, anchor_type=AnchorType.PARAGRAPH,
                    section_id=section.identity_id, paragraph_id=paragraph.identity_id,
                    text="Bench.", publicity=Publicity.WAITING,
                )
                for n in ids
            ]),
            (EditionMember, [EditionMember(id=n, point_id=point.id, remark_id=n, quote="") for n in ids]),
        )  # fmt: skip
        for model, made in rows:
            await model.bulk_create(made, batch_size=500)  # type: ignore[attr-defined]


if __name__ == "__main__":
    engine = sys.argv[1] if sys.argv[1:] else "SQLite"
    main(engine, *map(int, sys.argv[2:4]))
