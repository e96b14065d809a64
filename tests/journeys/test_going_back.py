"""Whoever presses Back, Forward or Reload while writing finds the words, and is never asked to send a form again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.commenting import PREVIEW, SEND, WORDS, open_form
from tests.journeys.conftest import SAMPLE, Arrive
from tests.journeys.visitor import Setting, Visitor
from tests.support.browser import NARROW

HEARING = "/consultations/integration-og-medborgerskab-2027"
TEXT = "main textarea[name=text]"
PARAGRAPH = "p-5-3"

EITHER_WAY = pytest.mark.parametrize(
    "setting",
    [Setting("da", NARROW, javascript=True), Setting("ar", NARROW, javascript=False)],
    ids=str,
)


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


def start_writing(citizen: Visitor) -> None:
    """Up to the preview: from the form in place with scripts, from a page of its own without."""
    citizen.page.on("dialog", lambda dialog: dialog.accept())
    citizen.go(f"{HEARING}/sections/5")
    open_form(citizen, PARAGRAPH)
    # With a mouse, whatever the window.
    citizen.page.locator("main input[name=stance][value=for]").check(force=True)
    citizen.write("text", WORDS)
    citizen.write("name", "Prøve Prøvesen")
    citizen.press(PREVIEW)
    expect(citizen.find(SEND)).to_be_visible()


def text_in(page: Page) -> str:
    field = page.locator(TEXT).first
    expect(field).to_be_visible()
    return field.input_value()


@EITHER_WAY
def test_back_from_the_preview_shows_the_form_with_its_words(
    setting: Setting, arrive: Arrive
) -> None:
    citizen = arrive(setting)
    start_writing(citizen)
    citizen.page.go_back()
    expect(citizen.find(TEXT)).to_have_value(WORDS)
    expect(citizen.find("main input[name=name]")).to_have_value("Prøve Prøvesen")
    citizen.page.go_forward()
    expect(citizen.find(SEND)).to_be_visible()


@EITHER_WAY
def test_reloading_and_going_through_every_step_sends_nothing_again(
    setting: Setting, arrive: Arrive
) -> None:
    citizen = arrive(setting)
    start_writing(citizen)
    citizen.page.reload()
    citizen.press("button[value=edit]")
    citizen.write("text", WORDS + " Nyt.")
    citizen.press(PREVIEW)
    citizen.page.go_back()
    assert text_in(citizen.page).startswith(WORDS)
    citizen.page.go_back()
    expect(citizen.find(SEND)).to_be_visible()
    citizen.page.go_forward()
    assert text_in(citizen.page).startswith(WORDS)
    citizen.page.go_forward()
    assert WORDS + " Nyt." in citizen.text(".preview__side--all")


@EITHER_WAY
def test_back_from_the_receipt_says_that_it_was_sent(setting: Setting, arrive: Arrive) -> None:
    citizen = arrive(setting)
    start_writing(citizen)
    citizen.press(SEND)
    number, receipt = citizen.text(".receipt__number"), citizen.page.url
    citizen.page.go_back()
    assert citizen.page.locator(SEND).count() == 0
    assert number in citizen.text("main .lead")
    citizen.press("main a[href$='/receipt']")
    assert citizen.page.url == receipt


def test_what_was_sent_is_not_in_the_form_again(arrive: Arrive) -> None:
    citizen = arrive(Setting("da", NARROW, javascript=True))
    start_writing(citizen)
    citizen.press(SEND)
    citizen.go(f"{HEARING}/sections/5")
    citizen.page.reload()
    expect(citizen.find(f"#{PARAGRAPH}")).to_be_visible()
    assert citizen.page.evaluate("sessionStorage.getItem('typed-words')") == "{}"
    assert citizen.page.locator(TEXT).count() == 0
