"""An editor puts the policy in force before the draft, and everybody can read what became of it."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.arriving import added_account, sign_in
from tests.journeys.conftest import Arrive
from tests.journeys.editing import fill_in_the_frame, step, store
from tests.journeys.visitor import Setting, Visitor, in_settings
from tests.support.browser import NARROW, WIDE
from tests.support.server import Server

IN_THE_SETTINGS = in_settings(
    Setting("da", NARROW, javascript=False),
    Setting("en", WIDE, javascript=False),
    Setting("ar", WIDE, javascript=True),
)
IN_FORCE = """# Havnepolitik 2021

# 1 Vand og bad

Vandet skal være rent nok til at bade i.

Der er to broer over havnen.

# 2 Kajer

Kajen bruges af mange.
"""
DRAFT = IN_FORCE.replace("2021", "2027").replace("to broer", "fire broer")
NOTE = "Den politik, der gælder i dag."


def put_in(editor: Visitor, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    editor.find("main input[type=file]").set_input_files(file)
    editor.press("main button.button[formenctype]")
    assert editor.page.locator(".error-summary").count() == 0


def keep(editor: Visitor) -> None:
    editor.find(".desk-earlier summary").click()
    editor.write("note", NOTE)
    store(editor, "/text/earlier")


@IN_THE_SETTINGS
def test_the_draft_is_compared_with_the_policy_in_force(
    setting: Setting, arrive: Arrive, server: Server, tmp_path: Path
) -> None:
    slug = f"gaeldende-{setting.language}"
    editor, citizen = arrive(setting), arrive(setting)
    sign_in(editor, added_account(server, f"{slug}@fjordby.example", "--role", "editor"))
    editor.go("/staff/consultations")
    editor.write("title", f"Havnen {slug}")
    editor.write("slug", slug)
    editor.press("main form button")

    put_in(editor, tmp_path / "2021.md", IN_FORCE)
    keep(editor)
    store(editor, "/text/earlier/return")
    keep(editor)
    put_in(editor, tmp_path / "2027.md", DRAFT)
    step(editor, slug, "next/mapping")
    assert "fire" in editor.text(".pairing--reworded")
    store(editor, "/approval")
    fill_in_the_frame(editor, slug)
    step(editor, slug, "next/publication")
    assert editor.page.locator("[formaction$='/next/publication']").count() == 0
    step(editor, slug, "publication")
    editor.find("main input[name=sure]").check(force=True)
    store(editor, "/publication")

    citizen.go(f"/consultations/{slug}")
    citizen.press(".newest-version a")
    assert "fire" in citizen.text(".para__words ins")
    assert "to" in citizen.text(".para__words del")
    citizen.go(f"/consultations/{slug}/versions")
    assert NOTE in citizen.text()
    citizen.press(".version-list__item >> nth=1 >> .version-list__ways li:last-child a")
    citizen.press("main a[href$='/versions/1/sections/1']")
    assert "to broer" in citizen.text()
    assert citizen.page.locator("main a[href*='/comment']").count() == 0
