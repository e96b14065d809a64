"""A reader: finds the consultation, reads a paragraph, opens what others said, and never loses the place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.scenes import hear_the_sample_text
from tests.support.browser import NARROW, Visits, assert_accessible, assert_fits
from tests.support.server import Server

AREA = "/consultations/politik/sections/5"
PAGES = (
    "/",
    "/consultations/politik",
    "/consultations/politik/contents",
    AREA,
    AREA + "?view=changes",
    "/consultations/politik/text",
    "/consultations/politik/text?view=changes",
    "/consultations/politik/versions/1/text",
    AREA + "/remarks",
    "/consultations/politik/parties",
    "/consultations/politik/search?q=kommune",
    "/consultations/politik/search?q=punkt+5.2",
    "/consultations/politik/search?q=stk.+99.9",
    "/consultations/politik/search?q=situationen",
    "/consultations/politik/search?q=komunernes+xyz",
    "/privacy",
    "/was",
    "/contact",
)


@pytest.fixture(scope="module", autouse=True)
def heard(server: Server) -> None:
    hear_the_sample_text(server)


def count_link(page: Page) -> Locator:
    """What says how many remarks are published on paragraph 5.2, and opens them."""
    return page.locator("#p-5-2 .para__count")


def test_remarks_open_under_their_paragraph_and_close_again(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Politik for fællesskab").click()
    page.locator(".area-list__title a").nth(-2).click()
    expect(page).to_have_url(page.url.split("/consultations")[0] + AREA)
    count_link(page).click()
    opened = page.locator("#p-5-2-remarks")
    expect(opened.locator("article")).to_have_count(10)
    expect(opened.locator("article").first).to_contain_text("Bemærkning nummer 11.")
    assert_accessible(page)
    opened.get_by_role("link", name="Ældre bemærkninger").click()
    expect(opened.locator("article")).to_have_count(12)
    expect(opened.locator(".in-place .in-place")).to_be_focused()
    expect(opened.get_by_role("link", name="Ældre bemærkninger")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(opened.locator("article")).to_have_count(0)
    expect(count_link(page)).to_be_focused()


def test_without_a_script_the_same_link_is_a_page_and_leads_back(visits: Visits) -> None:
    page = visits.open(javascript=False, width=NARROW)
    page.goto(AREA)
    count_link(page).click()
    expect(page.locator("article")).to_have_count(10)
    page.get_by_role("link", name="Ældre bemærkninger").click()
    expect(page.locator("article")).to_have_count(2)
    page.get_by_role("link", name="Tilbage til teksten").click()
    assert page.url.endswith(AREA + "#p-5-2")
    expect(page.locator("#p-5-2")).to_be_in_viewport(ratio=0.3)


@pytest.mark.parametrize(
    ("language", "width", "javascript"),
    [("", 1280, True), ("", NARROW, False), ("/ar", NARROW, True), ("/en", 1280, False)],
)
def test_every_page_fits_and_is_accessible(
    visits: Visits, language: str, width: int, javascript: bool
) -> None:
    page = visits.open(javascript=javascript, width=width)
    for path in PAGES:
        page.goto(language + path)
        assert_fits(page)
        if javascript:
            assert_accessible(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_second_link_skips_to_the_text(visits: Visits, javascript: bool) -> None:
    page = visits.open(javascript=javascript)
    page.goto(AREA)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til teksten")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()


def test_each_remark_of_a_list_has_a_heading(page: Page) -> None:
    page.goto(AREA + "/remarks")
    headings = page.locator("main article").get_by_role("heading", level=2)
    expect(headings).to_have_count(10)
    expect(headings.first).to_contain_text("Bemærkning")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_preview_takes_the_focus(visits: Visits, javascript: bool) -> None:
    page = visits.open(javascript=javascript)
    page.goto("/consultations/politik/comment")
    page.locator("input[name=stance][value=neutral]").check(force=True)
    page.locator("textarea[name=text]").fill("Det er godt tænkt.")
    page.locator("input[name=name]").fill("Prøve Person")
    page.locator("button[value=preview]").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert_accessible(page)
