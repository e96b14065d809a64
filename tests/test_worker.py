from __future__ import annotations

import asyncio
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from consult import clock, heartbeat, worker
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.version_pdf import VersionPdf
from consult.files import FileStore
from consult.responses.unsent_expiry import forget_expired_unsent
from consult.responses.unsent_response import Unsent, UnsentAnnex
from consult.settings import Settings
from consult.worker import Chore, work
from tests.support.factories import DAY, NOW, consultations, drafts, serial

TICK = timedelta(milliseconds=5)


async def test_a_chore_that_fails_stops_no_other_and_is_tried_again(
    db: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []
    stop = asyncio.Event()

    async def fails(settings: Settings) -> None:
        done.append("fails")
        raise RuntimeError("boom")

    async def works(settings: Settings) -> None:
        done.append("works")
        if done.count("works") > 2 and done.count("fails") > 2:
            stop.set()

    chores = (Chore("fails", fails, TICK, after_trouble=TICK), Chore("works", works, TICK))
    monkeypatch.setattr(worker, "CHORES", chores)
    async with asyncio.timeout(20):
        await work(db, until=stop)
    assert "fault in the chore fails: RuntimeError" in caplog.text


async def test_the_worker_says_that_it_is_alive(db: Settings) -> None:
    assert await heartbeat.last_beat(heartbeat.WORKER) is None
    for _ in range(2):
        await worker.say_alive(db)
    last = await heartbeat.last_beat(heartbeat.WORKER)
    assert last
    assert clock.now() - last < timedelta(minutes=1)


async def unsent(file_key: str, *, expires_in: timedelta) -> Unsent:
    number = next(serial)
    made = await Unsent.create(
        consultation=await consultations.consultation(),
        token_hash=f"hash{number}",
        public_id=f"id{number}",
        content={},
        created_at=NOW - DAY,
        updated_at=NOW - DAY,
        expires_at=NOW + expires_in,
    )
    await UnsentAnnex.create(
        unsent=made, name="bilag.pdf", media_type="application/pdf", size=3, file_key=file_key,
        created_at=NOW - DAY,
    )  # fmt: skip
    return made


def saved_a_while_ago(files: FileStore) -> None:
    moment = time.time() - 1
    for key in [key for shelf in files.shelves() for key in files.keys(shelf)]:
        os.utime(files.path(key), (moment, moment))


async def test_unsent_texts_past_their_time_are_forgotten_with_files_nobody_else_has(
    db: Settings, tmp_path: Path
) -> None:
    files = FileStore(tmp_path / "files")
    shared, alone = files.save(b"shared"), files.save(b"alone")
    for key in (shared, alone):
        await unsent(key, expires_in=-DAY)
    kept = await unsent(shared, expires_in=DAY)
    saved_a_while_ago(files)
    assert await forget_expired_unsent(files, NOW) == 2
    assert [row.id for row in await Unsent.all()] == [kept.id]
    assert await UnsentAnnex.all().count() == 1
    assert files.read(shared) == b"shared"
    with pytest.raises(FileNotFoundError):
        files.read(alone)


async def test_what_a_text_needs_stays_though_somebody_attached_the_same_bytes(
    db: Settings, tmp_path: Path
) -> None:
    """Everybody can save the PDF of a version, or a background document, and attach it to what is never sent."""
    files = FileStore(tmp_path / "files")
    of = await drafts.store(await consultations.consultation())
    kept = [files.save(each) for each in (b"the draft's file", b"a picture", b"the PDF")]
    await Version.filter(id=of.version.id).update(source_file=kept[0])
    await Paragraph.filter(id=of.paragraphs[0].id).update(picture=kept[1])
    await VersionPdf.create(version=of.version, file=kept[2], tried_at=NOW)
    for key in (*kept, alone := files.save(b"alone")):
        await unsent(key, expires_in=-DAY)
    saved_a_while_ago(files)
    assert await forget_expired_unsent(files, NOW) == 4
    assert [files.read(key) for key in kept] == [b"the draft's file", b"a picture", b"the PDF"]
    with pytest.raises(FileNotFoundError):
        files.read(alone)


async def test_bytes_that_were_just_saved_again_are_left_alone(tmp_path: Path) -> None:
    files = FileStore(tmp_path / "files")
    key = files.save(b"text")
    files.delete_rested(key, since=clock.now() - DAY)
    assert files.read(key) == b"text"
