"""A citizen with five things to say writes each beside its paragraph, and sends them once: one number, one letter."""

from __future__ import annotations

import pytest

from tests.journeys.commenting import open_form
from tests.journeys.conftest import SAMPLE, Arrive
from tests.journeys.visitor import Setting, Visitor, in_settings
from tests.support.browser import NARROW, WIDE
from tests.support.mail import Letterbox

PREVIEW, KEEP, SEND = "button[value=preview]", "button[value=keep]", "button[value=send]"
BAR, SHEET = ".my-remarks__bar", "main form[action*='/respond/']"
# In the order they are written, which is not that of the text.
ORDER = (4, 0, 3, 1, 2)
IN_THE_SETTINGS = in_settings(
    Setting("da", WIDE, javascript=False),
    Setting("ar", NARROW, javascript=True),
    Setting("en", WIDE, javascript=True),
)


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


def words(index: int) -> str:
    return f"Bemærkning nummer {index} i teksten."


def read(citizen: Visitor) -> list[str]:
    """To a page of the draft; gives the ids of five of its paragraphs."""
    citizen.go("/")
    citizen.press(".hearing-card--open .hearing-card__title a")
    citizen.press(".area-list__title a")
    paragraphs = citizen.page.locator(".para:has(.para__comment)")
    found = [paragraphs.nth(index).get_attribute("id") or "" for index in range(5)]
    assert all(found)
    return found


def keep_the_first(citizen: Visitor, paragraph: str, email: str) -> None:
    """Written and looked at as every comment is; then kept instead of sent."""
    open_form(citizen, paragraph)
    citizen.write("text", words(ORDER[0]))
    citizen.choose("stance", "for")
    citizen.write("name", "Prøve Prøvesen")
    citizen.write("email", email)
    citizen.press(PREVIEW)
    assert citizen.page.locator(SEND).count() == 1
    citizen.press(KEEP)


def keep_another(citizen: Visitor, paragraph: str, index: int) -> None:
    """Who writes is known by now: words, and a press."""
    open_form(citizen, paragraph)
    assert citizen.page.locator("main [name=name]").count() == 0
    citizen.write("text", words(index))
    citizen.choose("stance", "against")
    citizen.press(KEEP)


def is_told(citizen: Visitor, paragraph: str, count: int) -> None:
    """That so many are not sent, after each one; and is back in the text, at its paragraph."""
    if not citizen.setting.javascript:
        assert str(count) in citizen.text("main .lead")
        citizen.press("main a.button-primary")
        assert citizen.page.url.endswith(f"#{paragraph}")
        return
    citizen.find(BAR).wait_for()
    # Arabic has words of its own for one and for two.
    assert str(count) in citizen.text(BAR) or (citizen.setting.language == "ar" and count < 3)
    assert citizen.page.url.endswith(f"#{paragraph}")
    citizen.find(f"#{paragraph} .my-mark").wait_for()
    citizen.look()


def open_sheet(citizen: Visitor) -> None:
    if citizen.setting.javascript:
        citizen.press(f"{BAR} a")
        return
    citizen.go(citizen.path.split("/sections/")[0])
    citizen.press("main a[href$='/my-response']")


def send(citizen: Visitor) -> str:
    """The sheet has all five in the order of the text, one mended there; gives the response's number."""
    written = citizen.page.locator("textarea[name$='-text']")
    assert [written.nth(n).input_value() for n in range(5)] == [words(n) for n in range(5)]
    assert citizen.page.locator("main .draft-words").count() == 5
    citizen.find("#remark-1 summary").click()
    citizen.write("remark-1-text", f"{words(1)} Rettet.")
    citizen.press(f"{SHEET} {PREVIEW}")
    everybody = citizen.text(".preview__side--all")
    assert all(words(n) in everybody for n in range(5))
    assert "Rettet." in everybody
    assert "Prøve Prøvesen" not in everybody
    citizen.press(SEND)
    return citizen.text(".receipt__number")


@IN_THE_SETTINGS
def test_five_remarks_get_one_receipt(setting: Setting, arrive: Arrive, letters: Letterbox) -> None:
    citizen, email = arrive(setting), f"{setting}@pencil.example"
    paragraphs = read(citizen)
    keep_the_first(citizen, paragraphs[ORDER[0]], email)
    is_told(citizen, paragraphs[ORDER[0]], 1)
    for count, index in enumerate(ORDER[1:], start=2):
        keep_another(citizen, paragraphs[index], index)
        is_told(citizen, paragraphs[index], count)
    open_sheet(citizen)
    number = send(citizen)

    assert number in letters.wait_for(email).get_content()
    assert len(letters.to(email)) == 1
    citizen.press("main a[href*='/mine/']")
    numbers = citizen.page.locator("main .remark__head bdi").all_inner_texts()
    assert numbers == [f"{number}.{n}" for n in range(1, 6)]
    citizen.press("#remark-1 .remark__foot a")
    if setting.javascript:
        citizen.find(f"#{paragraphs[0]} .my-mark").wait_for()
        assert citizen.page.locator(".my-mark").count() == 5
        assert not citizen.find(BAR).is_visible()
        citizen.look()


@IN_THE_SETTINGS
def test_a_telephone_goes_on_where_the_desk_left_off(setting: Setting, arrive: Arrive) -> None:
    citizen = arrive(setting)
    paragraphs = read(citizen)
    keep_the_first(citizen, paragraphs[ORDER[0]], "")
    is_told(citizen, paragraphs[ORDER[0]], 1)
    open_sheet(citizen)
    citizen.press("main a[href$='/elsewhere']")
    assert citizen.find("svg.qr-code").is_visible()
    link = citizen.text("main .receipt__link")

    telephone = arrive(setting)
    telephone.go(link)
    assert words(ORDER[0]) in telephone.text()
    telephone.press("main a[href$='/forget']")
    telephone.press("main form button.button-primary")
    telephone.go(link)
    assert words(ORDER[0]) in telephone.text()
