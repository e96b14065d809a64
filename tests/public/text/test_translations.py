"""Reading in another language: what is translated, what is not, and that it is never the text that is heard."""

from __future__ import annotations

from importlib import import_module

import httpx2
import pytest
from lxml import html

from consult.audit import Actor
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_edits import NewTranslation, translate
from consult.responses.remark import Publicity, Remark
from tests.public.text.arabic import AREA, QUAY, line, note, shown
from tests.support.factories import NOW, drafts, responses, versions, words
from tests.support.factories.documents import Draft
from tests.support.reading import read

pytestmark = pytest.mark.anyio


async def test_a_reader_of_arabic_gets_the_translation_and_is_told_what_it_is(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, "/ar" + AREA)
    assert shown(page, "p-2-1") == (QUAY, "ar", "rtl")
    assert note(page, "p-2-1") == ""
    assert "الأرصفة" in page.find(".//h1").text_content()
    assert "translation-line--offer" not in html.tostring(page).decode()
    assert page.xpath("//*[@class='translation-line']//a/@href")[0] == f"/ar{AREA}?text=da"


async def test_a_text_of_more_words_than_a_statement_can_name_is_read_as_any_other(
    arabic: Draft, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Translations of words that are not on the page make no language of it."""
    module = import_module("consult.public.queries.translations")
    monkeypatch.setattr(module, "MAX_DIGESTS", 0)
    await words.translated(arabic, "uk", p1_1="Причал.")
    page = await read(client, "/ar" + AREA)
    assert shown(page, "p-2-1") == (QUAY, "ar", "rtl")
    assert "text=uk" not in html.tostring(page).decode()
    assert "الأرصفة" in (await client.get("/ar/consultations/havneplan/contents")).text


async def test_what_is_not_translated_is_shown_in_the_original_and_says_so(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, f"/en{AREA}?text=ar")
    assert shown(page, "p-2-2") == ("Kajen skal være åben for alle.", "da", "ltr")
    assert note(page, "p-2-2") == "Only in Danish"
    assert "1 of 3 paragraphs are translated" in line(page)
    assert "The text in Danish is the one that is out for consultation" in line(page)


async def test_the_danish_address_and_the_link_back_show_the_text_that_is_heard(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    for path in (AREA, f"/ar{AREA}?text=da", f"/en{AREA}"):
        page = await read(client, path)
        assert shown(page, "p-2-1") == ("Kajen bruges af mange.", "da", "ltr"), path
        assert note(page, "p-2-1") == ""
        assert page.find_class("translation-line--offer")[0].xpath(".//a/@href") == [f"/ar{AREA}"]


async def test_a_language_the_site_does_not_speak_is_read_at_its_own_address(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await words.translated(draft, "uk", p2_1="Причалом користуються багато людей.")
    page = await read(client, AREA)
    assert page.find_class("translation-line")[0].xpath(".//a/@href") == [f"{AREA}?text=uk"]
    page = await read(client, f"{AREA}?text=uk")
    assert shown(page, "p-2-1")[1:] == ("uk", "ltr")
    # The choice goes along to the other parts of the text.
    assert f"{AREA.replace('/2', '/1')}?text=uk" in page.xpath("//nav[@class='contents']//a/@href")


@pytest.mark.parametrize("asked", ["xx", "", "<script>", "tr"])
async def test_a_language_nobody_translated_into_shows_the_original(
    arabic: Draft, client: httpx2.AsyncClient, asked: str
) -> None:
    page = await read(client, f"{AREA}?text={asked}")
    assert shown(page, "p-2-1")[1] == "da"


async def test_the_changes_are_shown_in_the_original(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, f"/ar{AREA}?view=changes")
    assert shown(page, "p-2-2")[1] == "da"
    assert page.find_class("translation-line--offer")


async def test_how_it_was_made_is_public(draft: Draft, client: httpx2.AsyncClient) -> None:
    await words.translated(draft, "en", Made.MACHINE, p2_1="Many use the quay.")
    page = await read(client, "/en" + AREA)
    assert "Made by machine, checked by nobody" in line(page)
    await words.translated(draft, "en", Made.PERSON, p2_2="The quay shall be open to all.")
    page = await read(client, "/en" + AREA)
    assert note(page, "p-2-1") == "Machine translation, checked by nobody"
    assert note(page, "p-2-2") == ""


async def test_words_are_escaped_and_their_lines_kept(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await words.translated(draft, "en", p2_1="<b>One</b>\nTwo", s2="<i>Quays</i>")
    text = (await client.get("/en" + AREA)).text
    assert "&lt;b&gt;One&lt;/b&gt;<br>Two" in text
    assert "<i>Quays" not in text


async def test_the_permanent_address_of_a_paragraph_keeps_the_language(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    place = drafts.numbered(arabic, "2.1").identity_id
    to = await client.get(f"/ar/consultations/havneplan/paragraphs/{place}?text=da")
    assert to.headers["location"] == f"/ar{AREA}?text=da#p-2-1"


async def test_a_reworded_paragraph_falls_back_to_the_original(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    made = await versions.followed()
    await translate(
        made.first.document, "en",
        [NewTranslation(versions.BUS, "Every ten minutes.", Made.PERSON, 0),
         NewTranslation(versions.LIBRARY, "Books.", Made.PERSON, 0)],
        by=Actor("account:1"), now=NOW,
    )  # fmt: skip
    base = f"/en/consultations/{made.first.consultation.slug}/sections"
    assert shown(await read(client, base + "/2"), "p-2-1")[0] == "Every ten minutes."
    await made.approve_and_publish()
    page = await read(client, base + "/3")
    assert shown(page, "p-3-1") == (versions.BUS.replace("tiende", "femte"), "da", "ltr")
    assert note(page, "p-3-1") == "Only in Danish"
    assert shown(page, "p-3-2")[0] == "Books."


async def test_commenting_from_a_translation_keeps_the_words_that_were_marked(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    place = drafts.numbered(arabic, "2.1").identity_id
    address = f"/ar/consultations/havneplan/paragraphs/{place}/comment"
    page = (await client.get(address, params={"quote": QUAY})).text
    assert QUAY in page
    assert "Kajen bruges af mange." in page, "the text that is heard stands beside its translation"
    form = {"key": "k" * 32, "text": "جيد", "name": "Prøve", "quote": QUAY[:10], "stance": "for"}
    preview = await client.post(address, data={**form, "step": "preview"})
    assert preview.status_code == 200
    assert (await client.post(address, data={**form, "step": "send"})).status_code == 303
    stored = await Remark.get()
    assert (stored.quote, stored.quote_language) == (QUAY[:10], "ar")


async def test_what_was_quoted_from_a_translation_says_so_everywhere(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    place = drafts.numbered(arabic, "2.1")
    for language in ("ar", ""):
        await responses.remark(
            arabic, place, publicity=Publicity.PUBLISHED, quote=QUAY, public_quote=QUAY,
            quote_language=language,
        )  # fmt: skip
    found = (
        await client.get(f"/en/consultations/havneplan/paragraphs/{place.identity_id}/remarks")
    ).text
    assert found.count("Quoted from a translation into Arabic") == 1
    data = (await client.get("/api/v1/consultations/havneplan/remarks")).json()["items"]
    assert [each["anchor"]["quote_language"] for each in data] == [None, "ar"]


def language_of(link: html.HtmlElement) -> str:
    """Of a link's words: what the nearest element around or within them says."""
    said = link.xpath("(ancestor::*[@lang] | descendant-or-self::*[@lang])[last()]")[0]
    return str(said.get("lang"))


async def test_an_untranslated_heading_stands_where_the_list_has_the_others(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, "/ar/consultations/havneplan/contents")
    lines = page.find_class("all-contents__line")
    assert {each.get("dir") for line in lines for each in line.iter("a")} == {None}
    assert {each.get("dir") for line in lines for each in line.xpath(".//bdi[@lang]")} == {
        "ltr",
        "rtl",
    }


async def test_headings_are_read_in_the_readers_language_where_they_stand_alone(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    for path in ("", "/contents"):
        page = await read(client, "/ar/consultations/havneplan" + path)
        link = page.xpath(f"//main//a[@href='/ar{AREA}']")[0]
        assert "الأرصفة وحياة المدينة" in link.text_content()
        assert language_of(link) == "ar"
        other = page.xpath("//main//a[@href='/ar/consultations/havneplan/sections/1']")[0]
        assert language_of(other) == "da"
        danish = await read(client, "/consultations/havneplan" + path)
        assert "الأرصفة" not in danish.text_content()
