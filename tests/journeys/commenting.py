"""How a citizen comments, in more than one journey: with a mouse, from the keyboard, and without scripts."""

from __future__ import annotations

from tests.journeys.visitor import Visitor
from tests.support.browser import WIDE

PREVIEW, SEND = "button[value=preview]", "button[value=send]"

WORDS = "Der mangler et ord om lektiecaféen – og <b>ikke</b> kun for de store."


def open_remarks(citizen: Visitor, paragraph: str) -> None:
    """What others said: under the paragraph with a script, on a page of its own without."""
    count = f"#{paragraph} .para__count"
    if not citizen.setting.javascript:
        citizen.press(count)
        assert citizen.page.locator("main .remark").count() > 0
        citizen.press("main a[href*='#']")
        return
    citizen.find(count).click()
    citizen.find(f"#{paragraph}-remarks .remark").wait_for()
    assert citizen.find(count).get_attribute("aria-expanded") == "true"
    citizen.look()


def open_form(citizen: Visitor, paragraph: str) -> None:
    """The comment form: in place with a script, from the keyboard on a wide window."""
    link = f"#{paragraph} .para__comment"
    if not citizen.setting.javascript:
        citizen.press(link)
        return
    if citizen.setting.width == WIDE:
        citizen.find(f"#{paragraph} .para__number").focus()
        citizen.tab_to(link)
        citizen.page.keyboard.press("Enter")
    else:
        citizen.find(link).click()
    citizen.find(f"#{paragraph}-form form").wait_for()
    citizen.look()


def fill_in(citizen: Visitor, fields: dict[str, str]) -> None:
    """Write in the form: by tabbing from field to field where it is done without a mouse."""
    for name, words in fields.items():
        if is_without_mouse(citizen):
            citizen.tab_to(f"main [name={name}]")
            citizen.page.keyboard.insert_text(words)
        else:
            citizen.write(name, words)


def choose(citizen: Visitor, stance: str) -> None:
    """What one thinks of the text: nothing is chosen beforehand."""
    assert citizen.page.locator("main input[name=stance]:checked").count() == 0
    choice = f"main input[name=stance][value={stance}]"
    if is_without_mouse(citizen):
        citizen.tab_to(choice)
        citizen.page.keyboard.press("Space")
    else:
        citizen.page.locator(choice).check(force=True)


def is_without_mouse(citizen: Visitor) -> bool:
    return citizen.setting.javascript and citizen.setting.width == WIDE


def press(citizen: Visitor, button: str) -> None:
    """Press a button of the form, with Enter where it is done without a mouse."""
    if not is_without_mouse(citizen):
        citizen.press(button)
        return
    citizen.tab_to(button)
    with citizen.page.expect_navigation():
        citizen.page.keyboard.press("Enter")
    citizen.look()


def write_a_comment(citizen: Visitor, email: str) -> None:
    """First without a name, which is asked for while the text is kept; then as it should be."""
    choose(citizen, "for")
    fill_in(citizen, {"text": WORDS, "proposed_text": "… og en lektiecafé i hver bydel."})
    press(citizen, PREVIEW)
    assert citizen.page.locator(".error-summary a[href$='-name']").count() == 1
    assert citizen.find("main textarea[name=text]").input_value() == WORDS
    fill_in(citizen, {"name": "Prøve Prøvesen", "email": email, "postcode": "9999"})
    press(citizen, PREVIEW)
    everybody, only_us = citizen.text(".preview__side--all"), citizen.text(".preview__side--us")
    assert WORDS in everybody, "what is sent is shown as it was written"
    assert "Prøve Prøvesen" not in everybody
    assert email not in everybody
    assert "Prøve Prøvesen" in only_us
    assert email in only_us


def send_twice(citizen: Visitor) -> str:
    """Send, and once more as an impatient finger would: one receipt. Gives the response's number."""
    form = citizen.find(f"main form:has({SEND})")
    fields = form.evaluate("form => Object.fromEntries(new FormData(form))") | {"step": "send"}
    action = form.get_attribute("action")
    assert action
    citizen.press(SEND)
    again = citizen.page.request.post(action, form=fields, headers={"origin": citizen.origin})
    assert again.url == citizen.page.url
    return citizen.text(".receipt__number")
