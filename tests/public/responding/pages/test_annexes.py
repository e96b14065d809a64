"""Files of a formal response: known by their content, named safely, limited, and never anybody else's."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import files as consult_files
from consult.audit import AuditEntry
from consult.files import FileStore
from consult.public.responding import submission_limits, workspace_form
from consult.responses import unsent_files, upload
from consult.responses import workspace as workspace_verbs
from consult.responses.annex import Annex
from consult.responses.unsent_files import detach
from consult.responses.unsent_response import Unsent, UnsentAnnex
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.public.responding.workspace_steps import PDF, chosen, press, send, start, word_file
from tests.support.factories import NOW
from tests.support.factories.documents import Draft
from tests.support.visitors import visitor


async def test_files_are_known_by_their_content_and_named_safely(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    await press(
        client, workspace, "save",
        files=chosen(
            ("../../etc/<b>svar</b>.exe", PDF),
            ("C:\\brev.docx", word_file()),
            ("foto.JPG", b"\xff\xd8\xff\xe0rest"),
            ("kort.png", b"\x89PNG\r\n\x1a\nrest"),
        ),
    )  # fmt: skip
    stored = await UnsentAnnex.all().order_by("id")
    assert [a.name for a in stored] == ["b.pdf", "brev.docx", "foto.jpg", "kort.png"]
    assert [a.media_type for a in stored] == [upload.PDF, upload.DOCX, upload.JPEG, upload.PNG]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Filen er tom."),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "telefonens eget format (HEIC)"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"rest", "et dokument af en ældre slags"),
        (b"GIF89a", "Kun PDF, Word (.docx)"),
    ],
)
async def test_a_refused_file_says_what_is_wrong_with_it(
    client: httpx2.AsyncClient, text: Draft, content: bytes, says: str
) -> None:
    page = await press(client, await start(client), "save", files=chosen(("IMG_1.HEIC", content)))
    assert page.status_code == 422
    assert says in page.text
    assert "En fil blev ikke gemt." in page.text
    assert "Der mangler noget" not in page.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("svar.pdf", b"<html><script>alert(1)</script>"),
        ("svar.pdf", b""),
        ("makro.docx", word_file("word/vbaProject.bin")),
        ("arkiv.docx", b"PK\x03\x04 broken"),
        ("mange.docx", word_file(*(f"{n}" for n in range(5_000)))),
        ("billede.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("stor.pdf", PDF + b"x" * (upload.MAX_MEGABYTES * upload.MEGABYTE)),
    ],
)
async def test_a_file_we_do_not_take_is_named_and_the_others_and_the_text_stay(
    client: httpx2.AsyncClient, text: Draft, name: str, content: bytes
) -> None:
    workspace = await start(client)
    page = await press(
        client, workspace, "save", files=chosen((name, content), ("god.pdf", PDF)),
        **{"remark-0-anchor": "", "remark-0-text": "Min tekst"},
    )  # fmt: skip
    assert page.status_code == 422
    assert name in page.text
    assert "Min tekst" in page.text
    assert [a.name for a in await UnsentAnnex.all()] == ["god.pdf"]
    assert (await Unsent.get()).content["remarks"][0]["text"] == "Min tekst"


async def test_the_number_and_the_sum_of_files_are_limited(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    large = PDF + b"x" * (19 * upload.MEGABYTE)
    page = await press(client, workspace, "save", files=chosen(*[("stor.pdf", large)] * 3))
    assert page.status_code == 422
    assert await UnsentAnnex.all().count() == 2
    for annex in await UnsentAnnex.all():
        await press(client, workspace, f"detach:{annex.id}")
    assert await UnsentAnnex.all().count() == 0
    small = chosen(*[(f"{n}.pdf", PDF) for n in range(9)])
    await press(client, workspace, "save", files=small)
    page = await press(client, workspace, "save", files=chosen(("a.pdf", PDF), ("b.pdf", PDF)))
    assert page.status_code == 422
    assert await UnsentAnnex.all().count() == upload.MAX_FILES


async def test_too_many_files_at_once_cost_nobody_the_text(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    many = chosen(*[(f"{n}.pdf", PDF) for n in range(upload.MAX_FILES + 5)])
    fields = {"remark-0-anchor": "", "remark-0-text": "Min tekst"}
    page = await press(client, workspace, "save", files=many, **fields)
    assert (page.status_code, "Min tekst" in page.text) == (422, True)
    assert (await Unsent.get()).content["remarks"][0]["text"] == "Min tekst"


async def test_nobody_takes_off_anothers_file(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    workspace = await start(client)
    await press(client, workspace, "save", files=chosen(("min.pdf", PDF)))
    mine = await UnsentAnnex.get()
    async with visitor(app, db) as other:
        theirs = await start(other)
        await press(other, theirs, f"detach:{mine.id}")
    assert await UnsentAnnex.filter(id=mine.id).exists()


async def test_files_are_added_and_taken_off_with_a_trace_and_not_once_it_is_sent(
    client: httpx2.AsyncClient, text: Draft, db: Settings
) -> None:
    workspace = await start(client)
    await press(client, workspace, "save", files=chosen(("a.pdf", PDF), ("b.pdf", PDF)))
    first, second = await UnsentAnnex.all().order_by("id")
    await press(client, workspace, f"detach:{first.id}")
    assert await UnsentAnnex.all().get() == second
    entries = await AuditEntry.filter(noun="unsent").order_by("id")
    assert [(e.verb, e.facts.get("annex")) for e in entries] == [
        ("start", None), ("attach", first.id), ("attach", second.id), ("detach", first.id),
    ]  # fmt: skip
    mine = await Unsent.get()
    await Unsent.filter(id=mine.id).update(sent_as="sent")
    with pytest.raises(StaleState):
        await detach(mine, second.id, files=FileStore(db.data_dir / "files"), now=NOW)
    assert await UnsentAnnex.filter(id=second.id).exists()


async def test_files_on_disk_hold_what_was_sent(
    client: httpx2.AsyncClient, text: Draft, db: Settings
) -> None:
    workspace = await start(client)
    await press(
        client, workspace, "preview", files=chosen(("min.pdf", PDF)),
        **{"remark-0-anchor": "", "remark-0-text": "Vores svar er i filen."},
    )  # fmt: skip
    await send(client, workspace)
    key = (await Annex.get()).file_key
    assert Path(db.data_dir, "files", key[:2], key).read_bytes() == PDF


def store_of(db: Settings) -> FileStore:
    return FileStore(db.data_dir / "files")


def a_while_ago(files: FileStore, key: str) -> None:
    moment = time.time() - 1
    os.utime(files.path(key), (moment, moment))


async def test_a_detached_file_is_gone_from_the_disk_at_once(
    client: httpx2.AsyncClient, text: Draft, db: Settings
) -> None:
    workspace = await start(client)
    await press(client, workspace, "save", files=chosen(("a.pdf", PDF)))
    annex = await UnsentAnnex.get()
    a_while_ago(store_of(db), annex.file_key)
    await press(client, workspace, f"detach:{annex.id}")
    assert not store_of(db).has(annex.file_key)


async def test_a_detached_file_that_somebody_else_has_put_to_theirs_stays(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    workspace = await start(client)
    await press(client, workspace, "save", files=chosen(("a.pdf", PDF)))
    mine = await UnsentAnnex.get()
    async with visitor(app, db) as other:
        await press(other, await start(other), "save", files=chosen(("b.pdf", PDF)))
    a_while_ago(store_of(db), mine.file_key)
    await press(client, workspace, f"detach:{mine.id}")
    assert store_of(db).read(mine.file_key) == PDF


async def test_bytes_that_a_detaching_deleted_before_the_row_was_there_are_written_again(
    text: Draft, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's detaching looks for rows just before this one is committed."""
    mine, _token = await workspace_verbs.start(
        text.consultation, workspace_form.BLANK, language="da", received_at=NOW, now=NOW
    )
    files = store_of(db)

    async def store(*given: Any) -> UnsentAnnex:
        files.delete(given[3])
        return await original(*given)

    original = unsent_files._store
    monkeypatch.setattr(unsent_files, "_store", store)
    annex = await unsent_files.attach(mine, "a.pdf", PDF, files=files, now=NOW)
    assert files.read(annex.file_key) == PDF


