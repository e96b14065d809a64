"""The consultation's own title and summary box in another language, wherever they stand."""

from __future__ import annotations

import httpx2
import pytest

from consult import clock
from consult.consultations.consultation import Consultation
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_edits import NewTranslation, translate
from consult.settings import Settings
from tests.support.factories import NOW, consultations, drafts
from tests.support.factories.documents import Draft
from tests.support.factories.drafts import EDITOR
from tests.support.queries import queries
from tests.support.reading import read

pytestmark = pytest.mark.anyio

BASE = "/consultations/havneplan"
TITLE, ABOUT = "Politik for havnen", "Om **havnen**.\n\n- Vand\n- Kajer"
HTML = "<p>Om <strong>havnen</strong>.</p><ul><li>Vand</li><li>Kajer</li></ul>"


@pytest.fixture
async def of(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A consultation that says what it is about; another of the same name, translated too, stands beside it."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    other = await drafts.store(await consultations.consultation(slug="en-anden", title=TITLE))
    await say(other, "ar", **{TITLE: "آخر"})
    made = await consultations.consultation(slug="havneplan", title=TITLE, summary=HTML)
    return await drafts.store(made)


async def say(of: Draft, language: str, made: Made = Made.PERSON, /, **words: str) -> None:
    wordings = [NewTranslation(source, said, made, 0) for source, said in words.items()]
    await translate(of.document, language, wordings, by=EDITOR, now=NOW)


async def test_the_page_of_a_consultation_is_read_in_the_readers_language(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(of, "ar", **{TITLE: "سياسة الميناء", ABOUT: "عن **الميناء**.\n\n- الماء"})
    page = await read(client, "/ar" + BASE)
    heading = page.find(".//h1")
    assert (heading.get("lang"), heading.text_content()) == ("ar", "سياسة الميناء")
    box = page.find_class("summary-box")[0]
    about = box.xpath(".//dd/div")[0]
    assert (about.get("lang"), about.get("dir")) == ("ar", "rtl")
    assert about.find(".//strong").text == "الميناء"
    assert [each.text for each in about.iter("li")] == ["الماء"]
    # It says what it is, and the title that is heard stands there too.
    line = page.find_class("translation-line")[0]
    assert line.xpath("./span[@lang='da']")[0].text == TITLE
    # What nobody translated is there and says so.
    left = box.xpath(".//dd/div[@lang='da']")[0]
    assert left.text_content() == "Byrådet beslutter."
    assert left.getnext().get("class") == "summary-box__note"


async def test_where_nothing_is_translated_nothing_is_said_of_it(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(of, "uk", **{TITLE: "Політика"})
    for path in (BASE, "/en" + BASE):
        page = await read(client, path)
        assert page.find(".//h1").get("lang") == "da"
        assert page.find_class("translation-line") == []
        assert page.find_class("summary-box__note") == []
    asked = await read(client, f"{BASE}?text=uk")
    assert asked.find(".//h1").text_content() == "Політика"


async def test_the_list_of_consultations_and_the_way_back_have_the_same_title(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(of, "ar", **{TITLE: "سياسة الميناء", ABOUT: "عن الميناء", "Vandet er rent.": "نظيف"})
    home = await read(client, "/ar/")
    cards = home.find_class("hearing-card__title")
    said = {each.text_content().strip(): each.find("a").get("lang") for each in cards}
    assert said == {"آخر": "ar", "سياسة الميناء": "ar"}
    assert "عن الميناء" in home.text_content()
    for path in ("/sections/1", "/text", "/contents"):
        page = await read(client, f"/ar{BASE}{path}")
        assert "سياسة الميناء" in page.find_class("breadcrumbs")[0].text_content(), path
    danish = await read(client, f"{BASE}/sections/1")
    assert TITLE in danish.find_class("breadcrumbs")[0].text_content()


async def test_words_that_an_editor_changed_since_are_the_original_again(
    of: Draft, client: httpx2.AsyncClient
) -> None:
    await say(of, "en", **{TITLE: "Harbour policy", ABOUT: "About the harbour"})
    await Consultation.filter(slug="havneplan").update(summary="<p>Noget andet.</p>")
    page = await read(client, f"/en{BASE}?fresh=1")
    assert "About the harbour" not in page.text_content()
    assert "Noget andet." in page.text_content()
    assert page.find(".//h1").text_content() == "Harbour policy"


async def test_what_a_translator_wrote_is_cleaned(of: Draft, client: httpx2.AsyncClient) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) **ok**"
    await say(of, "en", **{TITLE: "<b>Harbour</b>", ABOUT: hostile})
    text = (await client.get("/en" + BASE)).text
    assert "<script>alert" not in text
    assert 'href="javascript' not in text
    assert "<strong>ok</strong>" in text
    assert "<b>Harbour" not in text + (await client.get("/en/")).text


async def test_one_question_for_all_of_a_list(of: Draft, client: httpx2.AsyncClient) -> None:
    async def asked(path: str) -> int:
        with queries() as sent:
            assert (await client.get(path)).status_code == 200
        return len(sent)

    plain = await asked("/?fresh=1")
    assert await asked("/ar/?fresh=1") == plain + 1
    await say(of, "ar", **{TITLE: "سياسة الميناء"})
    assert await asked("/ar/?fresh=2") == plain + 1
