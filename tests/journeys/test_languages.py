"""Somebody who does not read Danish, and the editor who translates for them, in every setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.arriving import added_account, sign_in
from tests.journeys.conftest import CONSULTATION, SAMPLE, Arrive
from tests.journeys.visitor import Setting, Visitor, in_settings
from tests.support.browser import NARROW, WIDE
from tests.support.server import Server

AREA = f"{CONSULTATION}/sections/2"
IN_THE_SETTINGS = in_settings(
    Setting("ar", WIDE, javascript=True),
    Setting("ar", NARROW, javascript=False),
    Setting("en", NARROW, javascript=True),
    Setting("da", WIDE, javascript=False),
)
OTHERS = {"da": "ar", "en": "en", "ar": "ar"}
# A language for each editor that nobody has begun, whatever script it is really written in.
NEW = {
    "ar-1280-script": "uk",
    "ar-360-no-script": "ur",
    "en-360-script": "tr",
    "da-1280-no-script": "so",
}
# Marks the words of a paragraph, as somebody's mouse would.
MARK = """element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


def words_of(reader: Visitor, number: str) -> tuple[str | None, str | None]:
    """The language of a paragraph, and which way it is written."""
    words = reader.find(f"#{number} .para__words")
    return words.get_attribute("lang"), words.get_attribute("dir")


@IN_THE_SETTINGS
def test_a_newcomer_reads_goes_to_the_original_and_back(setting: Setting, arrive: Arrive) -> None:
    reader = arrive(setting)
    reader.go(AREA)
    assert reader.find(".in-short").is_visible()
    if setting.language == "da":
        assert words_of(reader, "p-2-1") == ("da", "ltr")
        return
    way = "rtl" if setting.language == "ar" else "ltr"
    assert words_of(reader, "p-2-1") == (setting.language, way)
    # The table too is read in it, from its own side on; numbers keep their order.
    assert words_of(reader, "p-2-12") == (setting.language, way)
    assert reader.text("#p-2-12 thead th >> nth=0") != "Område"
    if setting.language == "ar":
        # What nobody translated is in the original, and says so.
        assert words_of(reader, "p-2-20") == ("da", "ltr")
        assert reader.find("#p-2-20 .para__note").is_visible()
    reader.press(".translation-line a")
    assert words_of(reader, "p-2-1") == ("da", "ltr")
    assert reader.path.endswith("?text=da")
    reader.press(".translation-line--offer a")
    assert reader.page.locator(".translation-line--offer").count() <= 1
    # The area that comes next is in no other language, and says so.
    reader.go(AREA.partition("/sections")[0] + "/text")
    assert words_of(reader, "p-2-1") == (setting.language, way)
    assert words_of(reader, "p-3-1") == ("da", "ltr")
    assert reader.find("#p-3-1 .para__note").is_visible()


@IN_THE_SETTINGS
def test_words_marked_in_a_translation_go_along(setting: Setting, arrive: Arrive) -> None:
    reader = arrive(setting)
    reader.go(f"{AREA}?text={OTHERS[setting.language]}")
    words = reader.find("#p-2-2 .para__words")
    marked = " ".join(words.inner_text().split())
    if setting.javascript:
        words.evaluate(MARK)
        reader.find("#p-2-2 .para__comment.has-quote").wait_for()
        reader.find("#p-2-2 .para__comment").click()
        reader.find("#p-2-2-form [name=quote]").wait_for()
        assert reader.find("#p-2-2-form [name=quote]").input_value() == marked
    else:
        reader.press("#p-2-2 .para__comment")
        reader.write("quote", marked)
    reader.write("text", "Ja.")
    reader.write("name", "Prøve Person")
    reader.choose("stance", "for")
    reader.press("button[value=preview]")
    assert marked in reader.text()
    reader.press("button[value=send]")
    assert "/sections/" not in reader.path


@IN_THE_SETTINGS
def test_an_editor_translates_a_section_and_reads_an_agencys_file_back(
    setting: Setting, arrive: Arrive, server: Server, tmp_path: Path
) -> None:
    editor = arrive(setting)
    name = f"{setting.language}-{setting.width}@fjordby.example"
    sign_in(editor, added_account(server, name, "--role", "editor"))
    editor.go(f"/staff{CONSULTATION}/languages")
    language, said = NEW[str(setting)], f"Передмова {setting}"
    editor.find("main select[name=language]").select_option(language)
    editor.press("main form button")
    editor.press("main .desk-tree a >> nth=0")
    field = editor.page.locator("main .wording textarea").nth(1)
    field.fill(said)
    editor.press("main form button")
    assert editor.page.locator(".error-summary").count() == 1, "it was not said how it was made"
    editor.choose("made", "person")
    editor.press("main form button")
    assert editor.page.locator("main .alert-success").count() == 1
    assert field.input_value() == said

    editor.go(f"/staff{CONSULTATION}/languages/{language}")
    with editor.page.expect_download() as saved:
        editor.find("main a[download]").click()
    content = Path(saved.value.path()).read_text(encoding="utf-8")
    assert said in content
    file = tmp_path / "back.xlf"
    file.write_text(content.replace(said, f"{said}!"), encoding="utf-8")
    editor.find("main input[type=file]").set_input_files(file)
    editor.choose("made", "machine")
    editor.find("main input[name=replace]").check(force=True)
    editor.press("main form:has(input[type=file]) button")
    editor.go(f"{CONSULTATION}/sections/A?text={language}")
    assert editor.text("#p-A-1 .para__words") == f"{said}!"
