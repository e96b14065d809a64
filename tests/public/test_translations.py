"""Reading in another language: what is translated, what is not, and that it is never the text that is heard."""

from __future__ import annotations

from importlib import import_module

import httpx2
import pytest
from lxml import html

from consult.audit import Actor
from consult.documents.publication import publish_version
from consult.documents.translations.source_units import words_of
from consult.documents.translations.summary_edits import summarise_section
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_edits import NewTranslation, translate
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from tests.support.factories import NOW, consultations, drafts, responses, versions, words
from tests.support.factories.documents import Draft
from tests.support.queries import queries

pytestmark = pytest.mark.anyio

AREA = "/consultations/havneplan/sections/2"
QUAY = "الرصيف يستخدمه كثيرون."


async def read(client: httpx2.AsyncClient, path: str) -> html.HtmlElement:
    answer = await client.get(path)
    assert answer.status_code == 200, path
    return html.fromstring(answer.text)


def shown(page: html.HtmlElement, number: str) -> tuple[str, str, str]:
    """(words, language, direction) of a paragraph."""
    box = page.get_element_by_id(number).find_class("para__words")[0]
    return " ".join(box.text_content().split()), box.get("lang"), box.get("dir")


def note(page: html.HtmlElement, number: str) -> str:
    found = page.get_element_by_id(number).find_class("para__note")
    return str(found[0].text_content()) if found else ""


def line(page: html.HtmlElement) -> str:
    return " ".join(
        " ".join(each.text_content().split()) for each in page.find_class("translation-line")
    )


@pytest.fixture
async def arabic(draft: Draft) -> Draft:
    """Half of area 2 in Arabic; another consultation with the same words has another translation."""
    other = await drafts.store(await consultations.consultation(slug="en-anden"))
    await words.translated(other, "ar", p2_1="ترجمة أخرى", p2_2="ترجمة أخرى")
    await words.translated(draft, "ar", p2_1=QUAY, s2="الأرصفة وحياة المدينة")
    return draft


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


