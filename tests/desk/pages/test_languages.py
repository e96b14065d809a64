"""The step where sections get their summaries and translations: section by section, and through an agency's file."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult.consultations.consultation import Consultation
from consult.documents.translations.plain_summary import PlainSummary
from consult.documents.translations.translation import Made, Translation, digest_of
from tests.desk.desk_work import DRAFT, desk, upload
from tests.support.factories import consultations

WATER, BRIDGES = "Vandet er rent.", "Der er to broer."


@pytest.fixture
async def of(editor: httpx2.AsyncClient) -> Consultation:
    """One in preparation with its text; another with the same words beside it."""
    other = await consultations.unannounced_consultation(slug="en-anden")
    await upload(editor, other)
    made = await consultations.unannounced_consultation(slug="havnen")
    assert (await upload(editor, made)).status_code == 303
    return made


async def form_of(editor: httpx2.AsyncClient, address: str) -> dict[str, str]:
    """The fields of the section's form as a browser would send them back."""
    page = html.fromstring((await editor.get(address)).text)
    return fields_of(page)


def fields_of(page: html.HtmlElement) -> dict[str, str]:
    """A browser leaves out the line break that a text area begins with."""
    form = next(each for each in page.forms if "/languages/" in (each.action or ""))
    return {name: value.removeprefix("\n") for name, value in form.form_values()}


def field(words: str) -> str:
    return f"words-{digest_of(words)}"