async def test_a_refused_file_leaves_nothing_on_the_disk(
    text: Draft, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two uploads at once: the second finds the place taken only once its bytes are stored."""
    mine, _token = await workspace_verbs.start(
        text.consultation, workspace_form.BLANK, language="da", received_at=NOW, now=NOW
    )

    async def refuse(*given: Any) -> UnsentAnnex:
        a_while_ago(store_of(db), given[3])
        raise upload.FileRefused("full")

    monkeypatch.setattr(unsent_files, "_store", refuse)
    with pytest.raises(upload.FileRefused):
        await unsent_files.attach(mine, "a.pdf", PDF, files=store_of(db), now=NOW)
    assert not [key for shelf in store_of(db).shelves() for key in store_of(db).keys(shelf)]


async def test_what_a_file_is_is_looked_at_once_and_not_on_the_event_loop(
    text: Draft, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsent, _ = await workspace_verbs.start(
        text.consultation, workspace_form.BLANK, language="da", received_at=NOW, now=NOW
    )
    look, looked_in = upload.media_type_of, []

    def looking(content: bytes) -> str | None:
        looked_in.append(threading.current_thread())
        return look(content)

    monkeypatch.setattr(upload, "media_type_of", looking)
    files = store_of(db)
    await unsent_files.attach(unsent, "svar.docx", word_file(), files=files, now=NOW)
    [thread] = looked_in
    assert thread is not threading.main_thread()


async def test_a_network_that_sent_its_hour_of_files_keeps_its_text_and_is_told_when(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission_limits, "MEGABYTES_PER_HOUR", 1)
    workspace = await start(client)
    half = PDF + b"x" * (upload.MEGABYTE * 6 // 10)
    assert (await press(client, workspace, "save", files=chosen(("a.pdf", half)))).status_code < 400
    page = await press(
        client, workspace, "save", files=chosen(("b.pdf", half)),
        **{"remark-0-anchor": "", "remark-0-text": "Min tekst"},
    )  # fmt: skip
    assert page.status_code == 422
    assert "meget mange filer" in page.text
    assert "Min tekst" in page.text
    assert [a.name for a in await UnsentAnnex.all()] == ["a.pdf"]


async def test_on_a_full_disk_texts_are_taken_and_files_are_not(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consult_files, "LEAST_FREE_BYTES", 2**62)
    workspace = await start(client)
    page = await press(
        client, workspace, "save", files=chosen(("b.pdf", PDF)),
        **{"remark-0-anchor": "", "remark-0-text": "Min tekst"},
    )  # fmt: skip
    assert page.status_code == 422
    assert "ikke plads til flere filer" in page.text
    assert (await Unsent.get()).content["remarks"][0]["text"] == "Min tekst"
    assert await UnsentAnnex.all().count() == 0
