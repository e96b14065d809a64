"""An editor: from a title and a file to a public consultation, in three languages, two widths, with and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.arriving import added_account, sign_in
from tests.journeys.conftest import SAMPLE, Arrive
from tests.journeys.editing import button_to, fill_in_the_frame, step, store
from tests.journeys.visitor import Setting, Visitor, in_settings
from tests.support.browser import NARROW, WIDE
from tests.support.days import MONTH_AFTER, day
from tests.support.server import Server

IN_THE_SETTINGS = in_settings(
    Setting("da", WIDE, javascript=True),
    Setting("en", NARROW, javascript=False),
    Setting("ar", NARROW, javascript=True),
)
TEXT = """# Havnen i 2035

Et forord om [ren](#) havn.

# 1 Vand og bad

Vandet er rent.

Der er to broer. Der bygges en til.

Det vil vi

Flere badezoner.

# 2 Kajer

Kajen bruges af mange.
"""
PUBLISHED = "Der bygges en til."


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


def begin(editor: Visitor, server: Server, slug: str) -> None:
    """From what waits for one, to a consultation of its own."""
    sign_in(editor, added_account(server, f"{slug}@fjordby.example", "--role", "editor"))
    editor.go("/staff")
    editor.press("main a[href$='/staff/consultations']")
    editor.press("main form button")
    assert editor.page.locator(".error-summary").count() == 1
    editor.write("title", f"Havnen {slug}")
    editor.write("slug", slug)
    editor.press("main form button")


def put_in_the_text(editor: Visitor, slug: str, folder: Path) -> None:
    """A file that cannot be read, then one that can; the question about its links; its headings mended."""
    wrong, right = folder / "plan.doc", folder / "plan.md"
    wrong.write_bytes(b"\xd0\xcf\x11\xe0")
    right.write_text(TEXT, encoding="utf-8")
    for file in (wrong, right):
        editor.find("main input[type=file]").set_input_files(file)
        editor.press("main button.button[formenctype]")
        assert (editor.page.locator(".error-summary").count() == 1) == (file == wrong)
    editor.choose("empty_links", "insertion")
    store(editor, "/text/links")

    editor.press("main .desk-tree a >> nth=1")
    heading = editor.page.locator(".desk-paragraph", has_text="Det vil vi")
    with editor.page.expect_navigation():
        heading.locator("button[value^='make']").click()
    editor.look()
    assert editor.page.locator("main input[name=title]").input_value() == "Det vil vi"
    editor.press("main a[rel=prev]")
    two = editor.page.locator(".desk-paragraph", has_text="Der er to broer.")
    with editor.page.expect_navigation():
        two.locator("button[value^='split']").click()
    editor.look()
    two.locator("textarea").fill("Der er to broer.\n\nDer bygges en til.")
    with editor.page.expect_navigation():
        two.locator("button[value^='split']").click()
    editor.look()
    assert editor.page.locator(".desk-paragraph").count() == 3
    step(editor, slug, "text")
    assert "Det vil vi" in editor.text(".desk-tree")


@IN_THE_SETTINGS
def test_an_editor_takes_a_file_to_publication(
    setting: Setting, arrive: Arrive, server: Server, tmp_path: Path
) -> None:
    slug = f"havnen-{setting.language}"
    editor, citizen = arrive(setting), arrive(setting)
    begin(editor, server, slug)
    put_in_the_text(editor, slug, tmp_path)
    fill_in_the_frame(editor, slug)

    step(editor, slug, "publication")
    editor.press("#preview-heading ~ p a")
    assert editor.page.locator(".preview-banner").count() == 1
    editor.press(".area-list a >> nth=2")
    assert PUBLISHED in editor.text()
    public = f"/consultations/{slug}"
    assert citizen.page.goto(public).status == 404  # type: ignore[union-attr]

    step(editor, slug, "publication")
    editor.press(button_to("/publication"))
    assert editor.page.locator(".error-summary").count() == 1, "one must say that one looked"
    editor.find("main input[name=sure]").check(force=True)
    store(editor, "/publication")
    citizen.go(f"{public}/sections/1")
    assert PUBLISHED in citizen.text()

    editor.find("main select[name=who]").select_option(label="Havnens Venner")
    editor.write("until_day", day(MONTH_AFTER))
    editor.write("reason", "Bestyrelsen mødes sent.")
    store(editor, "/extensions")
    citizen.go(public)
    assert "Bestyrelsen mødes sent." in citizen.text()
    step(editor, slug, "text")
    # What is published stays: another file is the next version.
    assert editor.page.locator("main input[type=file]").count() == 1
    assert editor.page.locator("main button[formaction$='/next'][formenctype]").count() == 1
