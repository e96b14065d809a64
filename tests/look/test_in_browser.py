"""The gallery and sample pages in Chromium: axe, widths, both directions, and our small behaviours."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.browser import NARROW, WIDE, Visits, assert_accessible, assert_fits

# Playwright's loop must not be in the way of async tests.
pytestmark = pytest.mark.journey

PAGES = ["staff/gallery.html", "shared/error.html", "hearing.html", "reading.html", "preview.html",
         "receipt.html", "queue.html", "committee.html"]  # fmt: skip


@pytest.mark.parametrize(("code", "width"), [("da", WIDE), ("ar", NARROW)])
@pytest.mark.parametrize("page_name", PAGES)
def test_a_page_is_accessible_and_fits(
    looks: Visits, page_name: str, code: str, width: int
) -> None:
    page = looks.open(width=width)
    page.goto(f"/{code}/{page_name}")
    assert page.locator("html").get_attribute("dir") == ("rtl" if code == "ar" else "ltr")
    assert_fits(page)
    assert_accessible(page)


def test_the_reading_page_also_fits_the_other_way_round(looks: Visits) -> None:
    for code, width in [("ar", WIDE), ("da", NARROW)]:
        page = looks.open(width=width)
        page.goto(f"/{code}/reading.html")
        assert_fits(page)
        assert_accessible(page)


def test_remarks_open_under_their_paragraph_and_close_again(looks: Visits) -> None:
    page = looks.open()
    page.goto("/da/reading.html")
    count = page.locator("#p-5-1 .para__count")
    expect(count).to_have_attribute("aria-expanded", "false")
    count.click()
    expect(page.locator("#p-5-1-remarks article")).to_have_count(2)
    expect(count).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#p-5-3-remarks article")).to_have_count(0)
    assert page.url.endswith("/da/reading.html")
    assert_accessible(page)
    count.click()
    expect(page.locator("#p-5-1-remarks article")).to_have_count(0)
    expect(count).to_be_focused()


def test_without_a_script_the_count_is_a_link_to_a_page(looks: Visits) -> None:
    page = looks.open(javascript=False)
    page.goto("/da/reading.html")
    page.locator("#p-5-1 .para__count").click()
    expect(page.locator("article")).to_have_count(2)
    assert page.url.endswith("_remarks.html")


def test_a_visitor_without_scripts_has_none_before_and_after_axe_looked(looks: Visits) -> None:
    page = looks.open(javascript=False)
    for _ in range(2):
        page.goto("/da/reading.html")
        before = page.content()
        assert_accessible(page)
        assert page.evaluate("typeof htmx") == "undefined"
        assert page.content() == before
    with_scripts = looks.open()
    with_scripts.goto("/da/reading.html")
    assert with_scripts.evaluate("typeof htmx") == "object"


def test_a_form_with_words_in_it_is_not_closed_by_a_second_press(looks: Visits) -> None:
    page = looks.open()
    page.goto("/da/reading.html")
    comment = page.locator("#p-5-2 .para__comment")
    comment.click()
    field = page.locator("#p-5-2-form textarea[name=text]")
    field.fill("Ikke færdig")
    comment.click()
    expect(field).to_have_value("Ikke færdig")
    expect(field).to_be_focused()


def test_marked_words_are_taken_along_to_the_form(looks: Visits) -> None:
    page = looks.open()
    page.goto("/da/reading.html")
    page.evaluate(
        """() => {
            const node = document.querySelector("#p-5-5 .para__words").firstChild;
            const start = node.data.indexOf("Støtte");
            getSelection().setBaseAndExtent(node, start, node, start + 33);
        }"""
    )
    link = page.locator("#p-5-5 .para__comment")
    expect(link).to_have_class("para__comment has-quote")
    assert "quote=St%C3%B8tte-+og+kontaktpersoner" in (link.get_attribute("href") or "")
    assert "quote" not in (page.locator("#p-5-4 .para__comment").get_attribute("href") or "")


def test_the_contents_are_a_drawer_on_a_telephone_only(looks: Visits) -> None:
    narrow, wide = looks.open(width=NARROW), looks.open(width=WIDE)
    for page in (narrow, wide):
        page.goto("/da/reading.html")
    expect(narrow.locator(".contents__list")).to_be_hidden()
    narrow.locator(".contents__summary").click()
    expect(narrow.locator(".contents__list")).to_be_visible()
    expect(wide.locator(".contents__list")).to_be_visible()


def test_without_a_script_the_text_comes_first_on_a_telephone_and_the_drawer_opens(
    looks: Visits,
) -> None:
    page = looks.open(javascript=False, width=NARROW)
    page.goto("/da/reading.html")
    expect(page.locator(".contents__list")).to_be_hidden()
    page.locator(".contents__summary").click()
    expect(page.locator(".contents__list")).to_be_visible()


def test_without_a_script_the_contents_stand_beside_the_text_where_there_is_room(
    looks: Visits,
) -> None:
    page = looks.open(javascript=False, width=WIDE)
    page.goto("/da/reading.html")
    expect(page.locator(".contents__list a").first).to_be_visible()


@pytest.mark.parametrize("code", ["da", "ar"])
def test_the_contents_follow_the_reader_and_take_no_focus(looks: Visits, code: str) -> None:
    page = looks.open(width=WIDE)
    page.goto(f"/{code}/reading.html")
    here = page.locator(".contents__list [aria-current=location]")
    page.locator("#c1").evaluate("place => place.scrollIntoView({behavior: 'instant'})")
    expect(here).to_have_attribute("href", "#c1")
    page.locator("#p-5-7").evaluate(
        "place => place.scrollIntoView({block: 'start', behavior: 'instant'})"
    )
    expect(here).to_have_attribute("href", "#c2")
    expect(here).to_have_count(1)
    assert page.evaluate("document.activeElement === document.body")


def test_after_an_error_the_summary_has_the_focus_and_leads_to_the_field(looks: Visits) -> None:
    page = looks.open()
    page.goto("/da/staff/gallery.html")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a", has_text="Skriv dit navn.").click()
    expect(page.locator("#field-name")).to_be_focused()


def test_characters_left_are_counted_in_the_readers_language(looks: Visits) -> None:
    page = looks.open()
    page.goto("/da/staff/gallery.html")
    page.locator("#field-text").fill("x" * 3999)
    expect(page.locator("#field-text-limit")).to_have_text("1 tegn tilbage")
    page.locator("#field-text").fill("x" * 5500)
    expect(page.locator("#field-text-limit")).to_have_text("1.500 tegn for meget")


def test_a_key_presses_its_button_but_not_while_one_writes(looks: Visits) -> None:
    page = looks.open()
    page.goto("/da/queue.html")
    page.evaluate(
        """() => {
            window.pressed = [];
            document.addEventListener("submit", (event) => {
                event.preventDefault();
                window.pressed.push(event.submitter.dataset.key);
            });
        }"""
    )
    page.locator("#decision-reason").focus()
    page.keyboard.press("u")
    page.locator("h1").click()
    page.keyboard.press("o")
    page.keyboard.press("Control+i")
    assert page.evaluate("window.pressed") == ["o"]


def test_on_paper_nothing_is_left_that_one_would_press(looks: Visits) -> None:
    page = looks.open()
    page.goto("/da/reading.html")
    page.emulate_media(media="print")
    expect(page.locator("#p-5-1 .para__words")).to_be_visible()
    expect(page.locator("#p-5-1 .para__number")).to_be_visible()
    for pressed in (".para__actions", ".contents", ".languages", ".views"):
        expect(page.locator(pressed).first).to_be_hidden()
