"""Every published version gets its PDF: tagged, with the numbers that the pages have, by the real WeasyPrint."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from consult import clock, sample
from consult.documents.version_pdf import LEASE, MOST_ATTEMPTS, VersionPdf
from consult.files import FileStore
from consult.importing import Draft as ImportedDraft
from consult.importing import render_html
from consult.importing.draft import Cell, ParagraphDraft, Picture, Run
from consult.public.pdf import chores, renderer
from consult.settings import Settings
from tests.support.factories import DAY, NOW, consultations, drafts
from tests.support.factories.documents import Draft
from tests.support.reading import read

pytestmark = pytest.mark.anyio

VERSION = "/consultations/havneplan/versions/1/text"
FILE = VERSION + ".pdf"


@pytest.fixture(scope="module")
def pango() -> None:
    if not renderer.can_render():
        pytest.skip("Pango is not on this machine")


@pytest.fixture
def unable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that lacks what it takes."""
    monkeypatch.setattr(chores, "can_render", lambda: False)


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
    missing = await client.get(FILE)
    assert missing.status_code == 404
    assert "Der er ingen PDF af version 1" in missing.text
    assert f'href="{VERSION}"' in missing.text
    assert await chores.make_pdfs(db)
    answer = await client.get(FILE)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="havneplan-1.pdf"'
    for page in pages:
        assert f'{FILE}"' in (await client.get("/consultations/havneplan" + page)).text, page
    made = await VersionPdf.get(version=draft.version)
    assert (made.size, made.attempts) == (len(answer.content), 1)
    assert await chores.make_pdfs(db)
    assert (await VersionPdf.get(version=draft.version)).attempts == 1


async def test_it_has_the_pages_numbers_and_words_in_order_and_says_its_language(
    draft: Draft, client: httpx2.AsyncClient, db: Settings, pango: None
) -> None:
    page = await read(client, VERSION)
    assert await chores.make_pdfs(db)
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


def table_of(rows: int) -> ParagraphDraft:
    cells = tuple(
        tuple(Cell((Run(words),), header=row == 0) for words in ("År", "Beløb"))
        for row in range(rows)
    )
    return ParagraphDraft("table", "År\tBeløb", (Run("År\tBeløb"),), cells=cells)


async def set_with(
    client: httpx2.AsyncClient, db: Settings, *paragraphs: ParagraphDraft
) -> PdfReader:
    """The PDF of a text of these alone."""
    section = drafts.section("1", "Økonomi", *paragraphs, number="1")
    found = await consultations.consultation(slug="havneplan")
    await drafts.store(found, ImportedDraft("Politik", (section,), ()))
    assert await chores.make_pdfs(db)
    return PdfReader(BytesIO((await client.get(FILE)).content))


async def test_a_table_keeps_its_header_cells(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient, pango: None
) -> None:
    assert "<th" in render_html(table_of(3))
    reader = await set_with(client, db, table_of(3))
    found_tags = tags(reader)
    assert found_tags.count("/TH") == 2
    assert found_tags.count("/TD") == 4
    scopes = [each["/A"].get("/Scope") for each in elements(reader) if each["/S"] == "/TH"]
    assert scopes == ["/Column", "/Column"]


async def test_a_tables_head_stands_on_each_of_its_sheets(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient, pango: None
) -> None:
    reader = await set_with(client, db, table_of(120))
    texts = [each.extract_text() for each in reader.pages]
    # Beside the rows that say the same, each sheet of the table begins with it, set in the head's bold.
    sheets = [text for text in texts if text.count("Beløb") > 5]
    assert len(sheets) >= 2
    found = [str(each["/S"]) for each in elements(reader)]
    assert found.count("/THead") == len(sheets)
    assert found.count("/TD") == 2 * 119


def marked(reader: PdfReader) -> Iterator[tuple[int, str, Any]]:
    """(page, tag, number or none) of every marked piece of every page's own stream."""
    for at, page in enumerate(reader.pages):
        content = page.get_contents()
        assert content is not None
        for operands, operator in ContentStream(content, reader).operations:
            if operator == b"BDC":
                yield at, str(operands[0]), operands[1].get("/MCID")
            elif operator == b"BMC":
                yield at, str(operands[0]), None


async def test_what_repeats_on_every_sheet_is_no_part_of_the_text(
    draft: Draft, client: httpx2.AsyncClient, db: Settings, pango: None
) -> None:
    assert await chores.make_pdfs(db)
    reader = PdfReader(BytesIO((await client.get(FILE)).content))
    named = {
        (reader.get_page_number(each["/Pg"].get_object()), int(kid))
        for each in elements(reader)
        for kid in each.get("/K", [])
        if isinstance(kid, int)
    }
    numbered = {(at, int(number)) for at, _, number in marked(reader) if number is not None}
    # Every numbered piece stands in the tree: a running head is none, and says what it is.
    assert numbered == named
    heads = [at for at, tag, _ in marked(reader) if tag == "/Artifact"]
    assert set(range(1, len(reader.pages))) <= set(heads)
    last = reader.pages[-1].extract_text()
    assert f"{VERSION}" in last.replace("\n", "")
    assert f"{len(reader.pages)} / {len(reader.pages)}" in last


