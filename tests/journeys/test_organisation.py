"""An organisation writes its formal response over two days, and sends it, or says it has no remarks."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload

from consult.sample.identifiers import cvr
from tests.journeys.conftest import SAMPLE, Arrive
from tests.journeys.visitor import Setting, Visitor, in_settings, link_in
from tests.support.browser import NARROW, WIDE
from tests.support.mail import Letterbox

SAVE, MAIL, ADD = "button[value=save]", "button[value=mail]", "button[value=add]"
PREVIEW, SEND = "button[value=preview]", "button[value=send]"
NAME, CVR = "Foreningen Broen & Søn <Prøve>", cvr(7)
GENERAL = "Vi takker for udkastet, og vi savner civilsamfundet i det."
CLOSE = "Her bør der stå, hvem der følger op."
# The smallest file that is a PDF, as far as its first bytes tell.
ANNEX = FilePayload(name="bilag æ.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4\n%%EOF\n")
NO_PDF = FilePayload(name="regneark.pdf", mimeType="application/pdf", buffer=b"MZ nothing of it")
IN_THE_SETTINGS = in_settings(
    Setting("da", NARROW, javascript=True),
    Setting("en", WIDE, javascript=False),
    Setting("ar", WIDE, javascript=True),
)


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


def start(body: Visitor, email: str) -> None:
    """From the front page to the workspace, with who answers filled in."""
    body.go("/")
    body.press(".hearing-card--open .hearing-card__title a")
    body.press("main .ways a[href$='/respond']")
    body.choose("kind", "organisation")
    body.write("organisation", NAME)
    body.write("name", "Prøve Kontaktesen")
    body.write("email", email)
    body.press("main form button[type=submit]")


def add_remark(body: Visitor, place: str, words: str) -> None:
    """On the whole ("") or on the section of this printed name; the text is saved with what it says."""
    if place:
        body.find("[name=new_anchor]").select_option(label=place)
    body.press(ADD)
    last = body.page.locator("textarea[name$='-text']").last.get_attribute("name")
    assert last
    body.write(last, words)
    body.choose(last.replace("-text", "-stance"), "for")
    body.press(SAVE)


def a_section(body: Visitor) -> str:
    """The printed name of a chapter well inside the draft."""
    return body.page.locator("[name=new_anchor] option").nth(5).inner_text()


def attach(body: Visitor) -> None:
    """A file that is taken, and one that is only called a PDF, which is refused while the rest stays."""
    body.find("[name=files]").set_input_files([ANNEX])
    body.press(f"#files {SAVE}")
    assert ANNEX["name"] in body.text("#files")
    body.find("[name=files]").set_input_files([NO_PDF])
    body.press(f"#files {SAVE}")
    assert NO_PDF["name"] in body.text(".error-summary")
    assert ANNEX["name"] in body.text("#files ul")
    assert kept(body) == [GENERAL, CLOSE]


def kept(body: Visitor) -> list[str]:
    """The texts of the remarks as the form now holds them."""
    texts = body.page.locator("textarea[name^='remark-'][name$='-text']")
    return [texts.nth(index).input_value() for index in range(texts.count())]


def send_with_a_right_number(body: Visitor) -> str:
    """A CVR number that cannot be is said so; the right one leads on. Gives the response's number."""
    body.write("cvr", "12345678")
    body.press(PREVIEW)
    assert body.page.locator(".error-summary a[href='#field-cvr']").count() == 1
    assert kept(body) == [GENERAL, CLOSE]
    body.write("cvr", CVR)
    body.press(PREVIEW)
    everybody, only_us = body.text(".preview__side--all"), body.text(".preview__side--us")
    assert all(words in everybody for words in (NAME, GENERAL, CLOSE, ANNEX["name"]))
    assert "Prøve Kontaktesen" not in everybody
    assert CVR not in everybody
    assert "Prøve Kontaktesen" in only_us
    assert CVR in only_us
    body.press(SEND)
    return body.text(".receipt__number")


@IN_THE_SETTINGS
def test_an_organisation_writes_leaves_comes_back_and_sends(
    setting: Setting, arrive: Arrive, letters: Letterbox
) -> None:
    body, email = arrive(setting), f"{setting}@body.example"
    start(body, email)
    add_remark(body, "", GENERAL)
    body.press(MAIL)
    way_back = body.text("main .receipt__link")
    assert link_in(letters.wait_for(email).get_content()) == way_back

    # Another day, another machine: only the link is left.
    body = arrive(setting)
    body.go(way_back)
    assert kept(body) == [GENERAL]
    add_remark(body, a_section(body), CLOSE)
    attach(body)
    number = send_with_a_right_number(body)

    body.press("main a[href*='/mine/']")
    assert number in body.text("h1")
    assert all(words in body.text() for words in (NAME, GENERAL, CLOSE, ANNEX["name"]))
    body.go(way_back)
    assert body.text(".receipt__number") == number, "what is sent cannot be written on"


@IN_THE_SETTINGS
def test_having_no_remarks_is_an_answer(setting: Setting, arrive: Arrive) -> None:
    body = arrive(setting)
    start(body, "")
    body.press(PREVIEW)
    assert body.page.locator(".error-summary").count() == 1, "nothing at all is no answer"
    body.find("[name=no_remarks]").check()
    body.press(PREVIEW)
    body.press(SEND)
    body.press("main a[href*='/mine/']")
    assert body.page.locator("main .remark").count() == 0
