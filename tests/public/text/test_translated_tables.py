"""Tables and pictures in another language: cell by cell, and what is said for those who cannot see."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult import clock
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_edits import NewTranslation, translate
from consult.importing import Draft as ReadDraft
from consult.importing import ParagraphDraft, Picture, Run
from consult.importing.draft import Cell
from consult.settings import Settings
from tests.support.factories import NOW, consultations, drafts
from tests.support.factories.documents import Draft
from tests.support.factories.drafts import EDITOR, paragraph, section
from tests.support.reading import read

pytestmark = pytest.mark.anyio

AREA = "/consultations/havneplan/sections/1"
DIGEST = "a" * 64
SHOWN = "En bro over åen"


def table(*rows: tuple[str, ...]) -> ParagraphDraft:
    cells = tuple(
        tuple(Cell((Run(words),) if words else (), header=not at) for words in row)
        for at, row in enumerate(rows)
    )
    text = "\n".join("\t".join(row) for row in rows)
    return ParagraphDraft("table", text, (Run(text),), cells=cells)


def picture(description: str) -> ParagraphDraft:
    runs = (Run(description),) if description else ()
    return ParagraphDraft("figure", description, runs, picture=Picture(DIGEST, 40, 30, description))


WITH_TABLE = ReadDraft(
    "Politik for havnen",
    (
        section(
            "1",
            "Tal",
            paragraph("Vandet er rent."),
            table(("Sted", "Andel"), ("Kajen", "51 %"), ("Broen", "")),
            picture(SHOWN),
            picture(""),
            table(("1", "2"), ("3 %", "4")),
            number="1",
        ),
    ),
    (),
)


@pytest.fixture
async def of(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A text with tables and pictures; another one of the same words, translated too, stands beside it."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    other = await drafts.store(await consultations.consultation(slug="en-anden"), WITH_TABLE)
    await say(other, "ar", Sted="آخر", Kajen="آخر")
    made = await consultations.consultation(slug="havneplan", title="Politik for havnen")
    return await drafts.store(made, WITH_TABLE)


async def say(of: Draft, language: str, made: Made = Made.PERSON, /, **words: str) -> None:
    wordings = [NewTranslation(source, said, made, 0) for source, said in words.items()]
    await translate(of.document, language, wordings, by=EDITOR, now=NOW)


def note(page: html.HtmlElement, number: str) -> str:
    found = page.get_element_by_id(number).find_class("para__note")
    return str(found[0].text_content()) if found else ""


async def test_a_table_is_read_in_another_language_cell_by_cell(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(of, "ar", Sted="المكان", Andel="النسبة", Kajen="الرصيف")
    page = await read(client, "/ar" + AREA)
    box = page.get_element_by_id("p-1-2").find_class("para__words")[0]
    assert (box.get("lang"), box.get("dir")) == ("ar", "rtl")
    assert [each.text for each in box.iter("th")] == ["المكان", "النسبة"]
    # Numbers keep their order, and what nobody translated its language.
    left = [(each.text, each.get("lang"), each.get("dir")) for each in box.iter("bdi")]
    assert left == [("51 %", None, None), ("Broen", "da", "ltr")]
    assert note(page, "p-1-2"), "it says that not all of it is translated"
    await say(of, "ar", Broen="الجسر")
    page = await read(client, "/ar" + AREA)
    assert note(page, "p-1-2") == ""


async def test_a_table_without_a_translated_cell_is_the_original_and_says_so(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(of, "en", **{"Vandet er rent.": "The water is clean."})
    page = await read(client, "/en" + AREA)
    box = page.get_element_by_id("p-1-2").find_class("para__words")[0]
    assert (box.get("lang"), box.get("dir")) == ("da", "ltr")
    assert note(page, "p-1-2") == note(page, "p-1-3") == "Only in Danish"


async def test_what_a_picture_shows_is_said_in_the_readers_language(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(of, "en", **{SHOWN: 'A "bridge" <over> the stream'})
    page = await read(client, "/en" + AREA)
    image = page.get_element_by_id("p-1-3").find(".//img")
    assert image.get("alt") == 'A "bridge" <over> the stream'
    assert image.get("src") == f"/pictures/{DIGEST}"
    danish = await read(client, AREA)
    assert danish.get_element_by_id("p-1-3").find(".//img").get("alt") == SHOWN


async def test_what_has_no_words_lacks_no_translation(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(
        of, "en", Sted="Place", Andel="Share", Kajen="The quay", Broen="The bridge",
        **{SHOWN: "A bridge", "Vandet er rent.": "The water is clean."},
    )  # fmt: skip
    page = await read(client, "/en" + AREA)
    assert note(page, "p-1-4") == note(page, "p-1-5") == ""
    assert "are translated" not in page.find_class("translation-line")[0].text_content()


async def test_a_machines_words_in_one_cell_are_said_of_the_table(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(of, "en", **{"Vandet er rent.": "The water is clean."})
    await say(of, "en", Sted="Place", Andel="Share", Broen="The bridge")
    await say(of, "en", Made.MACHINE, Kajen="The cay")
    page = await read(client, "/en" + AREA)
    assert note(page, "p-1-2") == "Machine translation, checked by nobody"


async def test_the_changes_are_marked_in_the_original_table(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(of, "ar", Sted="المكان")
    page = await read(client, f"/ar{AREA}?view=changes")
    assert "المكان" not in page.text_content()


async def test_words_of_a_translated_cell_are_found_in_its_table(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(of, "ar", Kajen="الرصيف القديم")
    page = await read(client, "/ar/consultations/havneplan/search?q=القديم")
    assert [each.text for each in page.iter("mark")] == ["القديم"]
    assert f"/ar{AREA}#p-1-2" in page.xpath("//main//a/@href")
    elsewhere = await read(client, "/consultations/havneplan/search?q=آخر")
    assert elsewhere.find_class("hits__hit") == []


async def test_a_table_begins_with_its_head(of: Draft, client: httpx2.AsyncClient) -> None:
    for path in (AREA, "/consultations/havneplan/text", f"{AREA}?view=changes"):
        page = await read(client, path)
        heads = page.get_element_by_id("p-1-2").xpath(".//thead//th/text()")
        assert heads == ["Sted", "Andel"], path
