"""A citizen reads the draft, writes beside a paragraph, and keeps the say over what was written."""

from __future__ import annotations

import pytest

from tests.journeys.commenting import (
    WORDS,
    open_form,
    open_remarks,
    send_twice,
    write_a_comment,
)
from tests.journeys.conftest import SAMPLE, Arrive
from tests.journeys.visitor import Setting, Visitor, in_settings, link_in
from tests.support.browser import NARROW, WIDE
from tests.support.mail import Letterbox

IN_THE_SETTINGS = in_settings(
    Setting("da", WIDE, javascript=True),
    Setting("ar", NARROW, javascript=False),
    Setting("en", NARROW, javascript=True),
)


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


def read_up_to_a_paragraph_with_remarks(citizen: Visitor) -> str:
    """From the front page, by links alone; gives the id of the paragraph's element."""
    citizen.go("/")
    citizen.press(".hearing-card--open .hearing-card__title a")
    citizen.press(".area-list__row:has(.count-link) .area-list__title a")
    citizen.press(".reading__tools a[href$='view=changes']")
    citizen.press(".reading__tools a:not([href$='view=changes'])")
    paragraph = citizen.find(".para:has(.para__count)").get_attribute("id")
    assert paragraph
    return paragraph


def confirm_address(citizen: Visitor, letters: Letterbox, email: str, number: str) -> None:
    """The first letter holds nothing of the text; the copy comes once its button was pressed."""
    asked = letters.wait_for(email).get_content()
    assert number in asked
    assert WORDS not in asked
    citizen.go(link_in(asked))
    citizen.press("main form button.button-primary")
    copy = letters.wait_for(email, count=2).get_content()
    assert number in copy
    assert WORDS in copy


@IN_THE_SETTINGS
def test_a_citizen_comments_corrects_and_withdraws(
    setting: Setting, arrive: Arrive, letters: Letterbox
) -> None:
    citizen, email = arrive(setting), f"{setting}@citizen.example"
    paragraph = read_up_to_a_paragraph_with_remarks(citizen)
    open_remarks(citizen, paragraph)
    open_form(citizen, paragraph)
    write_a_comment(citizen, email)
    number = send_twice(citizen)
    confirm_address(citizen, letters, email, number)

    # Home again, with nothing but the link out of the letter.
    citizen = arrive(setting)
    citizen.go(link_in(letters.to(email)[-1].get_content()))
    assert number in citizen.text("h1")
    assert WORDS in citizen.text()
    correct(citizen)
    withdraw(citizen)


def correct(citizen: Visitor) -> None:
    citizen.press("main a[href$='/remarks/1']")
    citizen.write("text", "")
    citizen.write("proposed_text", "")
    citizen.press("main form button[type=submit]")
    assert citizen.page.locator(".error-summary").count() == 1
    citizen.write("text", "Kortere: vi savner lektiecaféen.")
    citizen.press("main form button[type=submit]")
    assert "Kortere: vi savner lektiecaféen." in citizen.text()


def withdraw(citizen: Visitor) -> None:
    citizen.press("main a[href$='/withdraw']")
    citizen.press("main form button")
    assert citizen.page.locator("main a[href$='/withdraw']").count() == 0