async def test_a_section_in_short_stands_at_its_top_in_the_readers_language(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await words.summarised(draft, "2", "da", "Om kajen.\n\nDen er åben.")
    await words.summarised(draft, "2", "ar", "عن الرصيف.")
    await words.summarised(draft, "1", "da", "Om vandet.")
    box = (await read(client, AREA)).find_class("in-short")
    assert [each.text for each in box[0].findall(".//div/p")] == ["Om kajen.", "Den er åben."]
    assert len(box) == 1
    box = (await read(client, "/ar" + AREA)).find_class("in-short")[0]
    assert (box.find("div").get("lang"), box.find("div").get("dir")) == ("ar", "rtl")
    # Who reads English gets the consultation's own, marked as such.
    box = (await read(client, "/en" + AREA)).find_class("in-short")[0]
    assert "Only in Danish" in box.text_content()
    assert box.find("div").get("lang") == "da"


async def test_a_summary_of_words_that_have_changed_says_so(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    made = await versions.followed()
    await words.summarised(made.first, "2", "da", "Om trafik.")
    base = f"/consultations/{made.first.consultation.slug}/sections"
    before = (await read(client, "/en" + base + "/2")).find_class("in-short")[0].text_content()
    assert "has been changed since" not in before
    await made.approve_and_publish()
    after = (await read(client, "/en" + base + "/3")).find_class("in-short")[0].text_content()
    assert "Om trafik." in after
    assert "The text has been changed since this was written." in after


async def test_a_summary_of_a_version_in_preparation_is_seen_nowhere(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    made = await versions.followed()
    await words.summarised(made.first, "2", "da", "Om trafik.")
    await made.approve()
    written = {each.section.key: each for each in await words_of(made.second)}["3"]
    await summarise_section(
        made.second, written.section.identity_id, "da", "Hemmeligt nyt om trafik.",
        made=Made.PERSON, digest=written.digest, lock_version=0, by=Actor("account:1"), now=NOW,
    )  # fmt: skip
    base = f"/consultations/{made.first.consultation.slug}/sections"
    text = (await client.get(base + "/2")).text
    assert "Om trafik." in text
    assert "Hemmeligt" not in text
    await publish_version(made.second, by=Actor("account:1"), now=NOW)
    assert "Hemmeligt" in (await client.get(base + "/3")).text


async def test_without_such_words_nobody_asks_the_database_and_with_them_twice(
    draft: Draft, client: httpx2.AsyncClient, db: Settings
) -> None:
    async def asked(path: str) -> int:
        with queries() as sent:
            assert (await client.get(path)).status_code == 200
        assert sum("translation" in each and "SELECT" in each for each in sent.all) <= 2
        return len(sent)

    plain = await asked("/ar" + AREA + "?fresh=1")
    assert plain == await asked(AREA + "?fresh=1")
    await words.translated(draft, "ar", p2_1=QUAY)
    await words.summarised(draft, "2", "ar", "عن الرصيف.")
    assert await asked("/ar" + AREA + "?fresh=2") == plain + 2
    await words.translated(draft, "ar", p2_2="ب", p1_1="ت", s1="ث")
    await words.translated(draft, "en", p2_2="b", p1_1="t", s1="c")
    assert await asked("/ar" + AREA + "?fresh=3") == plain + 2


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


async def test_words_of_a_translation_are_found_and_lead_to_it(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, "/ar/consultations/havneplan/search?q=كثيرون")
    assert [each.text for each in page.iter("mark")] == ["كثيرون"]
    assert f"/ar{AREA}#p-2-1" in page.xpath("//a/@href"), "there the translation is shown by itself"
    page = await read(client, "/consultations/havneplan/search?q=كثيرون")
    assert f"{AREA}?text=ar#p-2-1" in page.xpath("//a/@href")
    # Who found Danish words is led to the Danish words.
    page = await read(client, "/ar/consultations/havneplan/search?q=kajen")
    assert f"/ar{AREA}?text=da#p-2-1" in page.xpath("//a/@href")
    # The other consultation's translation of the same words is found where all are searched.
    assert "ترجمة أخرى" not in (await client.get("/consultations/havneplan/search?q=أخرى")).text
    assert "en-anden" in (await client.get("/search?q=أخرى")).text


async def test_what_was_found_stands_under_the_heading_its_reader_reads(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    await words.translated(arabic, "ar", s2_1="الوضع اليوم")
    await words.translated(arabic, "uk", p2_1="Причал.", s2_1="Сьогодні")

    async def headings(path: str) -> list[tuple[str, str]]:
        page = await read(client, path)
        places = page.xpath("//*[@class='hits__place']//*[@lang]")
        return [(each.get("lang"), each.text_content()) for each in places]

    assert await headings("/ar/consultations/havneplan/search?q=kajen") == [
        ("ar", "الوضع اليوم"), ("ar", "الوضع اليوم"),
    ]  # fmt: skip
    assert (await headings("/consultations/havneplan/search?q=Причал"))[0] == ("uk", "Сьогодні")
    assert (await headings("/consultations/havneplan/search?q=kajen"))[0] == (
        "da", "Situationen i dag",
    )  # fmt: skip
    assert (await headings("/ar/consultations/havneplan/search?q=broer"))[0][0] == "ar"
    assert (await headings("/en/consultations/havneplan/search?q=broer"))[0][0] == "da"


async def test_words_that_only_a_version_in_preparation_has_are_not_found(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    async def hits(path: str) -> str:
        return str((await read(client, f"{path}?q=سرّي")).xpath("string(//main//ol)"))

    made = await versions.followed()
    secret = NewTranslation(versions.TENANTS, "سرّي", Made.PERSON, 0)
    await translate(made.first.document, "ar", [secret], by=Actor("account:1"), now=NOW)
    address = f"/consultations/{made.first.consultation.slug}/search"
    assert await hits(address) == await hits("/search") == ""
    await made.approve_and_publish()
    assert "سرّي" in await hits(address)


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
