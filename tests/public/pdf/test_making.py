"""Every published version gets its PDF: tagged, with the numbers that the pages have, by the real WeasyPrint."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import httpx2
import pytest
from lxml import html
from pypdf import PdfReader

from consult import clock
from consult.documents.importing import Draft as ImportedDraft
from consult.documents.importing import render_html
from consult.documents.importing.draft import Cell, ParagraphDraft, Run
from consult.documents.version_pdf import LEASE, MOST_ATTEMPTS, VersionPdf
from consult.public.pdf import making, setting
from consult.settings import Settings
from tests.support.factories import DAY, NOW, consultations, drafts
from tests.support.factories.documents import Draft

pytestmark = pytest.mark.anyio

VERSION = "/consultations/havneplan/versions/1/text"
FILE = VERSION + ".pdf"


@pytest.fixture(scope="module")
def pango() -> None:
    if not setting.can_set():
        pytest.skip("Pango is not on this machine")


@pytest.fixture
def unable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that lacks what it takes."""
    monkeypatch.setattr(making, "can_set", lambda: False)


def elements(reader: PdfReader) -> Iterator[Any]:
    """All structure elements, in reading order."""

    def walk(element: Any) -> Iterator[Any]:
        element = element.get_object()
        if not hasattr(element, "get"):
            return
        if "/S" in element:
            yield element
        below = element.get("/K", [])
        below = below.get_object() if hasattr(below, "get_object") else below
        for each in below if isinstance(below, list) else [below]:
            if hasattr(each, "get_object"):
                yield from walk(each)

    return walk(reader.root_object["/StructTreeRoot"])


def tags(reader: PdfReader) -> list[str]:
    """Their kinds."""
    return [str(each["/S"]) for each in elements(reader)]


async def test_the_worker_makes_it_and_every_page_then_offers_it(
    draft: Draft, client: httpx2.AsyncClient, db: Settings, pango: None
) -> None:
    pages = ("", "/versions", "/sections/2", "/versions/1/sections/2", "/text", "/versions/1/text")
    for page in pages:
        assert FILE not in (await client.get("/consultations/havneplan" + page)).text
    assert (await client.get(FILE)).status_code == 404
    assert await making.make_pdfs(db)
    answer = await client.get(FILE)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="havneplan-1.pdf"'
    for page in pages:
        assert f'{FILE}"' in (await client.get("/consultations/havneplan" + page)).text, page
    made = await VersionPdf.get(version=draft.version)
    assert (made.size, made.attempts) == (len(answer.content), 1)
    assert await making.make_pdfs(db)
    assert (await VersionPdf.get(version=draft.version)).attempts == 1


async def test_it_has_the_pages_numbers_and_words_in_order_and_says_its_language(
    draft: Draft, client: httpx2.AsyncClient, db: Settings, pango: None
) -> None:
    page = html.fromstring((await client.get(VERSION)).text)
    assert await making.make_pdfs(db)
    reader = PdfReader(BytesIO((await client.get(FILE)).content))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da"
    assert reader.metadata is not None
    assert reader.metadata.title == "Politik for havnen – version 1"
    found = tags(reader)
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Link"} <= set(found)
    words = " ".join(" ".join(each.extract_text() for each in reader.pages).split())
    at = -1
    for each in page.find_class("para"):
        number = each.find_class("para__number")[0].text_content()
        text = " ".join(each.find_class("para__words")[0].text_content().split())
        here = max(words.find(f"{number} {text}"), words.find(f"{number} • {text}"))
        assert here > at, (number, text)
        at = here
    assert "Broen rives ned" not in words


async def test_a_table_keeps_its_header_cells(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient, pango: None
) -> None:
    cells = tuple(
        tuple(Cell((Run(words),), header=row == 0) for words in ("År", "Beløb")) for row in range(3)
    )
    table = ParagraphDraft("table", "År\tBeløb", (Run("År\tBeløb"),), cells=cells)
    assert "<th" in render_html(table)
    section = drafts.section("1", "Økonomi", table, number="1")
    found = await consultations.consultation(slug="havneplan")
    await drafts.store(found, ImportedDraft("Politik", (section,), ()))
    assert await making.make_pdfs(db)
    reader = PdfReader(BytesIO((await client.get(FILE)).content))
    found_tags = tags(reader)
    assert found_tags.count("/TH") == 2
    assert found_tags.count("/TD") == 4
    scopes = [each["/A"].get("/Scope") for each in elements(reader) if each["/S"] == "/TH"]
    assert scopes == ["/Column", "/Column"]


async def test_a_version_nobody_may_read_yet_gets_none(
    db: Settings, stopped_clock: None, pango: None
) -> None:
    later = await consultations.consultation(slug="senere", announced_at=NOW + DAY)
    await drafts.store(later)
    await drafts.store(await consultations.consultation(slug="kladde"), published=False)
    assert await making.make_pdfs(db)
    assert not await VersionPdf.all().exists()


async def test_a_machine_that_cannot_make_one_uses_up_no_attempt(
    draft: Draft, db: Settings, unable: None
) -> None:
    assert await making.make_pdfs(db) is False
    assert not await VersionPdf.all().exists()


async def test_one_that_cannot_be_made_is_tried_a_few_times_and_then_left(
    draft: Draft, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(html: str) -> bytes:
        raise setting.NotSet("too-slow")

    monkeypatch.setattr(making, "can_set", lambda: True)
    monkeypatch.setattr(making, "set_pdf", fail)
    for attempt in range(MOST_ATTEMPTS + 2):
        monkeypatch.setattr(clock, "now", lambda attempt=attempt: NOW + attempt * 2 * LEASE)
        assert await making.make_pdfs(db) is (attempt >= MOST_ATTEMPTS)
    assert (await VersionPdf.get(version=draft.version)).attempts == MOST_ATTEMPTS


async def test_nothing_that_a_text_names_is_fetched(pango: None) -> None:
    page = '<html lang="da"><title>x</title><p><img alt="x" src="file:///etc/passwd">'
    assert setting.set_pdf(page + '<img alt="y" src="http://127.0.0.1:9/">').startswith(b"%PDF")