async def test_a_section_is_stored_with_its_summary_and_its_words(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    address = desk(of, "languages", "ar", "sections", "1")
    form = await form_of(editor, address)
    form |= {"summary": "عن الماء.", "summary_made": "person", "made": "machine-checked"}
    form |= {field(WATER): "الماء نظيف.\r\nجدًا"}
    assert (await editor.post(address, data=form)).status_code == 303
    row = await Translation.get()
    assert (row.source, row.words, row.made) == (WATER, "الماء نظيف.\nجدًا", Made.CHECKED)
    assert (await PlainSummary.get()).words == "عن الماء."
    page = (await editor.get(address)).text
    assert "الماء نظيف." in page
    overview = " ".join((await editor.get("/en" + desk(of, "languages"))).text.split())
    assert "1 of 14 texts translated" in overview
    assert "1 section in short" in overview


async def test_source_and_field_each_say_their_own_language_and_direction(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    page = html.fromstring((await editor.get(desk(of, "languages", "ar", "sections", "1"))).text)
    source = page.find_class("wording__source")[1]
    assert (source.text, source.get("lang"), source.get("dir")) == (WATER, "da", "ltr")
    areas = page.xpath("//textarea")
    assert {(each.get("lang"), each.get("dir")) for each in areas} == {("ar", "rtl")}


async def test_in_the_texts_own_language_there_is_only_a_summary(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    form = await form_of(editor, desk(of, "languages", "da", "sections", "1"))
    assert not [name for name in form if name.startswith("words-")]


async def test_how_it_was_made_must_be_said(editor: httpx2.AsyncClient, of: Consultation) -> None:
    address = desk(of, "languages", "ar", "sections", "1")
    form = await form_of(editor, address) | {field(WATER): "الماء", "summary": "ماء"}
    answer = await editor.post(address, data=form)
    assert answer.status_code == 422
    assert "الماء" in answer.text, "what was typed is kept"
    assert await Translation.all().count() + await PlainSummary.all().count() == 0


async def test_two_at_once_are_told_and_the_second_keeps_what_was_typed(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    address = desk(of, "languages", "en", "sections", "1")
    mine = theirs = await form_of(editor, address)
    theirs = theirs | {field(WATER): "The water is clean.", "made": "person"}
    assert (await editor.post(address, data=theirs)).status_code == 303
    mine = mine | {field(WATER): "Clean water.", field(BRIDGES): "Two bridges.", "made": "person"}
    answer = await editor.post(address, data=mine)
    assert answer.status_code == 409
    assert "Clean water." in answer.text
    assert "The water is clean." in answer.text
    assert [each.words for each in await Translation.all()] == ["The water is clean."]
    # Having seen the other's, I may store mine over it.
    again = fields_of(html.fromstring(answer.text))
    assert (await editor.post(address, data=again)).status_code == 303
    assert {each.words for each in await Translation.all()} == {"Clean water.", "Two bridges."}


async def test_a_field_that_was_not_touched_overwrites_nothing(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    address = desk(of, "languages", "en", "sections", "1")
    mine = theirs = await form_of(editor, address)
    theirs = theirs | {field(WATER): "The water is clean.", "made": "person"}
    await editor.post(address, data=theirs)
    mine = mine | {field(BRIDGES): "Two bridges.", "made": "person"}
    assert (await editor.post(address, data=mine)).status_code == 303
    assert {each.words for each in await Translation.all()} == {
        "The water is clean.",
        "Two bridges.",
    }


async def test_changed_words_show_the_earlier_translation_and_it_can_be_kept(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    address = desk(of, "languages", "en", "sections", "1")
    form = await form_of(editor, address)
    await editor.post(address, data=form | {field(WATER): "The water is clean.", "made": "person"})
    other = DRAFT.replace(WATER, "Vandet er nu rent.")
    assert (await upload(editor, of, other, lock_version=1)).status_code == 303
    page = (await editor.get("/en" + address)).text
    assert "Outdated: the words have changed" in page
    assert "The water is clean." in page
    assert "1 outdated" in (await editor.get("/en" + desk(of, "languages"))).text
    form = await form_of(editor, address)
    new = digest_of("Vandet er nu rent.")
    assert form[f"words-{new}"] == ""
    answer = await editor.post(address, data=form | {f"keep-{new}": "yes", "made": "person"})
    assert answer.status_code == 303
    assert (await Translation.get(digest=new)).words == "The water is clean."


async def test_the_agencys_file_goes_out_and_comes_back(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    address = desk(of, "languages", "ar", "file")
    answer = await editor.get(address)
    assert answer.headers["content-disposition"] == 'attachment; filename="havnen-1-ar.xlf"'
    finished = answer.text.replace(f"<source>{WATER}</source>", f"<source>{WATER}</source><target>الماء نظيف.</target>")  # fmt: skip
    finished = finished.replace(f"<source>{BRIDGES}</source>", "<source>Der er tre broer.</source><target>ثلاثة</target>")  # fmt: skip
    gone = '<trans-unit id="0"><source>Væk</source><target>ذهب</target></trans-unit></body>'
    finished = finished.replace("</body>", gone)
    back = await editor.post(
        "/en" + address, data={"made": "person"}, files={"file": ("b.xlf", finished.encode())}
    )
    assert back.status_code == 200
    text = " ".join(back.text.split())
    assert "1 translation is stored" in text
    assert "2 texts were not stored" in text
    assert "Der er tre broer." in text
    assert "Væk" in text
    assert [(each.source, each.words) for each in await Translation.all()] == [
        (WATER, "الماء نظيف.")
    ]


async def test_a_table_is_translated_part_by_part_on_the_desk_and_through_the_agency(
    editor: httpx2.AsyncClient,
) -> None:
    made = await consultations.unannounced_consultation(slug="tal")
    table = "| Sted | Andel |\n|---|---|\n| Kajen | 51 % |\n| Kajen | |"
    await upload(editor, made, f"{DRAFT}\n{table}\n")
    address = desk(made, "languages", "ar", "sections", "3")
    page = html.fromstring((await editor.get("/en" + address)).text)
    sources = [each.text for each in page.find_class("wording__source")]
    assert sources == ["Kajer", "Kajen bruges af mange.", "Sted", "Andel", "Kajen"]
    assert "Part of the table in paragraph 2.2" in page.text_content()
    form = await form_of(editor, address)
    form |= {field("Kajen"): "الرصيف", "made": "person"}
    assert (await editor.post(address, data=form)).status_code == 303
    file = desk(made, "languages", "ar", "file")
    sent = (await editor.get("/en" + file)).text
    assert "Part of the table in paragraph 2.2" in sent
    finished = sent.replace("<source>Sted</source>", "<source>Sted</source><target>المكان</target>")
    await editor.post(file, data={"made": "person"}, files={"file": ("b.xlf", finished.encode())})
    stored = await Translation.all().order_by("source").values_list("source", "words")
    assert stored == [("Kajen", "الرصيف"), ("Sted", "المكان")]


async def test_of_many_texts_that_were_not_stored_the_first_hundred_are_listed(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    address = "/en" + desk(of, "languages", "ar", "file")
    unknown = "".join(
        f'<trans-unit id="{n}"><source>Væk {n}.</source><target>ذهب</target></trans-unit>'
        for n in range(103)
    )
    finished = (await editor.get(address)).text.replace("</body>", f"{unknown}</body>")
    back = await editor.post(
        address, data={"made": "person"}, files={"file": ("b.xlf", finished.encode())}
    )
    assert "103 texts were not stored" in back.text
    assert back.text.count('<li><bdi lang="da">Væk ') == 100
    assert "And 3 more." in back.text


async def test_a_file_replaces_nothing_unless_told_to(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    section = desk(of, "languages", "en", "sections", "1")
    form = await form_of(editor, section)
    await editor.post(section, data=form | {field(WATER): "Mine.", "made": "person"})
    address = desk(of, "languages", "en", "file")
    finished = (await editor.get(address)).text.replace(">Mine.<", ">Theirs.<").encode()
    for replace, stored in (("", "Mine."), ("yes", "Theirs.")):
        fields = {"made": "machine", "replace": replace}
        answer = await editor.post(address, data=fields, files={"file": ("b.xlf", finished)})
        assert answer.status_code == 200
        assert (await Translation.get()).words == stored


@pytest.mark.parametrize(
    "content", [b"", b"<xliff/>", b"PK\x03\x04", b"<?xml version='1.0'?><!DOCTYPE a><a/>"]
)
async def test_what_is_no_such_file_is_refused_in_words(
    editor: httpx2.AsyncClient, of: Consultation, content: bytes
) -> None:
    answer = await editor.post(
        desk(of, "languages", "ar", "file"), data={"made": "person"}, files={"file": ("b", content)}
    )
    assert answer.status_code == 422


async def test_a_good_file_of_which_nobody_says_how_it_was_made_is_not_called_bad(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    address = "/en" + desk(of, "languages", "ar", "file")
    content = (await editor.get(address)).content
    answer = await editor.post(address, data={"made": ""}, files={"file": ("b.xlf", content)})
    assert answer.status_code == 422
    assert "Say how it was made." in answer.text
    assert "This is no XLIFF" not in answer.text


async def test_a_file_in_another_language_is_refused(
    editor: httpx2.AsyncClient, of: Consultation
) -> None:
    content = (await editor.get(desk(of, "languages", "ar", "file"))).content
    answer = await editor.post(
        desk(of, "languages", "en", "file"), data={"made": "person"}, files={"file": ("b", content)}
    )
    assert answer.status_code == 422
    assert await Translation.all().count() == 0


@pytest.mark.parametrize("path", ["xx", "xx/file", "ar/sections/99", "ar?version=7"])
async def test_what_is_not_there_is_missing(
    editor: httpx2.AsyncClient, of: Consultation, path: str
) -> None:
    assert (await editor.get(desk(of, "languages", path))).status_code == 404


async def test_before_the_text_there_is_nothing_to_translate(editor: httpx2.AsyncClient) -> None:
    bare = await consultations.unannounced_consultation(slug="bar")
    assert (await editor.get(desk(bare, "languages"))).status_code == 200
    assert (await editor.get(desk(bare, "languages", "ar"))).status_code == 404
