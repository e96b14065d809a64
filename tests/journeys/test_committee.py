"""A committee's desk: counts that open, a point with a quote and an answer, approval, and the memo in Word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

from tests.journeys.answering import REASON, answer
from tests.journeys.arriving import added_account, sign_in
from tests.journeys.conftest import CONSULTATION, SAMPLE, Arrive
from tests.journeys.visitor import Setting, Visitor, in_settings
from tests.support.browser import NARROW, WIDE
from tests.support.server import Server

# Each setting has a committee of its own, so that none approves what another is still writing.
COMMITTEES = {"da": "suu", "en": "sou", "ar": "kfu"}
A_SCREENFUL = 20
TITLE = "Hvem følger op på det, der står?"
IN_THE_SETTINGS = in_settings(
    Setting("da", NARROW, javascript=False),
    Setting("en", WIDE, javascript=True),
    Setting("ar", NARROW, javascript=True),
)


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


def desk_of(slug: str) -> str:
    return f"/staff{CONSULTATION}/committees/{slug}"


def arrive_at_desk(setting: Setting, arrive: Arrive, server: Server, slug: str) -> Visitor:
    """Sign in as somebody who writes for the committee, and follow what waits for them."""
    member = arrive(setting)
    options = ["--role", "committee", "--committee", slug]
    sign_in(member, added_account(server, f"{slug}@staff.example", *options))
    assert member.page.locator(f"main a[href*='/committees/{slug}']").count() > 0
    member.go(desk_of(slug))
    return member


def open_every_number(member: Visitor) -> int:
    """Each number on the page opens as many remarks as it says; gives how many numbers there were."""
    links = member.page.locator("main table .count-link")
    numbers = [
        (link.get_attribute("href") or "", int(link.locator("bdi").inner_text()))
        for link in links.all()
    ]
    for href, number in numbers:
        html = member.page.request.get(member.origin + href).text()
        shown = len(re.findall(r'<article class="remark', html))
        assert shown == min(number, A_SCREENFUL), href
    return len(numbers)


def make_a_point(member: Visitor) -> None:
    """Of published remarks that are in no point yet."""
    member.go(f"{desk_of(COMMITTEES[member.setting.language])}/remarks?point=none&publicity=public")
    for box in member.page.locator("input[name^=remark-]").all()[:2]:
        box.check()
    member.press("button[formaction$='/points/new']")
    member.press("main form button.button-primary")
    assert member.page.locator(".error-summary").count() == 1, "a point needs a title"
    member.write("title", TITLE)
    member.press("main form button.button-primary")
    assert TITLE in member.text("h1")


def quote(member: Visitor) -> str:
    """Words nobody wrote are refused; words that stand there are taken. Gives them."""
    opens, field = "button[formaction*='/quote#']", "[name^=quote-]"
    member.press(opens)
    assert member.page.evaluate("field => document.activeElement.matches(field)", field)
    published = member.find(field).input_value()
    member.find(field).fill("Det har ingen skrevet.")
    # A button of its own, not one of the whole sentences that are offered.
    stores = "button:not([name^=sentence-])[formaction$='/quote']"
    member.press(stores)
    assert member.page.locator(f".form-error {field}").count() == 1
    words = " ".join(published.split("\n")[0].split()[:6])
    member.find(field).fill(words)
    member.press(stores)
    assert words in member.text("main blockquote")
    return words


def store_the_title_alone(member: Visitor) -> None:
    """Enter in the title stores it; the answer that is being written stays, and is said not to be stored."""
    member.write("reason", REASON)
    member.find("[name=outcome]").check()
    member.write("title", f"{TITLE} Og hvornår?")
    with member.page.expect_navigation():
        member.find("[name=title]").press("Enter")
    member.look()
    assert f"{TITLE} Og hvornår?" in member.text("h1")
    assert member.page.locator(".unsaved a").count() == 1
    assert member.find("[name=reason]").input_value() == REASON
    assert member.find("[name=outcome]").is_checked()
    member.write("title", TITLE)
    member.press("button[formaction$='/answer']")
    assert member.find("[name=title]").input_value() == TITLE
    member.press("button[formaction$='/wording']")
    assert member.page.locator(".unsaved").count() == 0
    assert member.find("[name=reason]").input_value() == REASON


def answer_what_is_missing(member: Visitor) -> None:
    """From the list of what is missing, point by point, until none is left."""
    missing = "main li a[href*='/points/']"
    member.go(f"{desk_of(COMMITTEES[member.setting.language])}/contribution")
    while member.page.locator(missing).count():
        assert member.page.locator("form[action$='/approval']").count() == 0
        member.press(missing)
        answer(member)
        member.go(f"{desk_of(COMMITTEES[member.setting.language])}/contribution")


def approve(member: Visitor) -> None:
    """What is in no point is listed, and must be said to need none."""
    approval = "form[action$='/approval']"
    assert member.page.locator("main a[href*='point=none']").count() == 1
    member.press(f"{approval} button")
    assert member.page.locator(".error-summary").count() == 1
    member.find("[name=acknowledged]").check()
    member.press(f"{approval} button")
    # The hearing is still open, which is said before it is approved all the same.
    assert member.page.locator(".badge--success").count() == 0
    assert member.find("[name=acknowledged]").is_checked()
    member.press(f"{approval} button")
    assert member.page.locator(".badge--success").count() == 1


def download(member: Visitor, folder: Path) -> str:
    """The memo as Word saves it: all its words, those in tables too."""
    with member.page.expect_download() as waiting:
        member.find("main form[action$='/memo/file/docx'] button").click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    document = Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@IN_THE_SETTINGS
def test_a_committee_answers_a_point_and_finds_it_in_the_memo(
    setting: Setting, arrive: Arrive, server: Server, tmp_path: Path
) -> None:
    member = arrive_at_desk(setting, arrive, server, COMMITTEES[setting.language])
    assert open_every_number(member) > 5
    make_a_point(member)
    quoted = quote(member)
    store_the_title_alone(member)
    answer_what_is_missing(member)
    approve(member)

    member.press("main a[href$='/memo']")
    for words in (TITLE, REASON, quoted):
        assert words in member.text()
    written = download(member, tmp_path)
    for words in (TITLE, REASON, quoted):
        assert words in written


@pytest.mark.parametrize("javascript", [True, False])
def test_going_back_to_the_list_ticks_nothing_that_nobody_ticked(
    arrive: Arrive, server: Server, javascript: bool
) -> None:
    """A browser that fills a form again does it by name and order, and the list is another one by then."""
    # One that has approved nothing: what is approved is locked.
    member = arrive_at_desk(Setting("da", WIDE, javascript=javascript), arrive, server, "beu")
    member.go(f"{desk_of('beu')}/remarks?point=none")
    boxes, ticked = (member.page.locator(f".remark-list input{each}") for each in ("", ":checked"))
    names = [box.get_attribute("name") for box in boxes.all()[:4]]
    for box in boxes.all()[:2]:
        box.check()
    member.press("button[formaction$='/points/new']")
    member.write("title", "To ad gangen")
    member.press("main form button.button-primary")
    for _step in range(3):
        member.page.go_back()
        if member.page.locator(".decision-bar").count():
            break
    assert [box.get_attribute("name") for box in boxes.all()[:2]] == names[2:]
    assert ticked.count() == 0
