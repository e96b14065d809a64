"""An editor: from version 1 with remarks to version 2 where each of them stands beside its paragraph's new words."""

from __future__ import annotations

from pathlib import Path

from consult.responses.remark import Publicity
from tests.journeys.arriving import added_account, sign_in
from tests.journeys.commenting import open_remarks
from tests.journeys.conftest import Arrive
from tests.journeys.editing import approve_and_publish, step, store
from tests.journeys.visitor import Setting, Visitor, in_settings
from tests.support.browser import NARROW, WIDE
from tests.support.factories import consultations, documents, drafts, responses
from tests.support.factories.versions import BUS, FIRST, FOREST, HARBOUR, LIBRARY, SCHOOL
from tests.support.server import Server

IN_THE_SETTINGS = in_settings(
    Setting("da", WIDE, javascript=True),
    Setting("en", NARROW, javascript=False),
    Setting("ar", NARROW, javascript=True),
)
# So much reworded that nobody but a person sees what it was.
NATURE = "Naturen får mere plads mod øst, med egetræer og bøgetræer til glæde for os alle."
SECOND = f"""# Politik for byen, anden udgave

# 1 Bolig

Lejere kan altid vende tilbage til deres lejlighed.

# 2 Byen

## Fremover

{HARBOUR} {SCHOOL}

# 3 Trafik

## Fremover

{BUS.replace("tiende", "femte")}

{LIBRARY}

{NATURE}
"""


def hear(server: Server, slug: str) -> None:
    """A consultation out to hearing today, with published remarks on four paragraphs."""

    async def make() -> None:
        found = await consultations.open_today(slug=slug, title=f"Politik for byen {slug}")
        first = await drafts.store(found, FIRST)
        for number, text in enumerate((HARBOUR, SCHOOL, BUS, FOREST), 1):
            on = next(each for each in first.paragraphs if each.text == text)
            await responses.remark(
                first, on, text=f"Bemærkning {number}.", publicity=Publicity.PUBLISHED
            )
        lead = await consultations.committee()
        for area in first.sections[0], first.sections[2]:
            await documents.owner(area, lead, is_lead=True)

    server.within(make)


def upload_the_next_version(editor: Visitor, slug: str, folder: Path) -> None:
    """A file that cannot be read, then one that can; who sees it is said."""
    step(editor, slug, "text")
    for name, content in (("plan.doc", b"\xd0\xcf\x11\xe0"), ("plan.md", SECOND.encode())):
        (folder / name).write_bytes(content)
        editor.find("main input[type=file]").set_input_files(folder / name)
        editor.press("main button[formaction$='/next']")
        assert (editor.page.locator(".error-summary").count() == 1) == (name == "plan.doc")
    assert editor.page.locator(".views [aria-current]").count() == 1


def correct_what_became_of_the_forest(editor: Visitor) -> None:
    """Its remark would lose its place, so it stands on top; it is linked to what a person recognises."""
    editor.press(".views li:nth-child(2) a")
    editor.press(".mapping-headline a")
    assert editor.page.locator(".pairing").count() == 1
    assert FOREST in editor.text(".pairing--removed")
    editor.press(".pairing__correct a")
    editor.write("new", "9.9")
    editor.press("main form[action$='/correction'] button.button-primary")
    assert editor.page.locator(".error-summary").count() == 1
    found = editor.page.locator(".mapping-choices li", has_text=NATURE).first
    with editor.page.expect_navigation():
        found.locator("button").first.click()
    editor.look()
    store(editor, "/correction")
    assert editor.page.locator(".pairing").count() == 0
    editor.press(".mapping-filters li:first-child a")
    editor.press(".mapping-tools a[href*='order=reading']")
    editor.write("number", "3.1")
    editor.press(".mapping-find button")
    assert editor.page.locator(".pairing--reworded ins.change").count() == 1


@IN_THE_SETTINGS
def test_remarks_follow_their_paragraphs_into_the_next_version(
    setting: Setting, arrive: Arrive, server: Server, tmp_path: Path
) -> None:
    slug = f"byen-{setting.language}"
    hear(server, slug)
    editor, citizen = arrive(setting), arrive(setting)
    sign_in(editor, added_account(server, f"{slug}@fjordby.example", "--role", "editor"))
    upload_the_next_version(editor, slug, tmp_path)
    correct_what_became_of_the_forest(editor)
    public = f"/consultations/{slug}"
    citizen.go(f"{public}/sections/2")
    assert BUS in citizen.text()
    approve_and_publish(editor)

    citizen.go(f"{public}/sections/3")
    for words, remark in (("femte minut", "Bemærkning 3."), (NATURE, "Bemærkning 4.")):
        citizen.go(f"{public}/sections/3")
        paragraph = citizen.page.locator(".para", has_text=words).first.get_attribute("id")
        assert paragraph
        open_remarks_of(citizen, paragraph, remark)
    citizen.go(f"{public}/versions")
    assert "Skoven er skrevet om" in citizen.text()


def open_remarks_of(citizen: Visitor, paragraph: str, remark: str) -> None:
    """Open what others said there, and find the remark among it."""
    count = f"#{paragraph} .para__count"
    if citizen.setting.javascript:
        open_remarks(citizen, paragraph)
        assert remark in citizen.text(f"#{paragraph}-remarks")
    else:
        citizen.press(count)
        assert remark in citizen.text()