async def test_a_picture_that_only_decorates_is_passed_over(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient, pango: None
) -> None:
    content = (Path(sample.__file__).parent / "i-arbejde.png").read_bytes()
    digest = FileStore(db.data_dir / "files").save(content)
    shown, decorates = (
        ParagraphDraft(
            "figure", said, (Run(said),) if said else (), picture=Picture(digest, 72, 42, said)
        )
        for said in ("Søjler", "")
    )
    reader = await set_with(client, db, shown, decorates)
    figures = [each for each in elements(reader) if each["/S"] == "/Figure"]
    assert [each.get("/Alt") for each in figures] == ["Søjler"]


async def test_links_are_printed_and_say_where_they_lead(
    draft: Draft, client: httpx2.AsyncClient, db: Settings, pango: None
) -> None:
    assert await chores.make_pdfs(db)
    reader = PdfReader(BytesIO((await client.get(FILE)).content))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert links
    assert {each.get("/F") for each in links} == {4}
    assert all(each.get("/Contents") for each in links)


async def test_no_tag_is_empty(
    draft: Draft, client: httpx2.AsyncClient, db: Settings, pango: None
) -> None:
    assert await chores.make_pdfs(db)
    reader = PdfReader(BytesIO((await client.get(FILE)).content))
    said = [each for each in elements(reader) if each["/S"] in ("/P", "/H1", "/H2", "/Span")]
    assert [str(each["/S"]) for each in said if not each.get("/K")] == []
    assert reader.pages[1].extract_text().count("Politik for havnen") == 1, "the running head"


async def test_one_whose_file_was_lost_is_made_again(
    draft: Draft, client: httpx2.AsyncClient, db: Settings, pango: None
) -> None:
    assert await chores.make_pdfs(db)
    made = await VersionPdf.get(version=draft.version)
    (path,) = (
        each for each in (db.data_dir / "files").rglob(f"*{made.file[2:]}*") if each.is_file()
    )
    await chores.find_lost_pdfs(db)
    assert (await VersionPdf.get(version=draft.version)).file == made.file
    path.unlink()
    await chores.find_lost_pdfs(db)
    # Nobody is sent to what is not there.
    assert FILE not in (await client.get(VERSION)).text
    assert await chores.make_pdfs(db)
    assert (await client.get(FILE)).status_code == 200
    assert f'{FILE}"' in (await client.get(VERSION)).text


async def test_a_version_nobody_may_read_yet_gets_none(
    db: Settings, stopped_clock: None, pango: None
) -> None:
    later = await consultations.consultation(slug="senere", announced_at=NOW + DAY)
    await drafts.store(later)
    await drafts.store(await consultations.consultation(slug="kladde"), published=False)
    assert await chores.make_pdfs(db)
    assert not await VersionPdf.all().exists()


async def test_a_machine_that_cannot_make_one_uses_up_no_attempt(
    draft: Draft, db: Settings, unable: None
) -> None:
    assert await chores.make_pdfs(db) is False
    assert not await VersionPdf.all().exists()


async def test_one_that_cannot_be_made_is_tried_a_few_times_and_then_left(
    draft: Draft, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(html: str) -> bytes:
        raise renderer.NotRendered("too-slow")

    monkeypatch.setattr(chores, "can_render", lambda: True)
    monkeypatch.setattr(chores, "render_pdf", fail)
    for attempt in range(MOST_ATTEMPTS + 2):
        monkeypatch.setattr(clock, "now", lambda attempt=attempt: NOW + attempt * 2 * LEASE)
        assert await chores.make_pdfs(db) is (attempt >= MOST_ATTEMPTS)
    assert (await VersionPdf.get(version=draft.version)).attempts == MOST_ATTEMPTS


def test_where_weasyprint_can_be_imported_pdfs_can_be_set() -> None:
    """Within the limits of the child that asks: a mistake in these would look like a missing Pango."""
    command = [sys.executable, "-c", "import weasyprint"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("Pango is not on this machine")
    assert renderer.can_render()


def test_a_pdf_is_given_up_before_another_worker_may_take_it_over() -> None:
    assert LEASE.total_seconds() > renderer.WALL_SECONDS


async def test_nothing_that_a_text_names_is_fetched(pango: None) -> None:
    page = '<html lang="da"><title>x</title><p><img alt="x" src="file:///etc/passwd">'
    assert renderer.render_pdf(page + '<img alt="y" src="http://127.0.0.1:9/">').startswith(b"%PDF")


def test_the_renderer_says_on_which_page_each_id_stands(pango: None) -> None:
    rendered = renderer.render_with_pages(
        '<!doctype html><html lang="da"><title>Notat</title><body><h1 id="first">A</h1>'
        '<h2 id="second" style="break-before: page">B</h2><p><a href="#second">B</a></p>'
    )
    assert rendered.pages == {"first": 1, "second": 2}
    assert len(PdfReader(BytesIO(rendered.content)).pages) == 2
