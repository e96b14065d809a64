"""What an editor does in more than one journey: come to a step, store it, fill in the frame, publish."""

from __future__ import annotations

from tests.journeys.visitor import Visitor
from tests.support.days import LAST_MONTH, NEXT_MONTH, day


def step(editor: Visitor, slug: str, name: str = "") -> None:
    """Come back to a step from its address, as from a bookmark."""
    editor.go(f"/staff/consultations/{slug}{f'/{name}' if name else ''}")


def button_to(address: str) -> str:
    """The first button that posts to an address with this ending, alone in its form or not."""
    own = f"form[action$='{address}'] button.button:not([formaction])"
    return f"main :is({own}, [formaction$='{address}']):not([tabindex])"


def store(editor: Visitor, address: str) -> None:
    """Press the button that posts to an address with this ending, and be told that it is stored."""
    editor.press(button_to(address))
    assert editor.page.locator("main .alert-success").count() == 1, editor.text()


def fill_in_the_frame(editor: Visitor, slug: str) -> None:
    """Owners, summary, dates, parties, rules: each stored by itself."""
    step(editor, slug, "owners")
    editor.write("new_name", f"Havneudvalget {slug}")
    store(editor, "/owners/committees")
    for area in editor.page.locator("main .desk-areas select").all()[:2]:
        area.select_option(label=f"Havneudvalget {slug}")
    store(editor, "/owners/areas")

    step(editor, slug, "summary")
    editor.write("summary", "Om **havnen**.")
    store(editor, "/summary")

    step(editor, slug, "dates")
    editor.write("opens_day", day(LAST_MONTH))
    editor.write("closes_day", day(NEXT_MONTH))
    store(editor, "/dates")
    editor.write("late_policy", "Ring til os.")
    store(editor, "/keeping")

    step(editor, slug, "parties")
    editor.write("list", "Havnens Venner; post@venner.example\nBådelauget")
    store(editor, "/parties")
    editor.press("main a.desk-onward, main .desk-onward a")
    assert editor.path.endswith("/reasons")


def approve_and_publish(editor: Visitor) -> None:
    """Approved, taken back, approved again; the note is stored and the preview looked at before the button."""
    store(editor, "/approval")
    store(editor, "/withdrawal")
    store(editor, "/approval")
    editor.press(".views li:nth-child(3) a")
    assert editor.page.locator(".checklist__item").count() >= 3
    editor.write("note", "Skoven er skrevet om, og lejere kan vende tilbage.")
    store(editor, "/note")
    editor.press("#preview-heading ~ p a")
    assert editor.page.locator(".preview-banner").count() == 1
    editor.page.go_back()
    more_time = editor.page.locator("main input[name=more_time][value=stays]")
    if more_time.count():
        more_time.check(force=True)
    looked = editor.page.locator("main input[name=looked]")
    if looked.count():
        editor.press(button_to("/next/publication"))
        assert editor.page.locator(".error-summary").count() == 1
        looked.check(force=True)
    editor.press(button_to("/next/publication"))
    assert editor.page.locator("main .alert-success").count() == 1, editor.text()
