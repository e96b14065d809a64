"""Files of a formal response: known by their content, named safely, limited, and never anybody else's."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.audit import AuditEntry
from consult.responses import upload
from consult.responses.annex import Annex
from consult.responses.unsent import Unsent, UnsentAnnex
from consult.responses.workspace import detach
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
    ("name", "content"),
    [
        ("svar.pdf", b"<html><script>alert(1)</script>"),
        ("svar.pdf", b""),
        ("makro.docx", word_file("word/vbaProject.bin")),
        ("arkiv.docx", b"PK\x03\x04 broken"),
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
    client: httpx2.AsyncClient, text: Draft
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
        await detach(mine, second.id, now=NOW)
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
